//! Answers for programs are compressed for those who take that, and are the same behind it.

use crate::support::{Answer, TestServer, request};
use axum::http::Method;
use std::io::Read as _;

async fn get(server: &TestServer, path: &str, accepted: &str) -> Answer {
    server.send(request(Method::GET, path, &[("accept-encoding", accepted)], "")).await
}

fn unpacked(answer: &Answer) -> Vec<u8> {
    let mut plain = Vec::new();
    match answer.header("content-encoding") {
        "br" => brotli::Decompressor::new(&*answer.bytes, 4_096).read_to_end(&mut plain).unwrap(),
        "gzip" => flate2::read::GzDecoder::new(&*answer.bytes).read_to_end(&mut plain).unwrap(),
        other => panic!("not compressed but {other:?}"),
    };
    plain
}

#[tokio::test]
async fn large_answers_are_compressed_and_mean_the_same() {
    let server = TestServer::start().await;
    let words = "salt and water ".repeat(400);
    let graph = format!(r#"{{"1":{{"class_type":"PrimitiveString","inputs":{{"value":"{words}"}}}}}}"#);
    let id = server.deploy(&server.workflow("Flow", &graph).await).await;
    for _ in 0..10 {
        server.deployment("Another").await;
    }
    let digest = server.get(&format!("/api/v1/deployments/{id}")).await.value()["digest"].as_str().unwrap().to_owned();
    for path in [
        "/api/v1/deployments".to_owned(),
        "/api/openapi.json".to_owned(),
        format!("/api/v1/deployments/{id}/download"),
        format!("/api/v1/deployments/{id}/workflow"),
        format!("/snapshots/{digest}/graph.svg"),
    ] {
        let plain = server.get(&path).await;
        assert_eq!(plain.header("content-encoding"), "", "{path}");
        for (accepted, encoding) in [("gzip, br", "br"), ("gzip", "gzip")] {
            let packed = get(&server, &path, accepted).await;
            assert_eq!(packed.header("content-encoding"), encoding, "{path}");
            assert_eq!(packed.header("vary").to_ascii_lowercase(), "accept-encoding", "{path}");
            assert_eq!(packed.header("etag"), plain.header("etag"), "{path}");
            assert!(packed.bytes.len() < plain.bytes.len() && unpacked(&packed) == plain.bytes, "{path}");
        }
    }
}

#[tokio::test]
async fn small_answers_and_the_event_stream_are_not() {
    let server = TestServer::start().await;
    let id = server.deployment("Flow").await;
    for path in ["/healthz".to_owned(), format!("/api/v1/deployments/{id}")] {
        assert_eq!(get(&server, &path, "gzip, br").await.header("content-encoding"), "", "{path}");
    }
    server.stopping.begin();
    let events = get(&server, "/api/v1/events", "gzip, br").await;
    assert_eq!((events.header("content-type"), events.header("content-encoding")), ("text/event-stream", ""));
}

#[tokio::test]
async fn pages_are_compressed_once() {
    let server = TestServer::start().await;
    let page = server.get("/deployments").await;
    let packed = get(&server, "/deployments", "gzip, br").await;
    assert_eq!(packed.headers.get_all("content-encoding").iter().count(), 1);
    assert!(unpacked(&packed) == page.bytes);
}
