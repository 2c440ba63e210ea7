//! A receiver on a free port, and the guarded client that may reach it.

use axum::{
    Router,
    body::Bytes,
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use engine::outbound::{AllowedRanges, Outbound};
use std::sync::Arc;
use tokio::{net::TcpListener, sync::mpsc};

/// What was received.
#[derive(Debug)]
pub struct Received {
    pub path: String,
    pub headers: HeaderMap,
    pub body: Bytes,
}

/// Answers everything in one way; what it received comes out of the channel, before it is answered.
pub async fn receiver<F, R>(answer: F) -> (String, mpsc::UnboundedReceiver<Received>)
where
    F: Fn() -> R + Send + Sync + 'static,
    R: Future<Output = Response> + Send,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/called", listener.local_addr().unwrap());
    let (sender, received) = mpsc::unbounded_channel();
    let answer = Arc::new(answer);
    let app = Router::new().fallback(move |uri: axum::http::Uri, headers: HeaderMap, body: Bytes| {
        let (sender, answer) = (sender.clone(), Arc::clone(&answer));
        async move {
            sender.send(Received { path: uri.path().to_owned(), headers, body }).unwrap();
            answer().await
        }
    });
    tokio::spawn(async move { axum::serve(listener, app).await });
    (url, received)
}

/// The same with an answer that is there at once.
pub async fn answering(
    answer: impl IntoResponse + Clone + Send + Sync + 'static,
) -> (String, mpsc::UnboundedReceiver<Received>) {
    receiver(move || std::future::ready(answer.clone().into_response())).await
}

/// May reach this machine, as an operator can allow it.
pub fn client() -> Outbound {
    Outbound::new(AllowedRanges::from_iter(["127.0.0.0/8".parse().unwrap()])).unwrap()
}
