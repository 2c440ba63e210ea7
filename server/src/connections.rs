//! Takes connections and answers on each, until the server goes down.
//!
//! A loop of our own, for `axum::serve` waits for ever for a client that sends half a request.

use crate::{Front, Stopping, public::Visitor};
use axum::{body::Body, serve::Listener};
use hyper::{Request, body::Incoming, server::conn::http1};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use std::{pin::pin, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    task::JoinSet,
};
use tower::ServiceExt as _;

/// How long the server waits for others.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// How long a client may take for a request's head, the pause after the answer before included.
    pub head: Duration,
    /// How long what is in flight may take after the server was told to stop.
    pub grace: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { head: Duration::from_secs(30), grace: Duration::from_secs(10) }
    }
}

/// Answers on every connection until the server is told to stop, then lets those end that are being answered.
pub(crate) async fn answer_all(mut listener: TcpListener, front: Front, stopping: &Stopping, patience: Patience) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            (stream, _) = Listener::accept(&mut listener) => {
                connections.spawn(answer(stream, front.clone(), stopping.clone(), patience.head));
            }
            // Those that have ended would else be kept.
            Some(_) = connections.join_next() => {}
            () = stopping.begun() => break,
        }
    }
    drop(listener);
    let ended = tokio::time::timeout(patience.grace, async { while connections.join_next().await.is_some() {} });
    if ended.await.is_err() {
        tracing::warn!("Some connections did not end in time; closing them");
    }
}

async fn answer(stream: TcpStream, front: Front, stopping: Stopping, head: Duration) {
    // Events are small and must not wait for more of their kind.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "A connection that is gone already");
    }
    let visitor = stream.peer_addr().ok().map(|it| Visitor(it.ip()));
    let service = TowerToHyperService::new(front.map_request(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        if let Some(visitor) = visitor {
            request.extensions_mut().insert(visitor);
        }
        request
    }));
    let mut server = http1::Builder::new();
    server.timer(TokioTimer::new()).header_read_timeout(head);
    let mut connection = pin!(server.serve_connection(TokioIo::new(stream), service));
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = stopping.begun() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        // Clients that go away in the middle, or are too slow: nothing that anybody here could mend.
        tracing::debug!(%error, "A connection ended early");
    }
}
