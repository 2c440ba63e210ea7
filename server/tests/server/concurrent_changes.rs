//! Many hands on one card: every answer is a clear one, and the end is one of those that were asked for.

use crate::support::TestServer;
use axum::http::{Method, StatusCode};
use futures::future::join_all;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn toggles_of_one_card_all_succeed() {
    let server = TestServer::start().await;
    let path = format!("/api/v1/deployments/{}/status", server.deployment("Flow").await);
    let toggles = (0..64).map(|number| {
        let body = if number % 2 == 0 { r#"{"status":"paused"}"# } else { r#"{"status":"running"}"# };
        server.json(Method::PUT, &path, body)
    });
    for answer in join_all(toggles).await {
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_many_deletes_one_succeeds_and_toggles_find_it_or_do_not() {
    let server = TestServer::start().await;
    let path = format!("/api/v1/deployments/{}", server.deployment("Flow").await);
    let status = format!("{path}/status");
    let toggles = join_all((0..16).map(|_| server.json(Method::PUT, &status, r#"{"status":"paused"}"#)));
    let deletes = join_all((0..16).map(|_| server.delete(&path)));
    let (toggled, deleted) = futures::join!(toggles, deletes);
    let gone = deleted.iter().filter(|answer| answer.status == StatusCode::NO_CONTENT).count();
    assert_eq!(gone, 1);
    let clear = |answer: &crate::support::Answer| {
        matches!(answer.status, StatusCode::OK | StatusCode::NO_CONTENT | StatusCode::NOT_FOUND)
    };
    assert!(toggled.iter().chain(&deleted).all(clear));
    assert_eq!(server.get(&path).await.status, StatusCode::NOT_FOUND);
}
