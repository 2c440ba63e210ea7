//! Callbacks through the API: delivered and signed, every attempt visible, replayed, tested before going live.

use crate::{
    executions_api::{FAILING, GREETING},
    support::{TestServer, request},
};
use axum::{
    Router,
    body::Bytes,
    http::{HeaderMap, Method, StatusCode},
    routing::post,
};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use ring::hmac;
use serde_json::{Value, json};
use tokio::{net::TcpListener, sync::mpsc};

/// Somebody who is called back: answers with one status, and tells what came.
struct Receiver {
    url: String,
    came: mpsc::Receiver<(HeaderMap, Bytes)>,
}

impl Receiver {
    async fn answering(status: StatusCode) -> Self {
        let (tell, came) = mpsc::channel(16);
        let answer = move |headers: HeaderMap, body: Bytes| {
            let tell = tell.clone();
            async move {
                tell.send((headers, body)).await.unwrap();
                (status, "thanks")
            }
        };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        let app = Router::new().route("/hook", post(answer));
        tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self { url, came }
    }
}

/// Deploys a graph, runs it with a callback, and gives the deployment's id, the execution's and the secret.
async fn run(server: &TestServer, graph: &str, callback: &str) -> (String, String, String) {
    let workflow = server.workflow("Flow", graph).await;
    let deploy = format!("/api/v1/workflows/{workflow}/deployments");
    let deployed = server.json(Method::POST, &deploy, r#"{"type":"api","allow_untested":true}"#).await;
    let secret = deployed.value()["callback_secret"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/deployments/{}/executions/", deployed.id());
    let body = json!({ "workflow_input": {}, "callback": callback }).to_string();
    let accepted = server.json(Method::POST, &path, &body).await;
    assert_eq!(accepted.status, StatusCode::ACCEPTED, "{}", accepted.text());
    (deployed.id(), accepted.value()["execution_id"].as_str().unwrap().to_owned(), secret)
}

/// Waits until an execution's callback is as it shall be.
async fn called_back(server: &TestServer, id: &str, is_so: impl Fn(&Value) -> bool) -> Value {
    loop {
        let row = server.get(&format!("/api/v1/executions/{id}")).await.value();
        if is_so(&row["callback"]) {
            return row;
        }
        tokio::task::yield_now().await;
    }
}

/// Checks a signature as a receiver does who has only the documentation.
fn is_signed(headers: &HeaderMap, body: &[u8], secret: &str) -> bool {
    let header = |name: &str| headers[name].to_str().unwrap();
    let key = BASE64_STANDARD.decode(secret.strip_prefix("whsec_").unwrap()).unwrap();
    let signed = [format!("{}.{}.", header("webhook-id"), header("webhook-timestamp")).as_bytes(), body].concat();
    let expected = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &key), &signed);
    let expected = format!("v1,{}", BASE64_STANDARD.encode(expected));
    header("webhook-signature").split(' ').any(|it| it == expected)
}

#[tokio::test]
async fn the_result_is_sent_signed_and_noted() {
    let server = TestServer::reaching_home().await;
    let mut receiver = Receiver::answering(StatusCode::OK).await;
    let (deployment, id, secret) = run(&server, GREETING, &receiver.url).await;
    let (headers, body) = receiver.came.recv().await.unwrap();
    assert_eq!(serde_json::from_slice::<Value>(&body).unwrap(), json!({"greeting": ["Hello Ada"], "execution_id": id}));
    assert_eq!(headers["webhook-id"], id);
    assert_eq!(headers["brine-deployment"], deployment);
    assert_eq!(headers["brine-version"], "1");
    assert!(is_signed(&headers, &body, &secret));
    assert!(!is_signed(&headers, b"{}", &secret), "another body");
    let row = called_back(&server, &id, |it| it["status"] == "delivered").await;
    assert_eq!((&row["callback"]["attempts"], &row["callback_url"]), (&json!(1), &json!(receiver.url)));
    let attempt = &row["callback_attempts"][0];
    assert_eq!((&attempt["status"], &attempt["details"]), (&json!(200), &json!("thanks")));

    let replayed = server.send(request(Method::POST, &format!("/api/v1/executions/{id}/callback"), &[], "")).await;
    assert_eq!(replayed.status, StatusCode::OK);
    let (again, same) = receiver.came.recv().await.unwrap();
    assert_eq!((&again["webhook-id"], same), (&headers["webhook-id"], body));
    called_back(&server, &id, |it| it["attempts"] == 2).await;
}

