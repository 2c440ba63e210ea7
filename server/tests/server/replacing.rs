//! One version in the place of another, by REST: redeploy, roll back, undo, and addresses that lead on.

use crate::executions_api::{FAILING, GREETING};
use crate::support::{Answer, TestServer, request};
use axum::http::{Method, StatusCode};
use futures::future::join_all;
use serde_json::{Value, json};

const RUN: &str = r#"{"workflow_input":{}}"#;

async fn post(server: &TestServer, path: &str, body: &str) -> Answer {
    server.json(Method::POST, path, body).await
}

#[track_caller]
fn expect(status: StatusCode, answer: Answer) -> Value {
    assert_eq!(answer.status, status, "{}", answer.text());
    if answer.bytes.is_empty() { Value::Null } else { answer.value() }
}

/// A workflow that greets, and its first deployment.
async fn greeting(server: &TestServer) -> (String, String) {
    let workflow = server.workflow("Greeting", GREETING).await;
    let deployment = server.deploy(&workflow).await;
    (workflow, deployment)
}

/// Saves what greets in other words.
async fn save(server: &TestServer, workflow: &str, word: &str) {
    let graph = GREETING.replace("Hello", word);
    let body = format!(r#"{{"name":"Greeting","graph":{graph}}}"#);
    expect(StatusCode::OK, server.json(Method::PUT, &format!("/api/v1/workflows/{workflow}"), &body).await);
}

async fn lead(server: &TestServer, slug: &str, body: Value) -> Value {
    let path = format!("/api/v1/addresses/{slug}");
    expect(StatusCode::OK, server.json(Method::PUT, &path, &body.to_string()).await)
}

/// What an address answers, with the version that did.
async fn run_at(server: &TestServer, slug: &str, headers: &[(&str, &str)]) -> Answer {
    let headers: Vec<_> = [("content-type", "application/json"), ("prefer", "wait=30")]
        .into_iter()
        .chain(headers.iter().copied())
        .collect();
    server.send(request(Method::POST, &format!("/api/v1/run/{slug}/executions/"), &headers, RUN)).await
}

async fn said_at(server: &TestServer, slug: &str) -> Value {
    expect(StatusCode::OK, run_at(server, slug, &[]).await)["outputs"]["greeting"][0].clone()
}

async fn status(server: &TestServer, deployment: &str) -> Value {
    server.get(&format!("/api/v1/deployments/{deployment}")).await.value()["status"].clone()
}

const UNTESTED: &str = r#"{"allow_untested":true,"reason":"warmer words"}"#;

#[tokio::test]
async fn a_redeploy_makes_the_next_version_and_pauses_the_one_before() {
    let server = TestServer::start().await;
    let (workflow, old) = greeting(&server).await;
    let secrets = server.service.rotate_callback_secret(domain::Actor::Api, old.parse().unwrap()).await.unwrap();
    lead(&server, "greeting", json!({"deployment": old})).await;
    save(&server, &workflow, "Welcome").await;
    assert_eq!(said_at(&server, "greeting").await, "Hello Ada", "a saved revision changes nothing that is deployed");
    let path = format!("/api/v1/deployments/{old}/redeploy");
    let refused = post(&server, &path, "{}").await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "untested: {}", refused.text());
    let new = expect(StatusCode::CREATED, post(&server, &path, UNTESTED).await);
    assert_eq!(
        (&new["version"], &new["status"], &new["reason"]),
        (&json!(2), &json!("running"), &json!("warmer words"))
    );
    assert_eq!(status(&server, &old).await, "paused");
    assert_eq!(said_at(&server, "greeting").await, "Welcome Ada");
    let id = new["id"].as_str().unwrap();
    let kept = server.service.rotate_callback_secret(domain::Actor::Api, id.parse().unwrap()).await.unwrap();
    assert_ne!(secrets, kept, "a new one, beside the one that was carried over");
    let page = server.get(&format!("/deployments/{old}")).await.text();
    assert!(page.contains("warmer words") || page.contains("Paused"), "{page}");
}

#[tokio::test]
async fn a_redeploy_may_delete_the_one_before() {
    let server = TestServer::start().await;
    let (workflow, old) = greeting(&server).await;
    save(&server, &workflow, "Welcome").await;
    let body = r#"{"allow_untested":true,"replaced":"delete"}"#;
    let path = format!("/api/v1/deployments/{old}/redeploy");
    expect(StatusCode::CREATED, post(&server, &path, body).await);
    assert_eq!(server.get(&format!("/api/v1/deployments/{old}")).await.status, StatusCode::NOT_FOUND);
    let again = post(&server, &path, body).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND, "{}", again.text());
}

