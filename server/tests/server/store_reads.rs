//! Lists are answered from the catalogue: they read no store. A page of one thing reads that thing.

use crate::{
    support::{GRAPH, TestServer, request},
    watched_store::WatchedStore,
};
use axum::http::{Method, StatusCode};
use domain::{DeploymentId, DeploymentQuery, Position};

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
    assert_eq!(server.call("list_deployments", &DeploymentQuery::everything()).await.status, StatusCode::OK);
    assert_eq!(store.take_reads(), Vec::<&str>::new());
    let detail = (id.parse::<DeploymentId>().unwrap(), None::<Position>);
    assert_eq!(server.call("read_deployment", &detail).await.status, StatusCode::OK);
    assert_eq!(store.take_reads(), ["graph", "history"]);
    for (path, reads) in [
        (format!("/workflows/{workflow}"), vec!["graph"]),
        (format!("/api/v1/deployments/{id}/download"), vec!["graph"]),
        (format!("/api/v1/deployments/{id}/workflow"), vec!["graph"]),
        (format!("/api/v1/workflows/{workflow}"), vec!["graph"]),
    ] {
        let answer = server.send(request(Method::GET, &path, &[], "")).await;
        assert_eq!((answer.status, store.take_reads()), (StatusCode::OK, reads), "{path}");
    }
}
