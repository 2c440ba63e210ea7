//! Kept pages: the same bytes while nothing changes, new ones as soon as something does.

use crate::{
    support::{Answer, GRAPH, TestServer, request},
    watched_store::WatchedStore,
};
use axum::http::{Method, StatusCode};
use std::io::Read as _;

async fn page(server: &TestServer, headers: &[(&str, &str)]) -> Answer {
    let answer = server.send(request(Method::GET, "/deployments", headers, "")).await;
    assert_eq!(answer.status, StatusCode::OK);
    answer
}

#[tokio::test]
async fn is_the_same_until_something_changes() {
    let server = TestServer::start().await;
    let first = page(&server, &[]).await;
    assert_eq!(page(&server, &[]).await.bytes, first.bytes);
    server.deployment("Brand new").await;
    assert!(page(&server, &[]).await.text().contains("Brand new"));
}

#[tokio::test]
async fn differs_by_colours_and_address() {
    let server = TestServer::start().await;
    page(&server, &[]).await;
    let dark = page(&server, &[("cookie", "brine_theme=dark")]).await;
    assert!(dark.text().contains("data-theme=\"dark\""));
    assert!(page(&server, &[]).await.text().contains("data-theme=\"system\""));
    let paused = server.get("/deployments?status=paused").await;
    assert_ne!(paused.bytes, page(&server, &[]).await.bytes);
}

#[tokio::test]
async fn words_for_one_reader_are_not_kept_for_others() {
    let server = TestServer::start().await;
    let told = page(&server, &[("cookie", "brine_toast=Something%20secret")]).await;
    assert!(told.header("set-cookie").starts_with("brine_toast=; Path=/; Max-Age=0"), "{:?}", told.headers);
    let others = page(&server, &[]).await;
    assert!(!others.text().contains("Something secret") && others.header("set-cookie").is_empty());
}

#[tokio::test]
async fn compressed_it_is_the_same_page() {
    let server = TestServer::start().await;
    server.deployment("Flow").await;
    let plain = page(&server, &[]).await.bytes;
    for _ in 0..2 {
        let br = page(&server, &[("accept-encoding", "gzip, br")]).await;
        assert_eq!(br.header("content-encoding"), "br");
        let mut unpacked = Vec::new();
        brotli::Decompressor::new(&*br.bytes, 4_096).read_to_end(&mut unpacked).unwrap();
        assert!(unpacked == plain, "brotli");
        let gz = page(&server, &[("accept-encoding", "gzip")]).await;
        assert_eq!((gz.header("content-encoding"), gz.header("vary")), ("gzip", "accept-encoding, cookie"));
        let mut unpacked = Vec::new();
        flate2::read::GzDecoder::new(&*gz.bytes).read_to_end(&mut unpacked).unwrap();
        assert!(unpacked == plain, "gzip");
    }
}

#[tokio::test]
async fn a_page_runs_nothing_that_stands_in_it() {
    let server = TestServer::start().await;
    server.deployment("<script>alert(1)</script>").await;
    let page = page(&server, &[]).await;
    let text = page.text();
    let executed: Vec<&str> =
        text.split("<script").skip(1).filter(|it| !it.contains(" src=") && !it.contains("octet-stream")).collect();
    assert_eq!(executed, Vec::<&str>::new());
    let policy = page.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';"), "{policy}");
}

#[tokio::test]
async fn an_address_that_leads_nowhere_is_a_page_with_404() {
    let server = TestServer::start().await;
    for _ in 0..2 {
        let answer = server.get("/nothing").await;
        assert_eq!((answer.status, answer.header("content-type")), (StatusCode::NOT_FOUND, "text/html; charset=utf-8"));
    }
    let home = server.get("/").await;
    assert_eq!((home.status, home.header("location")), (StatusCode::SEE_OTHER, "/deployments"));
}

#[tokio::test]
async fn many_who_ask_at_once_are_rendered_for_once() {
    let store = WatchedStore::new(None);
    let server = TestServer::with_store(store.clone()).await;
    let path = format!("/workflows/{}", server.workflow("Flow", GRAPH).await);
    store.take_reads();
    let answers = futures::future::join_all((0..16).map(|_| server.get(&path))).await;
    assert!(answers.iter().all(|it| it.status == StatusCode::OK && it.bytes == answers[0].bytes));
    assert_eq!(store.take_reads(), ["graph"], "a rendering reads the graph once");
}

#[tokio::test]
async fn what_is_to_be_copied_bears_the_name_that_was_asked() {
    let server = TestServer::start().await;
    server.deployment("Flow").await;
    for host in ["localhost:3000", "brine.example", "127.0.0.1:3000"] {
        let text = page(&server, &[("host", host)]).await.text();
        assert!(text.contains(&format!("value=\"http://{host}/api/v1/deployments/")), "{host}");
    }
}