/// What nothing can run does not take the place of what runs, with the override neither.
#[tokio::test]
async fn what_cannot_run_replaces_nothing() {
    let server = TestServer::start().await;
    let (workflow, old) = greeting(&server).await;
    let graph = GREETING.replace("StringConcatenate", "NobodyKnows");
    let body = format!(r#"{{"name":"Greeting","graph":{graph}}}"#);
    expect(StatusCode::OK, server.json(Method::PUT, &format!("/api/v1/workflows/{workflow}"), &body).await);
    let refused = post(&server, &format!("/api/v1/deployments/{old}/redeploy"), UNTESTED).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text());
    assert_eq!(status(&server, &old).await, "running");
}

#[tokio::test]
async fn a_rollback_makes_an_earlier_version_live_also_a_deleted_one() {
    let server = TestServer::start().await;
    let (workflow, first) = greeting(&server).await;
    lead(&server, "greeting", json!({"deployment": first})).await;
    save(&server, &workflow, "Welcome").await;
    let second =
        expect(StatusCode::CREATED, post(&server, &format!("/api/v1/deployments/{first}/redeploy"), UNTESTED).await);
    let second = second["id"].as_str().unwrap().to_owned();

    let back = format!("/api/v1/deployments/{first}/rollback");
    let live = expect(StatusCode::OK, post(&server, &back, r#"{"reason":"the new one is cold"}"#).await);
    assert_eq!((&live["id"], &live["version"], &live["status"]), (&json!(first), &json!(1), &json!("running")));
    assert_eq!(
        (said_at(&server, "greeting").await, status(&server, &second).await),
        (json!("Hello Ada"), json!("paused"))
    );

    expect(StatusCode::NO_CONTENT, server.delete(&format!("/api/v1/deployments/{second}")).await);
    let deleted = server.get(&format!("/api/v1/workflows/{workflow}/deployments/deleted")).await.value();
    assert_eq!(deleted["items"][0]["deployment"]["id"], json!(second));
    let live = expect(StatusCode::OK, post(&server, &format!("/api/v1/deployments/{second}/rollback"), "{}").await);
    assert_eq!((&live["version"], &live["status"]), (&json!(3), &json!("running")));
    assert_ne!(live["id"], json!(second), "a deleted id stays dead");
    assert_eq!(
        (said_at(&server, "greeting").await, status(&server, &first).await),
        (json!("Welcome Ada"), json!("paused"))
    );

    let itself = format!(r#"{{"replaces":"{first}"}}"#);
    assert_eq!(post(&server, &back, &itself).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_delete_is_undone_and_a_snapshot_can_be_removed() {
    let server = TestServer::start().await;
    let (_, deployment) = greeting(&server).await;
    let path = format!("/api/v1/deployments/{deployment}");
    let snapshot = format!("{path}/snapshot");
    assert_eq!(server.delete(&snapshot).await.status, StatusCode::CONFLICT, "it is not deleted");
    expect(StatusCode::NO_CONTENT, server.delete(&format!("{path}?reason=by+mistake")).await);
    let restored = expect(StatusCode::OK, post(&server, &format!("{path}/restore"), "").await);
    assert_eq!((&restored["id"], &restored["status"]), (&json!(deployment), &json!("running")));
    let ran = server.json(Method::POST, &format!("{path}/executions/"), RUN).await;
    assert_eq!(ran.status, StatusCode::ACCEPTED);
    assert_eq!(post(&server, &format!("{path}/restore"), "").await.status, StatusCode::NOT_FOUND);
    expect(StatusCode::NO_CONTENT, server.delete(&path).await);
    expect(StatusCode::NO_CONTENT, server.delete(&snapshot).await);
    assert_eq!(post(&server, &format!("{path}/restore"), "").await.status, StatusCode::NOT_FOUND);
    assert_eq!(post(&server, &format!("{path}/rollback"), "{}").await.status, StatusCode::NOT_FOUND);
    assert_eq!(server.delete(&snapshot).await.status, StatusCode::NOT_FOUND);
    assert_eq!(server.delete(&format!("{path}?snapshot=some")).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_trial_shares_requests_and_a_key_stays_on_its_side() {
    let server = TestServer::start().await;
    let (workflow, live) = greeting(&server).await;
    let trial = server.deploy(&workflow).await;
    let set = lead(&server, "greeting", json!({"deployment": live, "trial": {"deployment": trial, "share": 30}})).await;
    assert_eq!((&set["deployment"], &set["trial"]["share"]), (&json!(live), &json!(30)));
    let mut tried = 0;
    for number in 0..60 {
        let key = format!("key-{number}");
        let first = expect(StatusCode::OK, run_at(&server, "greeting", &[("idempotency-key", &key)]).await);
        let again = expect(StatusCode::OK, run_at(&server, "greeting", &[("idempotency-key", &key)]).await);
        assert_eq!(first["id"], again["id"], "the same request is the same execution");
        tried += u32::from(first["deployment_id"] == json!(trial));
    }
    // The keys are what they are: this does not change from run to run.
    assert!((8..=30).contains(&tried), "{tried} of 60 at 30 %");
    let figures = server.get("/api/v1/addresses/greeting").await.value();
    assert_eq!(figures["trial"]["figures"]["succeeded"], json!(tried));
    assert_eq!(figures["figures"]["succeeded"], json!(60 - tried));
    let promoted = lead(&server, "greeting", json!({"deployment": trial})).await;
    assert_eq!((&promoted["deployment"], &promoted["trial"]), (&json!(trial), &Value::Null));
    let again = expect(StatusCode::OK, run_at(&server, "greeting", &[("idempotency-key", "key-0")]).await);
    assert_eq!(again["status"], json!("succeeded"), "an address remembers what it was asked");
}

#[tokio::test]
async fn a_trial_that_fails_too_often_ends_by_itself() {
    let server = TestServer::start().await;
    let (_, live) = greeting(&server).await;
    let failing = server.workflow("Failing", FAILING).await;
    let failing = server.deploy(&failing).await;
    let trial = json!({"deployment": failing, "share": 99, "abort": {"percent": 50, "after": 5}});
    lead(&server, "greeting", json!({"deployment": live, "trial": trial})).await;
    for _ in 0..40 {
        run_at(&server, "greeting", &[]).await;
    }
    let mut position = server.service.catalogue();
    while position.address("greeting".parse().unwrap()).unwrap().target.unwrap().trial.is_some() {
        tokio::task::yield_now().await;
        position = server.service.catalogue();
    }
    assert_eq!(said_at(&server, "greeting").await, "Hello Ada");
}

#[tokio::test]
async fn an_address_that_is_wrong_or_gone_says_so() {
    let server = TestServer::start().await;
    let (_, live) = greeting(&server).await;
    let put = async |slug: &str, body: &str| server.json(Method::PUT, &format!("/api/v1/addresses/{slug}"), body).await;
    let body = json!({"deployment": live}).to_string();
    assert_eq!(put("Not%20a%20slug", &body).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(put("a", r#"{"deployment":"x"}"#).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let nobody = r#"{"deployment":"0192f3a1-7c1e-7d30-9a51-3f1f6d0c8a11"}"#;
    assert_eq!(put("a", nobody).await.status, StatusCode::NOT_FOUND);
    let itself = json!({"deployment": live, "trial": {"deployment": live, "share": 10}}).to_string();
    assert_eq!(put("a", &itself).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    for number in 0..6 {
        expect(StatusCode::OK, put(&format!("a-{number}"), &body).await);
    }
    assert_eq!(put("a-6", &body).await.status, StatusCode::UNPROCESSABLE_ENTITY, "six are enough");
    expect(StatusCode::NO_CONTENT, server.delete("/api/v1/addresses/a-1").await);
    for path in ["/api/v1/addresses/a-1", "/api/v1/addresses/b"] {
        assert_eq!(server.get(path).await.status, StatusCode::NOT_FOUND);
        assert_eq!(server.delete(path).await.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(run_at(&server, "a-1", &[]).await.status, StatusCode::NOT_FOUND);
    let listed = server.get("/api/v1/addresses").await.value();
    let slugs: Vec<_> = listed["items"].as_array().unwrap().iter().map(|it| it["slug"].clone()).collect();
    assert_eq!(slugs, ["a-0", "a-2", "a-3", "a-4", "a-5"]);
}

/// 64 clients call an address while it is redeployed again and again: none is refused or lost, and each is answered by
/// a version that was live between its question and its answer.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn redeploys_under_load_lose_and_refuse_nothing() {
    let server = TestServer::start().await;
    let (workflow, first) = greeting(&server).await;
    lead(&server, "greeting", json!({"deployment": first})).await;
    let newest = std::sync::atomic::AtomicU64::new(1);
    let is_over = std::sync::atomic::AtomicBool::new(false);
    let order = std::sync::atomic::Ordering::SeqCst;
    let client = async || {
        let mut answers = 0_u32;
        while !is_over.load(order) {
            let before = newest.load(order);
            let answer = expect(StatusCode::OK, run_at(&server, "greeting", &[]).await);
            // The next one may be live already and not be told of yet.
            let after = newest.load(order) + 1;
            let version = answer["version"].as_u64().unwrap();
            assert!((before..=after).contains(&version), "{version} was not live from {before} to {after}");
            answers += 1;
        }
        answers
    };
    let redeploys = async {
        let mut live = first;
        for number in 2..12 {
            save(&server, &workflow, &format!("Hello {number}")).await;
            let path = format!("/api/v1/deployments/{live}/redeploy");
            let new = expect(StatusCode::CREATED, post(&server, &path, UNTESTED).await);
            live = new["id"].as_str().unwrap().to_owned();
            newest.store(number, order);
        }
        is_over.store(true, order);
    };
    let (answers, ()) = tokio::join!(join_all((0..64).map(|_| client())), redeploys);
    assert!(answers.iter().sum::<u32>() >= 64);
}
