//! Workflows by REST: kept as sent, saved, listed, deleted.

use crate::support::{GRAPH, TestServer, request};
use axum::http::{Method, StatusCode};
use serde_json::Value;

#[tokio::test]
async fn keeps_the_graph_as_it_was_sent() {
    let server = TestServer::start().await;
    let graph = "{ \"1\" :\n\t{\"class_type\":\"A\",\"inputs\":{\"n\":1.0e+2,\"big\":12345678901234567890123,\"t\":\"\\u00fc\\/\"}}}";
    let body = format!("{{\"name\":\"Flow\",\"graph\": \n{graph}\t }}");
    let made = server.json(Method::POST, "/api/v1/workflows", &body).await;
    assert_eq!(made.status, StatusCode::CREATED);
    let path = format!("/api/v1/workflows/{}", made.id());
    assert_eq!(made.header("location"), path);
    let read = server.get(&path).await;
    assert!(read.text().ends_with(&format!("\"graph\":{graph}}}")), "{}", read.text());
    assert_eq!(read.header("etag"), made.header("etag"));
}

#[tokio::test]
async fn tells_problems_and_keeps_the_graph_all_the_same() {
    let server = TestServer::start().await;
    let body = r#"{"name":"Broken","graph":{"1":{"class_type":"A","inputs":{"a":["9",0],"b":["8",0]}}}}"#;
    let made = server.json(Method::POST, "/api/v1/workflows", body).await;
    assert_eq!(made.status, StatusCode::CREATED);
    let problems = made.value()["problems"].clone();
    assert_eq!(problems.as_array().unwrap().len(), 2, "{problems}");
    assert_eq!((&problems[0]["node"], &problems[0]["input"]), (&Value::from("1"), &Value::from("a")));
    let deploy = format!("/api/v1/workflows/{}/deployments", made.id());
    let refused = server.json(Method::POST, &deploy, r#"{"type":"api"}"#).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    // And what only an engine finds, at once.
    let (refused, known) = (refused.value()["problems"].clone(), problems.as_array().unwrap());
    assert_eq!(refused.as_array().unwrap()[..2], known[..]);
    assert_eq!((refused.as_array().unwrap().len(), &refused[2]["code"]), (3, &Value::from("unknown_node_type")));
}

#[tokio::test]
async fn a_stale_save_changes_nothing() {
    let server = TestServer::start().await;
    let path = format!("/api/v1/workflows/{}", server.workflow("Flow", GRAPH).await);
    let etag = server.get(&path).await.header("etag").to_owned();
    let save = |graph: &str, if_match: Option<&str>| {
        let mut headers = vec![("content-type", "application/json")];
        headers.extend(if_match.map(|tag| ("if-match", tag)));
        request(Method::PUT, &path, &headers, &format!("{{\"name\":\"Flow\",\"graph\":{graph}}}"))
    };
    let one = server.send(save(r#"{"1":{"class_type":"A","inputs":{}}}"#, Some(&etag))).await;
    assert_eq!((one.status, &one.value()["revision"]), (StatusCode::OK, &Value::from(2)));
    let stale = server.send(save(GRAPH, Some(&etag))).await;
    assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);
    assert_eq!(stale.value()["current_revision"], 2);
    assert_eq!(stale.header("etag"), one.header("etag"));
    assert_eq!(server.send(save(GRAPH, Some("W/\"2\""))).await.status, StatusCode::PRECONDITION_FAILED);
    assert_eq!(server.get(&path).await.value()["revision"], 2);
    let several = format!("\"77\", {}", one.header("etag"));
    assert_eq!(server.send(save(GRAPH, Some(&several))).await.value()["revision"], 3);
    assert_eq!(server.send(save(GRAPH, Some("*"))).await.value()["revision"], 4);
    assert_eq!(server.send(save(GRAPH, None)).await.value()["revision"], 5);
}

#[tokio::test]
async fn a_deleted_workflow_is_gone_and_its_deployments_stay() {
    let server = TestServer::start().await;
    let workflow = server.workflow("Flow", GRAPH).await;
    let deployment = server.deploy(&workflow).await;
    let path = format!("/api/v1/workflows/{workflow}");
    let stale = server.send(request(Method::DELETE, &path, &[("if-match", "\"99\"")], "")).await;
    assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);
    assert_eq!(server.delete(&path).await.status, StatusCode::NO_CONTENT);
    assert_eq!(server.delete(&path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(server.get(&path).await.status, StatusCode::NOT_FOUND);
    let kept = server.get(&format!("/api/v1/deployments/{deployment}/workflow")).await;
    assert_eq!(kept.text(), GRAPH);
}

#[tokio::test]
async fn a_cursor_leads_through_all_of_them_once() {
    let server = TestServer::start().await;
    let mut made = Vec::new();
    for number in 0..7 {
        made.push(server.workflow(&format!("Flow {number}"), GRAPH).await);
    }
    let mut seen = Vec::new();
    let mut path = "/api/v1/workflows?limit=3".to_owned();
    for expected in [3, 3, 1] {
        let page = server.get(&path).await.value();
        assert_eq!(page["items"].as_array().unwrap().len(), expected);
        seen.extend(page["items"].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap().to_owned()));
        path = format!("/api/v1/workflows?limit=3&cursor={}", page["next_cursor"].as_str().unwrap_or("end"));
    }
    assert!(path.ends_with("cursor=end"));
    seen.sort();
    made.sort();
    assert_eq!(seen, made);
}
