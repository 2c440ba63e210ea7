//! Clients that send half a request, or none: they are let go, and others are not.

use crate::support::TestServer;
use server::Patience;
use std::{net::SocketAddr, time::Duration};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
};

async fn connect(address: SocketAddr, text: &str) -> TcpStream {
    let mut client = TcpStream::connect(address).await.unwrap();
    client.write_all(text.as_bytes()).await.unwrap();
    client
}

/// Everything that comes until the server closes; a server that never does fails the test.
async fn until_closed(mut client: TcpStream) -> String {
    let mut all = String::new();
    tokio::time::timeout(Duration::from_secs(30), client.read_to_string(&mut all)).await.unwrap().unwrap();
    all
}

#[tokio::test]
async fn half_a_request_does_not_hold_a_connection_and_a_stream_does() {
    let server = TestServer::start().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let patience = Patience { head: Duration::from_millis(50), ..Patience::default() };
    let (router, stopping) = (server.router.clone(), server.stopping.clone());
    let running = tokio::spawn(server::run(listener, router, stopping, patience, std::future::pending()));

    let events = connect(address, "GET /api/v1/events HTTP/1.1\r\nhost: localhost\r\n\r\n").await;
    let mut events = BufReader::new(events).lines();
    while !events.next_line().await.unwrap().unwrap().contains("event: hello") {}

    let (half, silent, after) = tokio::join!(
        async { until_closed(connect(address, "GET /healthz HTTP/1.1\r\nhost: loc").await).await },
        async { until_closed(connect(address, "").await).await },
        async { until_closed(connect(address, "GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n").await).await },
    );
    assert!(!half.contains("200 OK") && !silent.contains("200 OK"), "{half}{silent}");
    assert!(after.starts_with("HTTP/1.1 200 OK"), "{after}");

    // The stream is older than all of them and goes on.
    server.deployment("Flow").await;
    while !events.next_line().await.unwrap().unwrap().contains("event: change") {}
    server.stopping.begin();
    tokio::time::timeout(Duration::from_secs(30), running).await.unwrap().unwrap();
}
