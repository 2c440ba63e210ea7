//! Deployments that were made before anything could run them: a start looks through them.

use crate::support::{GRAPH, TestServer};
use axum::http::{Method, StatusCode};
use bytes::Bytes;
use domain::{
    Actor, DeploymentId, DeploymentType, Digest, GraphFormat, Hidden, Position, Revision, Timestamp, WorkflowId,
};
use serde_json::Value;
use store::{Author, GraphFacts, NewDeployment, NewWorkflow, Source, Store};

const UNKNOWN: &str = r#"{"1":{"class_type":"CheckpointLoaderSimple","inputs":{"ckpt_name":"a"}},
 "2":{"class_type":"PreviewAny","inputs":{"source":["1",0]}}}"#;

/// Deploys a graph as earlier releases did: Running, and nobody asked an engine.
async fn deployed_before(store: &dyn Store, number: u8, kind: DeploymentType, graph: &'static str) -> DeploymentId {
    let author = Author { actor: Actor::Api, at: Timestamp::from_millis(1_763_000_000_000), reason: None };
    let (id, workflow) = (DeploymentId::from_bytes([number; 16]), WorkflowId::from_bytes([number; 16]));
    let bytes = Bytes::from_static(graph.as_bytes());
    let facts = GraphFacts { digest: Digest::of(&bytes), format: GraphFormat::Api, nodes: 2, problems: 0 };
    let new = NewWorkflow { id: workflow, name: "Earlier".parse().unwrap(), graph: facts, bytes };
    store.create_workflow(author.clone(), new).await.unwrap();
    let new = NewDeployment {
        id,
        source: Source::Saved { workflow, expected: Revision::FIRST },
        kind,
        name: None,
        engine: None,
        hindrance: None,
        untested: false,
        hidden: Hidden::default(),
    };
    store.create_deployment(author, new).await.unwrap();
    id
}

async fn row(server: &TestServer, id: DeploymentId) -> Value {
    server.get(&format!("/api/v1/deployments/{id}")).await.value()
}

#[tokio::test]
async fn a_start_pauses_those_that_nothing_can_run_and_says_why() {
    let store = store::memory_store().unwrap();
    let good = deployed_before(&*store, 1, DeploymentType::Api, GRAPH).await;
    let unknown = deployed_before(&*store, 2, DeploymentType::Api, UNKNOWN).await;
    let discord = deployed_before(&*store, 3, DeploymentType::Discord, GRAPH).await;

    let server = TestServer::with_store(store.clone()).await;
    let good_row = row(&server, good).await;
    assert_eq!((&good_row["status"], &good_row["hindrance"]), (&Value::from("running"), &Value::Null));
    assert_eq!(good_row["engine"], "builtin", "what runs it is found and kept");
    for (id, why) in [(unknown, "CheckpointLoaderSimple"), (discord, "Discord")] {
        let row = row(&server, id).await;
        assert_eq!(row["status"], "paused", "{row}");
        assert!(row["hindrance"].as_str().unwrap().contains(why), "{row}");
        let page = server.get(&format!("/deployments/{id}")).await.text();
        assert!(page.contains(why), "its page says why");
        let path = format!("/api/v1/deployments/{id}/status");
        let resumed = server.json(Method::PUT, &path, r#"{"status":"running"}"#).await;
        assert_eq!(resumed.status, StatusCode::CONFLICT, "{}", resumed.text());
        let run = format!("/api/v1/deployments/{id}/executions/");
        let refused = server.json(Method::POST, &run, r#"{"workflow_input":{}}"#).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.text());
    }
    let run = format!("/api/v1/deployments/{good}/executions/");
    let accepted = server.json(Method::POST, &run, r#"{"workflow_input":{}}"#).await;
    assert_eq!(accepted.status, StatusCode::ACCEPTED, "{}", accepted.text());

    // The second start finds nothing left to be said.
    let head = store.head().await.unwrap();
    assert!(head > Position::START);
    drop(server);
    TestServer::with_store(store.clone()).await;
    assert_eq!(store.head().await.unwrap(), head);
}
