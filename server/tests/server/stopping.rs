//! Going down in order: what is under way ends, streams are closed, nothing new is ready.

use crate::{
    support::TestServer,
    watched_store::{Gate, WatchedStore},
};
use axum::http::StatusCode;
use server::Patience;
use std::time::Duration;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    sync::oneshot,
};

async fn ask(address: std::net::SocketAddr, text: &str) -> TcpStream {
    let mut client = TcpStream::connect(address).await.unwrap();
    client.write_all(text.as_bytes()).await.unwrap();
    client
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn requests_in_flight_are_answered_and_streams_are_closed() {
    let gate = Gate::closed();
    let server = TestServer::with_store(WatchedStore::new(Some(gate.clone()))).await;
    let path = format!("/api/v1/deployments/{}", server.deployment("Flow").await);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, told) = oneshot::channel::<()>();
    let until_told = async { drop(told.await) };
    let running = tokio::spawn(server::run(
        listener,
        server.router.clone(),
        server.stopping.clone(),
        Patience::default(),
        until_told,
    ));

    let mut stream = ask(address, "GET /api/v1/events HTTP/1.1\r\nhost: localhost\r\n\r\n").await;
    let mut first = [0; 12];
    stream.read_exact(&mut first).await.unwrap();
    let body = r#"{"status":"paused"}"#;
    let head = format!(
        "PUT {path}/status HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    let mut in_flight = ask(address, &(head + body)).await;
    gate.wait_until_begun().await;

    stop.send(()).unwrap();
    let mut rest = String::new();
    stream.read_to_string(&mut rest).await.unwrap();
    assert!(rest.contains("event: hello"), "{rest}");
    gate.let_through.add_permits(1);
    let mut answer = String::new();
    in_flight.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    tokio::time::timeout(Duration::from_secs(10), running).await.unwrap().unwrap();
}

#[tokio::test]
async fn a_server_that_stops_lives_but_is_not_ready() {
    let server = TestServer::start().await;
    assert_eq!(server.get("/readyz").await.status, StatusCode::OK);
    server.stopping.begin();
    assert_eq!(server.get("/healthz").await.status, StatusCode::OK);
    let ready = server.get("/readyz").await;
    assert_eq!((ready.status, ready.text()), (StatusCode::SERVICE_UNAVAILABLE, "the server is stopping\n".to_owned()));
}
