//! What a server that died has left running: it waits again, or ends, once its lease is over; also where its
//! deployment begins nothing.

use crate::support::{GRAPH, TestServer};
use axum::http::Method;
use domain::{DeploymentId, ExecutionId, Timestamp};
use std::{sync::Arc, time::Duration};
use store::{Acceptance, NewExecution, NewRun, Store};

/// A store whose deployment got a request, which a worker began that is gone.
async fn left(after: impl AsyncFnOnce(&TestServer, &str)) -> (Arc<dyn Store>, DeploymentId, ExecutionId) {
    let store = store::memory_store().unwrap();
    let server = TestServer::with_store(store.clone()).await;
    let workflow = server.workflow("Left", GRAPH).await;
    let deployment: DeploymentId = server.deploy(&workflow).await.parse().unwrap();
    let at = Timestamp::from_millis(1_763_933_000_000);
    let id = ExecutionId::from_bytes([7; 16]);
    let new = NewExecution {
        id,
        at,
        of: NewRun::Deployment(deployment),
        through: None,
        parts: vec![(domain::Part::Inputs, r#"{"workflow_input":{}}"#.into())],
        calls_back: false,
        once: None,
        has_room: true,
        begin_until: Some(at),
    };
    assert!(matches!(store.accept_execution(new).await.unwrap(), Acceptance::Accepted(_)));
    after(&server, &deployment.to_string()).await;
    server.service.stop().await;
    (store, deployment, id)
}

async fn set_status(server: &TestServer, id: &str, body: &str) {
    let answer = server.json(Method::PUT, &format!("/api/v1/deployments/{id}/status"), body).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
}

/// Starts a server on what is left, and waits until the execution has this status.
async fn becomes(store: Arc<dyn Store>, id: ExecutionId, status: &str) -> TestServer {
    let server = TestServer::with_store(store).await;
    let path = format!("/api/v1/executions/{id}");
    let until = async {
        while server.get(&path).await.value()["status"] != status {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), until).await.expect(status);
    server
}

#[tokio::test]
async fn what_a_hold_keeps_waits_again_and_runs_when_it_is_resumed() {
    let (store, deployment, id) =
        left(async |server, id| set_status(server, id, r#"{"status":"paused","mode":"hold"}"#).await).await;
    let server = becomes(store, id, "queued").await;
    set_status(&server, &deployment.to_string(), r#"{"status":"running"}"#).await;
    assert_eq!(server.over(&id.to_string()).await["status"], "succeeded");
}

#[tokio::test]
async fn what_a_stop_ends_is_cancelled() {
    let (store, _, id) =
        left(async |server, id| set_status(server, id, r#"{"status":"paused","mode":"stop"}"#).await).await;
    becomes(store, id, "cancelled").await;
}

#[tokio::test]
async fn what_ran_for_a_deleted_deployment_is_cancelled() {
    let (store, _, id) = left(async |server, id| {
        server.delete(&format!("/api/v1/deployments/{id}")).await;
    })
    .await;
    becomes(store, id, "cancelled").await;
}

#[tokio::test]
async fn what_runs_on_is_begun_again() {
    let (store, _, id) = left(async |_, _| {}).await;
    let server = becomes(store, id, "succeeded").await;
    assert_eq!(server.get(&format!("/api/v1/executions/{id}")).await.value()["attempts"], 2);
}
