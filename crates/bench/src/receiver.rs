//! Somebody who is called back: notes when which execution's callback came, and can be dead for a while.

use anyhow::Context as _;
use axum::{
    Router,
    http::{HeaderMap, StatusCode},
    routing,
};
use std::time::Instant;
use tokio::{
    net::TcpListener,
    sync::{mpsc, watch},
};

/// What came: of which execution, and when.
pub(crate) type Came = (String, Instant);

/// A receiver at an address of its own, as far as Brine's courier is concerned.
#[derive(Debug)]
pub(crate) struct Receiver {
    /// Where it is called.
    pub(crate) url: String,
    answers: watch::Sender<bool>,
    came: mpsc::UnboundedReceiver<Came>,
}

impl Receiver {
    /// Opens one that answers.
    pub(crate) async fn open() -> anyhow::Result<Self> {
        let (answers, may_answer) = watch::channel(true);
        let (tell, came) = mpsc::unbounded_channel();
        let receive = move |headers: HeaderMap| {
            let (mut may_answer, tell) = (may_answer.clone(), tell.clone());
            async move {
                let at = Instant::now();
                let id = headers.get("webhook-id").and_then(|it| it.to_str().ok()).unwrap_or_default().to_owned();
                // An error only says that the measurement is over.
                let _ = may_answer.wait_for(|it| *it).await;
                let _ = tell.send((id, at));
                StatusCode::NO_CONTENT
            }
        };
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}/", listener.local_addr()?);
        tokio::spawn(async move { axum::serve(listener, Router::new().fallback(routing::post(receive))).await });
        Ok(Self { url, answers, came })
    }

    /// From now on it takes connections and requests, and answers none; or it answers, also what it has taken.
    pub(crate) fn set_dead(&self, is_dead: bool) {
        self.answers.send_replace(!is_dead);
    }

    /// The next callback that it answered.
    pub(crate) async fn next(&mut self) -> anyhow::Result<Came> {
        self.came.recv().await.context("the receiver is gone")
    }
}
