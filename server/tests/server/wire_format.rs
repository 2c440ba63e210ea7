//! What goes over the wire, member by member: a change here is a change of the contract.

use crate::support::{GRAPH, TestServer};
use axum::http::Method;
use insta::assert_json_snapshot;
use serde_json::Value;

/// Ids are random and times go on: they become `[id]` and `[time]`.
fn settled(mut value: Value) -> Value {
    match &mut value {
        Value::Object(members) => members.values_mut().for_each(|it| *it = settled(it.take())),
        Value::Array(items) => items.iter_mut().for_each(|it| *it = settled(it.take())),
        Value::String(text) if text.parse::<domain::DeploymentId>().is_ok() => *text = "[id]".to_owned(),
        Value::String(text) if text.parse::<domain::Timestamp>().is_ok() => *text = "[time]".to_owned(),
        Value::String(text) if text.starts_with("whsec_") => *text = "[secret]".to_owned(),
        Value::String(text) if text.contains("/deployments/") && text.ends_with("/executions/") => {
            *text = "/api/v1/deployments/[id]/executions/".to_owned();
        }
        _ => {}
    }
    value
}

#[tokio::test]
async fn workflows() {
    let server = TestServer::start().await;
    let broken = r#"{"name":"Broken","graph":{"1":{"class_type":"A","inputs":{"a":["9",0]}}}}"#;
    let made = server.json(Method::POST, "/api/v1/workflows", broken).await;
    assert_json_snapshot!("workflow_made", settled(made.value()));
    let id = made.id();
    assert_json_snapshot!("workflow_read", settled(server.get(&format!("/api/v1/workflows/{id}")).await.value()));
    assert_json_snapshot!("workflow_list", settled(server.get("/api/v1/workflows").await.value()));
    let refused = server
        .json(Method::POST, &format!("/api/v1/workflows/{id}/deployments"), r#"{"type":"api","allow_untested":true}"#)
        .await;
    assert_json_snapshot!("problem_not_deployable", settled(refused.value()));
}

#[tokio::test]
async fn deployments() {
    let server = TestServer::start().await;
    let workflow = server.workflow("Flow", GRAPH).await;
    let body = r#"{"type":"api","reason":"first","allow_untested":true}"#;
    let made = server.json(Method::POST, &format!("/api/v1/workflows/{workflow}/deployments"), body).await;
    assert_json_snapshot!("deployment", settled(made.value()));
    assert_json_snapshot!("deployment_list", settled(server.get("/api/v1/deployments").await.value()));
    let download = server.get(&format!("/api/v1/deployments/{}/download", made.id())).await;
    assert_json_snapshot!("download", settled(download.value()));
}

#[tokio::test]
async fn problems() {
    let server = TestServer::start().await;
    let broken = server.json(Method::POST, "/api/v1/workflows", "{\"name\":\n").await;
    assert_json_snapshot!("problem_broken_json", broken.value());
    let invalid = server.json(Method::POST, "/api/v1/workflows", r#"{"name":"","graph":{}}"#).await;
    assert_json_snapshot!("problem_invalid", invalid.value());
}
