//! A change runs to its end, also when whoever asked for it goes away.

use crate::{
    support::{TestServer, request, to_localhost},
    watched_store::{Gate, WatchedStore},
};
use axum::http::Method;
use tokio::{io::AsyncWriteExt as _, net::TcpListener, net::TcpStream};
use tower::ServiceExt as _;

const PAUSE: &str = r#"{"status":"paused"}"#;

async fn server_with_a_gate() -> (TestServer, std::sync::Arc<Gate>, String) {
    let gate = Gate::closed();
    let server = TestServer::with_store(WatchedStore::new(Some(gate.clone()))).await;
    let path = format!("/api/v1/deployments/{}", server.deployment("Flow").await);
    (server, gate, path)
}

/// What hyper does with a request whose client has gone: drop it.
#[tokio::test]
async fn a_dropped_request_is_done_all_the_same() {
    let (server, gate, path) = server_with_a_gate().await;
    let pause = request(Method::PUT, &format!("{path}/status"), &[("content-type", "application/json")], PAUSE);
    let answering = server.router.clone().oneshot(to_localhost(pause));
    tokio::select! {
        _ = answering => panic!("the gate is closed"),
        () = gate.wait_until_begun() => {}
    }
    gate.let_through.add_permits(1);
    server.stopping.begin();
    server.stopping.changes().wait().await;
    assert_eq!(server.get(&path).await.value()["status"], "paused");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_closed_connection_ends_nothing() {
    let (server, gate, path) = server_with_a_gate().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let stopping = server.stopping.clone();
    let running = tokio::spawn(server::run(
        listener,
        server.router.clone(),
        stopping.clone(),
        server::Patience::default(),
        std::future::pending(),
    ));
    let mut client = TcpStream::connect(address).await.unwrap();
    let pause = format!(
        "PUT {path}/status HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{PAUSE}",
        PAUSE.len()
    );
    client.write_all(pause.as_bytes()).await.unwrap();
    gate.wait_until_begun().await;
    drop(client);
    // The way down waits for the change, though nobody waits for its answer.
    stopping.begin();
    gate.let_through.add_permits(1);
    running.await.unwrap();
    assert_eq!(server.get(&path).await.value()["status"], "paused");
}
