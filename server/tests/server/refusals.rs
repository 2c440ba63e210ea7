//! Every refusal of the REST API: its status, and words that say what, where and what to do.

use crate::support::{GRAPH, TestServer, request};
use axum::http::{Method, StatusCode};

/// A request that is refused: method, path, body, status, and words that must be told.
type Case<'a> = (Method, &'a str, &'a str, u16, &'a str);

#[track_caller]
fn is_told(answer: &crate::support::Answer, status: u16, words: &str, case: &str) {
    assert_eq!(answer.status.as_u16(), status, "{case}: {}", answer.text());
    assert_eq!(answer.header("content-type"), "application/problem+json", "{case}");
    let problem = answer.value();
    assert_eq!(problem["status"], status, "{case}");
    assert_eq!((&problem["error"], &problem["details"]), (&problem["title"], &problem["detail"]), "{case}");
    let details = problem["details"].as_str().unwrap();
    assert!(details.contains(words), "{case}: {details}");
}

#[tokio::test]
async fn bad_requests_are_told_what_is_wrong_with_them() {
    let server = TestServer::start().await;
    let workflow = server.workflow("Flow", GRAPH).await;
    let deployment = server.deploy(&workflow).await;
    let (w, d) = (format!("/api/v1/workflows/{workflow}"), format!("/api/v1/deployments/{deployment}"));
    let (deploy, status) = (format!("{w}/deployments"), format!("{d}/status"));
    let nobody = "00000000-0000-7000-8000-000000000000";
    let (no_w, no_d) = (format!("/api/v1/workflows/{nobody}"), format!("/api/v1/deployments/{nobody}"));
    let long = format!(r#"{{"name":"{}"}}"#, "é".repeat(121));
    let deep = format!(r#"{{"name":"x","graph":{}1{}}}"#, "[".repeat(200_000), "]".repeat(200_000));
    let reason = format!(r#"{{"type":"api","reason":"{}"}}"#, "x".repeat(501));
    let cases: &[Case<'_>] = &[
        (Method::POST, "/api/v1/workflows", "", 400, "line 1, column 1"),
        (Method::POST, "/api/v1/workflows", "{\"name\":\"x\",\n \"graph\": {,}}", 400, "line 2, column 12"),
        (Method::POST, "/api/v1/workflows", "{\"name\":\"x\",\"graph\":{}} tail", 400, "trailing characters"),
        (Method::POST, "/api/v1/workflows", "{}", 422, "the member `name` is missing"),
        (Method::POST, "/api/v1/workflows", r#"{"name":"x"}"#, 422, "the member `graph` is missing"),
        (Method::POST, "/api/v1/workflows", r#"{"graph":{}}"#, 422, "the member `name` is missing"),
        (Method::POST, "/api/v1/workflows", r#"{"name":7,"graph":{}}"#, 422, "name: invalid type"),
        (Method::POST, "/api/v1/workflows", r#"{"name":" ","graph":{}}"#, 422, "name: a name needs at least one"),
        (Method::POST, "/api/v1/workflows", r#"{"name":"a\u0007","graph":{}}"#, 422, "no control characters"),
        (Method::POST, "/api/v1/workflows", r#"{"name":"x","name":"y","graph":{}}"#, 422, "duplicate field `name`"),
        (Method::POST, "/api/v1/workflows", "[]", 422, "send an object"),
        (Method::POST, "/api/v1/workflows", "null", 422, "invalid type: null"),
        (Method::POST, "/api/v1/workflows", r#"["x",{"1":{"class_type":"A","inputs":{}}}]"#, 422, "send an object"),
        (Method::POST, "/api/v1/workflows", "{\"name\":7,\n,}", 400, "line 2, column 1"),
        (Method::POST, "/api/v1/workflows", "[,]", 400, "line 1, column 2"),
        (Method::POST, "/api/v1/workflows", r#"{"name":"x","graph":{}}"#, 422, "empty object"),
        (Method::POST, "/api/v1/workflows", r#"{"name":"x","graph":[1]}"#, 422, "not a ComfyUI workflow"),
        (Method::POST, "/api/v1/workflows", r#"{"name":"x","graph":null}"#, 422, "not a ComfyUI workflow"),
        (Method::POST, "/api/v1/workflows", &deep, 422, "line 1"),
        (Method::GET, "/api/v1/workflows?limit=0", "", 400, "limit"),
        (Method::GET, "/api/v1/workflows?limit=201", "", 400, "from 1 to 200"),
        (Method::GET, "/api/v1/workflows?cursor=%00", "", 400, "next_cursor"),
        (Method::GET, "/api/v1/workflows/7", "", 400, "`7` is not a UUID"),
        (Method::GET, &no_w, "", 404, "there is no workflow"),
        (Method::DELETE, &no_w, "", 404, "there is no workflow"),
        (
            Method::PUT,
            &no_w,
            r#"{"name":"x","graph":{"1":{"class_type":"A","inputs":{}}}}"#,
            404,
            "there is no workflow",
        ),
        (Method::PUT, &w, r#"{"name":"x"}"#, 422, "`graph` is missing"),
        (Method::POST, &deploy, "{}", 422, "the member `type` is missing"),
        (Method::POST, &deploy, r#"{"type":"fax"}"#, 422, "expected one of `api`, `discord`, `webform`"),
        (Method::POST, &deploy, r#"{"type":"webform"}"#, 422, "form: is missing: a web form needs it"),
        (Method::POST, &deploy, r#"{"type":"api","resaon":"x"}"#, 422, "unknown field `resaon`"),
        (Method::POST, &deploy, r#"{"type":"api","name":""}"#, 422, "name: a name needs"),
        (Method::POST, &deploy, &reason, 422, "at most 500"),
        (Method::POST, &deploy, r#"{"type":"api","reason":"\u0000"}"#, 422, "reason"),
        (Method::POST, &format!("{no_w}/deployments"), r#"{"type":"api"}"#, 404, "there is no workflow"),
        (Method::GET, "/api/v1/deployments?status=broken", "", 400, "`broken` is not one of"),
        (Method::GET, "/api/v1/deployments?type=fax", "", 400, "type"),
        (Method::GET, "/api/v1/deployments?sort=age", "", 400, "deployed, name, status"),
        (Method::GET, "/api/v1/deployments?limit=many", "", 400, "from 1 to 200"),
        (Method::GET, "/api/v1/deployments?cursor=bm90aGluZw", "", 400, "next_cursor"),
        (Method::GET, "/api/v1/deployments/not-a-uuid", "", 400, "is not a UUID"),
        (Method::GET, "/api/v1/deployments/%ff", "", 400, "UTF-8"),
        (Method::GET, &no_d, "", 404, "there is no deployment"),
        (Method::PATCH, &d, "{}", 422, "`name` is missing"),
        (Method::PATCH, &d, r#"{"name":"x","status":"paused"}"#, 422, "unknown field `status`"),
        (Method::PATCH, &d, &long, 422, "at most 120 characters; this one has 121"),
        (Method::PATCH, &no_d, r#"{"name":"x"}"#, 404, "there is no deployment"),
        (Method::PUT, &status, r#"{"status":"online"}"#, 422, "expected `running` or `paused`"),
        (Method::PUT, &status, r#"{"status":null}"#, 422, "status"),
        (Method::PUT, &format!("{no_d}/status"), r#"{"status":"paused"}"#, 404, "there is no deployment"),
        (Method::DELETE, &no_d, "", 404, "it may have been deleted"),
        (Method::GET, &format!("{no_d}/download"), "", 404, "there is no deployment"),
        (Method::GET, &format!("{no_d}/workflow"), "", 404, "there is no deployment"),
        (Method::GET, "/api/v1/events?after=yesterday", "", 400, "whole number"),
        (Method::POST, "/api/v1/events", "", 405, "Allow"),
        (Method::DELETE, "/api/v1/workflows", "", 405, "Allow"),
        (Method::PUT, &d, "{}", 405, "Allow"),
        (Method::GET, "/api/v1/nothing", "", 404, "/api/docs"),
        (Method::POST, "/api/", "", 404, "/api/docs"),
        (Method::GET, "/api/fn/set_status", "", 405, "Allow"),
    ];
    let position = server.service.catalogue().position();
    for (method, path, body, status, words) in cases {
        let answer = server.json(method.clone(), path, body).await;
        let body: String = body.chars().take(60).collect();
        is_told(&answer, *status, words, &format!("{method} {path} {body}"));
        assert_eq!(*status == 405, answer.headers.contains_key("allow"), "{method} {path}");
    }
    assert_eq!(server.service.catalogue().position(), position, "a refused request changed something");
}

#[tokio::test]
async fn only_json_is_taken_for_json() {
    let server = TestServer::start().await;
    let body = format!("{{\"name\":\"Flow\",\"graph\":{GRAPH}}}");
    for (kind, status) in [
        ("text/plain", 415),
        ("application/x-www-form-urlencoded", 415),
        ("application/jsonx", 415),
        ("", 415),
        ("application/json", 201),
        ("Application/JSON; charset=utf-8", 201),
        ("application/vnd.brine+json", 201),
    ] {
        let answer = server.send(request(Method::POST, "/api/v1/workflows", &[("content-type", kind)], &body)).await;
        assert_eq!(answer.status.as_u16(), status, "{kind}");
    }
    let none = server.send(request(Method::POST, "/api/v1/workflows", &[], &body)).await;
    is_told(&none, 415, "no `Content-Type`", "no content type");
}

#[tokio::test]
async fn a_graph_of_16_mib_is_taken_and_one_byte_more_is_not() {
    const LIMIT: usize = 16 * 1024 * 1024;
    let server = TestServer::start().await;
    let graph = |bytes: usize| {
        let around = r#"{"1":{"class_type":"A","inputs":{"t":""}}}"#;
        around.replace(r#""t":"""#, &format!(r#""t":"{}""#, "x".repeat(bytes - around.len())))
    };
    let post = async |graph: String| {
        server.json(Method::POST, "/api/v1/workflows", &format!("{{\"name\":\"x\",\"graph\":{graph}}}")).await
    };
    assert_eq!(post(graph(LIMIT)).await.status, StatusCode::CREATED);
    is_told(&post(graph(LIMIT + 1)).await, 413, "at most 16777216 bytes", "one byte more");
    is_told(&post(graph(LIMIT * 2)).await, 413, "a request has at most", "twice as much");
}

#[tokio::test]
async fn preconditions_are_read_strictly() {
    let server = TestServer::start().await;
    let path = format!("/api/v1/workflows/{}", server.workflow("Flow", GRAPH).await);
    for (tag, status) in [("1", 400), ("\"1", 400), ("", 400), ("\"other\"", 412), ("W/\"1\"", 412), ("\"-1\"", 412)] {
        let answer = server.send(request(Method::DELETE, &path, &[("if-match", tag)], "")).await;
        assert_eq!(answer.status.as_u16(), status, "{tag}");
    }
}