#[tokio::test]
async fn a_failure_is_told_too_and_gone_ends_it() {
    let server = TestServer::reaching_home().await;
    let mut receiver = Receiver::answering(StatusCode::GONE).await;
    let (_, id, _) = run(&server, FAILING, &receiver.url).await;
    let (_, body) = receiver.came.recv().await.unwrap();
    let body: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!((&body["execution_id"], &body["error"]), (&json!(id), &json!("Execution failed")));
    assert!(!body["details"].as_str().unwrap().is_empty());
    called_back(&server, &id, |it| it["status"] == "given_up").await;
}

#[tokio::test]
async fn private_addresses_are_refused_and_it_is_tried_again_later() {
    let server = TestServer::start().await;
    let mut receiver = Receiver::answering(StatusCode::OK).await;
    let (_, id, _) = run(&server, GREETING, &receiver.url).await;
    let row = called_back(&server, &id, |it| it["attempts"] == 1).await;
    assert_eq!((&row["callback"]["status"], &row["callback_attempts"][0]["status"]), (&json!("due"), &Value::Null));
    assert!(row["callback_attempts"][0]["details"].as_str().unwrap().contains("private address"), "{row}");
    assert!(receiver.came.try_recv().is_err(), "no connection was made");
}

#[tokio::test]
async fn a_discord_bot_has_no_callbacks_until_there_is_one() {
    let server = TestServer::start().await;
    let workflow = server.workflow("Flow", GREETING).await;
    let deploy = format!("/api/v1/workflows/{workflow}/deployments");
    let bot = server.json(Method::POST, &deploy, r#"{"type":"discord","allow_untested":true}"#).await.id();
    let path = format!("/api/v1/deployments/{bot}/callback");
    let rotated = server.json(Method::POST, &format!("{path}-secret"), "").await;
    let tested = server.json(Method::POST, &format!("{path}-test"), r#"{"url":"https://example.com"}"#).await;
    for refused in [rotated, tested] {
        assert_eq!((refused.status, &refused.value()["error"]), (StatusCode::CONFLICT, &json!("No callback")));
        assert!(refused.value()["details"].as_str().unwrap().contains("no Discord bot yet"), "{}", refused.text());
    }
    let page = server.get(&format!("/deployments/{bot}")).await.text();
    let call = page.split("How to call it").nth(1).unwrap().split("</section>").next().unwrap();
    assert!(call.contains("Brine has no Discord bot yet; deploy it as an API to run it"), "{call}");
    for words in ["Callback secret", "Make a new secret", "/executions/\"", "the lines below"] {
        assert!(!page.contains(words), "{words} is in {page}");
    }
}

#[tokio::test]
async fn a_test_delivery_says_what_became_of_it_and_two_secrets_are_valid() {
    let server = TestServer::reaching_home().await;
    let mut receiver = Receiver::answering(StatusCode::IM_A_TEAPOT).await;
    let (deployment, _, first) = run(&server, GREETING, &receiver.url).await;
    receiver.came.recv().await.unwrap();
    let rotate = format!("/api/v1/deployments/{deployment}/callback-secret");
    let second = server.send(request(Method::POST, &rotate, &[], "")).await.value();
    let second = second["callback_secret"].as_str().unwrap();
    let path = format!("/api/v1/deployments/{deployment}/callback-test");
    let sent = server.json(Method::POST, &path, &json!({ "url": receiver.url }).to_string()).await;
    assert_eq!((sent.status, &sent.value()["status"]), (StatusCode::OK, &json!(418)), "{}", sent.text());
    let (headers, body) = receiver.came.recv().await.unwrap();
    assert_eq!(headers["brine-status"], "test");
    assert!(is_signed(&headers, &body, &first) && is_signed(&headers, &body, second));
    let refused = server.json(Method::POST, &path, r#"{"url":"gopher://x"}"#).await;
    assert_eq!((refused.status, &refused.value()["member"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("url")));
}
