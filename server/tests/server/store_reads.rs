//! Lists are answered from the catalogue: they read no store. A page of one thing reads that thing.

use crate::{
    support::{GRAPH, TestServer, request},
    watched_store::WatchedStore,
};
use axum::http::{Method, StatusCode};

#[tokio::test]
async fn lists_read_no_store_and_details_read_only_their_own() {
    let store = WatchedStore::new(None);
    let server = TestServer::with_store(store.clone()).await;
    let workflow = server.workflow("Flow", GRAPH).await;
    let id = server.deploy(&workflow).await;
    for _ in 0..60 {
        server.deploy(&workflow).await;
    }
    store.take_reads();
    let list = r#"{"query":{"status":"all","kind":null,"search":"","sort":"deployed","page":1}}"#;
    for path in [
        "/deployments",
        "/deployments?status=paused&q=flow&sort=name&page=2",
        "/workflows",
        "/api/v1/deployments?limit=200",
        "/api/v1/workflows",
        &*format!("/api/v1/deployments/{id}"),
    ] {
        let answer = server.get(path).await;
        assert_eq!((answer.status, store.take_reads()), (StatusCode::OK, vec![]), "{path}");
    }
    assert_eq!(server.json(Method::POST, "/api/fn/list_deployments", list).await.status, StatusCode::OK);
    assert_eq!(store.take_reads(), Vec::<&str>::new());
    for (path, reads) in [
        (format!("/deployments/{id}"), vec!["graph", "history"]),
        (format!("/workflows/{workflow}"), vec!["graph"]),
        (format!("/api/v1/deployments/{id}/download"), vec!["graph"]),
        (format!("/api/v1/deployments/{id}/workflow"), vec!["graph"]),
        (format!("/api/v1/workflows/{workflow}"), vec!["graph"]),
    ] {
        let answer = server.send(request(Method::GET, &path, &[], "")).await;
        assert_eq!((answer.status, store.take_reads()), (StatusCode::OK, reads), "{path}");
    }
}
