//! The feed, live: what was missed, then what happens; or a reset.

use crate::support::{TestServer, request, to_localhost};
use axum::{body::BodyDataStream, http::Method};
use futures::StreamExt as _;
use serde_json::Value;
use std::time::Duration;
use tower::ServiceExt as _;

/// An event: its name, its id and its data.
type Heard = (String, String, Value);

struct Listener {
    stream: BodyDataStream,
    text: String,
}

impl Listener {
    async fn listen(server: &TestServer, path: &str, headers: &[(&str, &str)]) -> Self {
        let request = to_localhost(request(Method::GET, path, headers, ""));
        let response = server.router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        Self { stream: response.into_body().into_data_stream(), text: String::new() }
    }

    /// The next event; none where the stream has ended.
    async fn next(&mut self) -> Option<Heard> {
        loop {
            if let Some((event, rest)) = self.text.split_once("\n\n") {
                let (event, rest) = (event.to_owned(), rest.to_owned());
                self.text = rest;
                let field = |name: &str| {
                    let lines = event.lines().filter_map(|line| line.split_once(": "));
                    lines.filter(|(it, _)| *it == name).map(|(_, value)| value.to_owned()).next().unwrap_or_default()
                };
                if !field("event").is_empty() {
                    return Some((field("event"), field("id"), serde_json::from_str(&field("data")).unwrap()));
                }
                continue;
            }
            let chunk =
                tokio::time::timeout(Duration::from_secs(10), self.stream.next()).await.expect("an event in time");
            self.text.push_str(std::str::from_utf8(&chunk?.unwrap()).unwrap());
        }
    }

    async fn expect(&mut self, name: &str, id: &str) -> Value {
        let (heard, heard_id, data) = self.next().await.expect("an event");
        assert_eq!((&*heard, &*heard_id), (name, id), "{data}");
        data
    }
}

#[tokio::test]
async fn tells_what_happens() {
    let server = TestServer::start().await;
    let id = server.deployment("Flow").await;
    let mut listener = Listener::listen(&server, "/api/v1/events", &[]).await;
    assert_eq!(listener.expect("hello", "2").await["position"], 2);
    server.json(Method::PUT, &format!("/api/v1/deployments/{id}/status"), r#"{"status":"paused"}"#).await;
    let entry = listener.expect("change", "3").await;
    assert_eq!(entry["change"]["deployment_status_set"]["after"], "paused", "{entry}");
    server.delete(&format!("/api/v1/deployments/{id}")).await;
    listener.expect("change", "4").await;
}

#[tokio::test]
async fn tells_first_what_was_missed() {
    let server = TestServer::start().await;
    server.deployment("One").await;
    server.deployment("Two").await;
    let mut listener = Listener::listen(&server, "/api/v1/events?after=1", &[]).await;
    // The id of the first event is what the reader knows: cut off now, it would begin there again.
    assert_eq!(listener.expect("hello", "1").await["position"], 4);
    for position in ["2", "3", "4"] {
        listener.expect("change", position).await;
    }
    server.workflow("Three", crate::support::GRAPH).await;
    listener.expect("change", "5").await;
}

#[tokio::test]
async fn the_header_of_a_new_connection_counts_before_the_address() {
    let server = TestServer::start().await;
    server.deployment("One").await;
    let mut listener = Listener::listen(&server, "/api/v1/events?after=0", &[("last-event-id", "1")]).await;
    listener.expect("hello", "1").await;
    listener.expect("change", "2").await;
}

#[tokio::test]
async fn resets_who_knows_another_past() {
    let server = TestServer::start().await;
    server.deployment("One").await;
    let mut listener = Listener::listen(&server, "/api/v1/events?after=99", &[]).await;
    listener.expect("hello", "99").await;
    assert_eq!(listener.expect("reset", "2").await["position"], 2);
    server.workflow("Two", crate::support::GRAPH).await;
    listener.expect("change", "3").await;
}

#[tokio::test]
async fn resets_who_missed_too_much() {
    let server = TestServer::start().await;
    let path = format!("/api/v1/deployments/{}/status", server.deployment("One").await);
    for number in 0..1_001 {
        let body = if number % 2 == 0 { r#"{"status":"paused"}"# } else { r#"{"status":"running"}"# };
        server.json(Method::PUT, &path, body).await;
    }
    let mut listener = Listener::listen(&server, "/api/v1/events?after=1", &[]).await;
    listener.expect("hello", "1").await;
    listener.expect("reset", "1003").await;
}

#[tokio::test]
async fn ends_when_the_server_stops() {
    let server = TestServer::start().await;
    let mut listener = Listener::listen(&server, "/api/v1/events", &[]).await;
    listener.expect("hello", "0").await;
    server.stopping.begin();
    assert_eq!(listener.next().await, None);
}
