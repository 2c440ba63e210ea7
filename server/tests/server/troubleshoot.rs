//! Troubleshooting: each question is answered as things stand, by REST and on the page, with what to do.

use crate::{
    executions_api::{FAILING, GREETING},
    support::TestServer,
};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

async fn look(server: &TestServer, id: &str) -> Value {
    let answer = server.get(&format!("/api/v1/deployments/{id}/troubleshoot")).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    answer.value()
}

#[track_caller]
fn check(found: &Value, question: &str, verdict: &str, words: &str) {
    let all = found["findings"].as_array().unwrap();
    let finding = all.iter().find(|it| it["question"] == question).unwrap_or_else(|| panic!("{question} in {found:#}"));
    assert_eq!(finding["verdict"], verdict, "{finding:#}");
    assert!(finding["words"].as_str().unwrap().contains(words), "{words} in {finding:#}");
    assert!(verdict != "wrong" || finding["advice"].is_string(), "what is broken has advice: {finding:#}");
}

async fn run(server: &TestServer, id: &str, body: Value) -> String {
    let path = format!("/api/v1/deployments/{id}/executions/");
    let answer = server.json(Method::POST, &path, &body.to_string()).await;
    let execution = answer.value()["execution_id"].as_str().unwrap_or_else(|| panic!("{}", answer.text())).to_owned();
    server.over(&execution).await;
    execution
}

#[tokio::test]
async fn what_works_is_said_to_be_fine() {
    let server = TestServer::start().await;
    let id = server.deploy(&server.workflow("Greeting", GREETING).await).await;
    run(&server, &id, json!({"workflow_input": {}})).await;
    let found = look(&server, &id).await;
    assert_eq!(found["verdict"], "fine", "{found:#}");
    check(&found, "Is it running?", "fine", "takes requests");
    check(&found, "Is it what the workflow is now?", "fine", "revision 1");
    check(&found, "Does its engine answer, and know all its nodes?", "fine", "Brine itself");
    check(&found, "Did the last executions work?", "fine", "last 1");
    check(&found, "Does anything wait?", "fine", "Nothing waits");
    check(&found, "Do its callbacks arrive?", "fine", "None of the last executions");
    let page = server.get(&format!("/deployments/{id}/troubleshoot")).await.text();
    assert!(page.contains("Everything that was looked at is as it should be."), "{page}");
}

#[tokio::test]
async fn what_is_paused_moved_on_and_never_called_is_worth_knowing() {
    let server = TestServer::start().await;
    let workflow = server.workflow("Greeting", GREETING).await;
    let id = server.deploy(&workflow).await;
    let status = format!("/api/v1/deployments/{id}/status");
    server.json(Method::PUT, &status, r#"{"status":"paused"}"#).await;
    let save = format!(r#"{{"name":"Greeting","graph":{}}}"#, GREETING.replace("Hello", "Bye"));
    server.json(Method::PUT, &format!("/api/v1/workflows/{workflow}"), &save).await;
    let found = look(&server, &id).await;
    assert_eq!(found["verdict"], "notice", "{found:#}");
    check(&found, "Is it running?", "notice", "paused, and refuses requests with 409");
    check(&found, "Is it what the workflow is now?", "notice", "revision 2 has been saved since");
    check(&found, "Did the last executions work?", "notice", "not processed a request yet");
    server.json(Method::PUT, &status, r#"{"status":"paused","mode":"hold"}"#).await;
    server.json(Method::POST, &format!("/api/v1/deployments/{id}/executions/"), r#"{"workflow_input":{}}"#).await;
    let found = look(&server, &id).await;
    check(&found, "Is it running?", "notice", "1 held");
    check(&found, "Does anything wait?", "notice", "1 waiting, 0 running");
    server.delete(&format!("/api/v1/workflows/{workflow}")).await;
    check(&look(&server, &id).await, "Is it what the workflow is now?", "notice", "was deleted");
}

#[tokio::test]
async fn what_fails_is_named_with_what_to_do_and_where() {
    let server = TestServer::reaching_home().await;
    let id = server.deploy(&server.workflow("Failing", FAILING).await).await;
    // Nobody listens at a port that was just given back.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let callback = format!("http://127.0.0.1:{port}/hook");
    let execution = run(&server, &id, json!({"workflow_input": {}, "callback": callback})).await;
    let tried = async {
        while server.get(&format!("/api/v1/executions/{execution}")).await.value()["callback"]["attempts"] != 1 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(60), tried).await.unwrap();
    let found = look(&server, &id).await;
    assert_eq!(found["summary"], "2 things are broken.", "{found:#}");
    check(&found, "Did the last executions work?", "wrong", "1 of the last 1 failed, the newest among them");
    check(&found, "Do its callbacks arrive?", "wrong", "1 of the last 1 did not arrive yet. Not delivered:");
    assert_eq!(found["findings"][3]["link"], format!("/executions/{execution}"));
    let page = server.get(&format!("/deployments/{id}/troubleshoot")).await.text();
    assert!(page.contains("2 things are broken.") && page.contains("Mend the receiver"), "{page}");
}

#[tokio::test]
async fn what_nothing_can_run_says_what_to_install() {
    let server = TestServer::start().await;
    let graph = r#"{"1":{"class_type":"KSampler","inputs":{}}}"#;
    let id = server.deploy(&server.workflow("Sampler", graph).await).await;
    let found = look(&server, &id).await;
    check(&found, "Is it running?", "wrong", "It cannot:");
    check(&found, "Does its engine answer, and know all its nodes?", "wrong", "KSampler");
    assert!(found["findings"][0]["advice"].as_str().unwrap().contains("--comfyui URL"), "{found:#}");
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let server = TestServer::start().await;
    let id = "019ab29b-98ca-7c80-a2ad-fb7b721f09e8";
    assert_eq!(server.get(&format!("/api/v1/deployments/{id}/troubleshoot")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(server.get(&format!("/deployments/{id}/troubleshoot")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(server.get("/deployments/mine/troubleshoot").await.status, StatusCode::NOT_FOUND);
}
