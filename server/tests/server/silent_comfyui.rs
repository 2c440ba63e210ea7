//! A ComfyUI server that takes a run and then says nothing any more: the execution ends, and says which server it was.

use crate::support::{TestServer, request};
use axum::{
    Json, Router,
    extract::Request,
    http::Method,
    middleware::{Next, from_fn},
    response::Response,
    routing::{get, post},
};
use serde_json::{Value, json};
use service::Setup;
use std::time::Duration;
use tokio::{net::TcpListener, sync::watch};

const GRAPH: &str = r#"{"1":{"class_type":"SaveText","inputs":{"text":"a"}}}"#;

/// A server that knows one type, takes every run and works on it for ever; a switch that makes it hang; and which run it
/// was asked about, once it was.
async fn comfyui() -> (String, watch::Sender<bool>, watch::Receiver<Value>) {
    let (switch, hangs) = watch::channel(false);
    let hang = move |request: Request, next: Next| {
        let mut hangs = hangs.clone();
        async move {
            // It takes the request, and answers when it does not hang.
            hangs.wait_for(|it| !it).await.unwrap();
            let answer: Response = next.run(request).await;
            answer
        }
    };
    let types =
        json!({"SaveText": {"input": {"required": {"text": ["STRING", {}]}}, "output": [], "output_node": true}});
    let taken = watch::Sender::new(Value::Null);
    let (takes, asked) = (taken.clone(), watch::Sender::new(Value::Null));
    let asked_about = asked.subscribe();
    let routes = Router::new()
        .route("/object_info", get(async move || Json(types.clone())))
        .route(
            "/prompt",
            get(async || Json(json!({"exec_info": {"queue_remaining": 0}}))).post(
                async move |Json(body): Json<Value>| {
                    takes.send_replace(body["prompt_id"].clone());
                    Json(json!({"prompt_id": body["prompt_id"], "number": 0, "node_errors": {}}))
                },
            ),
        )
        .route(
            "/queue",
            get(async move || {
                let id = taken.borrow().clone();
                asked.send_replace(id.clone());
                Json(json!({"queue_running": [[0, id, {}, {}, []]], "queue_pending": []}))
            })
            .post(async || ()),
        )
        .route("/interrupt", post(async || ()))
        .route("/history/{id}", get(async || Json(json!({}))))
        .layer(from_fn(hang));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, routes).await.unwrap() });
    (url, switch, asked_about)
}

#[tokio::test]
async fn a_run_that_a_silent_server_has_fails_within_a_minute_and_names_it() {
    let (url, hang, mut asked_about) = comfyui().await;
    let setup = Setup { comfyui: vec![url.clone()], ..Setup::default() };
    let server = TestServer::set_up(store::memory_store().unwrap(), setup).await;
    let workflow = server.workflow("Text", GRAPH).await;
    let deployment = server.deploy(&workflow).await;
    let path = format!("/api/v1/deployments/{deployment}/executions/");
    let accepted = server.json(Method::POST, &path, r#"{"workflow_input":{}}"#).await.value();
    asked_about.wait_for(|id| *id == accepted["execution_id"]).await.unwrap();
    assert_eq!(server.get("/readyz").await.text(), "ready\n");
    hang.send_replace(true);
    // From here on nothing answers: the clock goes on by itself, to whatever is waited for.
    tokio::time::pause();
    let begun = tokio::time::Instant::now();
    let row = server.over(accepted["execution_id"].as_str().unwrap()).await;
    assert_eq!(row["status"], "failed", "{row}");
    // What was on its way when the clock began to jump is a sign of life at whatever time it shows by then.
    assert!(begun.elapsed() < Duration::from_secs(120), "{:?}", begun.elapsed());
    let words = format!("the ComfyUI server {url}/ has taken the run and does not answer any more");
    assert!(row["details"].as_str().unwrap().starts_with(&words), "{row}");
    let ready = server.send(request(Method::GET, "/readyz", &[], "")).await;
    assert_eq!(ready.status, 200, "what Brine runs itself goes on");
    assert!(ready.text().contains(&format!("the ComfyUI server {url}/ does not answer")), "{}", ready.text());
}
