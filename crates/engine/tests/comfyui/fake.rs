//! A ComfyUI server as a caller sees it: a queue, a history, files, and a web socket.

use axum::{
    Json as Body, Router,
    body::Bytes,
    extract::{
        Path, Query, Request, State,
        ws::{Message, WebSocketUpgrade},
    },
    http::{StatusCode, header::CONTENT_TYPE},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde_json::{Map, Value as Json, json};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};
use tokio::sync::watch;

/// How the server answers. Changed by tests while it runs.
#[derive(Default)]
pub struct Script {
    /// How many others wait.
    pub load: u64,
    /// What is in the queue, running.
    pub running: Vec<String>,
    /// What is over, by id.
    pub history: Map<String, Json>,
    /// How `POST /prompt` answers; 200 where nothing is set.
    pub prompt: Option<(u16, Json)>,
    /// What becomes of a submitted run: it goes to the history with this entry, else it runs on.
    pub ends_with: Option<Json>,
    /// Whether an interruption takes effect.
    pub interruptible: bool,
    /// Everything that was posted: path and body.
    pub posted: Vec<(String, Json)>,
    pub file: Vec<u8>,
    /// The routes that this server has not: `/history`.
    pub missing: Vec<&'static str>,
    /// Whether it takes requests and answers none.
    pub hangs: bool,
}

#[derive(Clone)]
pub struct Fake {
    pub script: Arc<Mutex<Script>>,
    pub url: String,
    /// How many runs were submitted.
    submitted: watch::Sender<u64>,
}

impl Fake {
    pub async fn start() -> Self {
        Self::at("127.0.0.1:0").await
    }

    /// A server at this address.
    pub async fn at(address: &str) -> Self {
        let listener = tokio::net::TcpListener::bind(address).await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let script = Script { interruptible: true, file: b"PNG".to_vec(), ..Script::default() };
        let fake = Self { script: Arc::new(Mutex::new(script)), url, submitted: watch::Sender::new(0) };
        let routes = Router::new()
            .route("/prompt", get(load).post(prompt))
            .route("/queue", get(queue).post(remove))
            .route("/history/{id}", get(history))
            .route("/interrupt", post(interrupt))
            .route("/object_info", get(object_info))
            .route("/view", get(view))
            .route("/upload/image", post(upload))
            .route("/ws", get(socket))
            .layer(from_fn_with_state(fake.clone(), without_what_is_missing))
            .with_state(fake.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await });
        fake
    }

    pub fn set(&self, change: impl FnOnce(&mut Script)) {
        change(&mut self.script.lock().unwrap());
    }

    /// The bodies that were posted to this path.
    pub fn posted(&self, path: &str) -> Vec<Json> {
        let script = self.script.lock().unwrap();
        script.posted.iter().filter(|(it, _)| it == path).map(|(_, body)| body.clone()).collect()
    }
}

/// A finished run's entry with these outputs.
pub fn succeeded(outputs: Json) -> Json {
    json!({ "prompt": [], "outputs": outputs, "status": {"status_str": "success", "completed": true, "messages": [["execution_success", {}]]} })
}

/// A finished run's entry whose last message is this one.
pub fn ended(kind: &str, data: Json) -> Json {
    json!({ "prompt": [], "outputs": {}, "status": {"status_str": "error", "completed": false, "messages": [["execution_start", {}], [kind, data]]} })
}

/// A newer server has other routes, and answers 404 to those of before.
async fn without_what_is_missing(State(fake): State<Fake>, request: Request, next: Next) -> Response {
    if fake.script.lock().unwrap().hangs {
        std::future::pending::<()>().await;
    }
    let is_missing = fake.script.lock().unwrap().missing.iter().any(|route| request.uri().path().starts_with(route));
    if is_missing { StatusCode::NOT_FOUND.into_response() } else { next.run(request).await }
}

async fn load(State(fake): State<Fake>) -> Body<Json> {
    Body(json!({ "exec_info": {"queue_remaining": fake.script.lock().unwrap().load} }))
}

async fn prompt(State(fake): State<Fake>, Body(body): Body<Json>) -> Response {
    let id = body["prompt_id"].as_str().unwrap().to_owned();
    let answer = {
        let mut script = fake.script.lock().unwrap();
        script.posted.push(("/prompt".to_owned(), body));
        let answer = script.prompt.clone().unwrap_or((200, json!({ "prompt_id": id, "number": 0, "node_errors": {} })));
        if answer.0 == 200 {
            match script.ends_with.clone() {
                Some(entry) => drop(script.history.insert(id, entry)),
                None => script.running.push(id),
            }
        }
        answer
    };
    fake.submitted.send_modify(|count| *count += 1);
    let status = StatusCode::from_u16(answer.0).unwrap();
    match answer.1 {
        Json::String(text) => (status, text).into_response(),
        other => (status, Body(other)).into_response(),
    }
}

async fn queue(State(fake): State<Fake>) -> Body<Json> {
    let script = fake.script.lock().unwrap();
    let running: Vec<Json> = script.running.iter().map(|id| json!([0, id, {}, {}, []])).collect();
    Body(json!({ "queue_running": running, "queue_pending": [] }))
}

async fn remove(State(fake): State<Fake>, Body(body): Body<Json>) {
    fake.script.lock().unwrap().posted.push(("/queue".to_owned(), body));
}

async fn interrupt(State(fake): State<Fake>, Body(body): Body<Json>) {
    let mut script = fake.script.lock().unwrap();
    let id = body["prompt_id"].as_str().unwrap().to_owned();
    if script.interruptible && script.running.contains(&id) {
        script.running.retain(|it| *it != id);
        script.history.insert(id, ended("execution_interrupted", json!({ "node_id": "1", "executed": [] })));
    }
    script.posted.push(("/interrupt".to_owned(), body));
}

async fn history(State(fake): State<Fake>, Path(id): Path<String>) -> Body<Json> {
    let script = fake.script.lock().unwrap();
    Body(script.history.get(&id).map_or(json!({}), |entry| json!({ id: entry })))
}

async fn object_info() -> Body<Json> {
    let recorded: Json = serde_json::from_str(include_str!("../parity/recorded.json")).unwrap();
    let mut info = recorded["object_info"].clone();
    info["EmptyImage"] = json!({
        "input": {"required": {"width": ["INT", {"default": 512, "min": 1, "max": 16384}], "height": ["INT", {"default": 512}]}},
        "output": ["IMAGE"], "output_name": ["IMAGE"], "output_node": false, "name": "EmptyImage", "display_name": "EmptyImage",
    });
    info["SaveImage"] = json!({
        "input": {"required": {"images": ["IMAGE", {}], "filename_prefix": ["STRING", {"default": "ComfyUI"}]}},
        "output": [], "output_node": true, "name": "SaveImage", "display_name": "Save Image",
    });
    info["SaltInput"] = json!({
        "input": {"required": {"input_name": ["STRING", {}], "input_type": [["STRING", "IMAGE"], {}], "input_value": ["STRING", {}]}},
        "output": ["*"], "output_name": ["value"], "output_node": false, "name": "SaltInput",
    });
    info["SaltOutput"] = json!({
        "input": {"required": {"output_name": ["STRING", {}], "output_type": [["PNG", "STRING"], {}], "output_data": ["*", {}]}},
        "output": [], "output_node": true, "name": "SaltOutput",
    });
    Body(info)
}

async fn view(State(fake): State<Fake>, Query(query): Query<HashMap<String, String>>) -> Response {
    if query["filename"] == "gone.png" {
        return StatusCode::NOT_FOUND.into_response();
    }
    ([(CONTENT_TYPE, "image/png")], fake.script.lock().unwrap().file.clone()).into_response()
}

async fn upload(State(fake): State<Fake>, body: Bytes) -> Body<Json> {
    let text = String::from_utf8_lossy(&body).into_owned();
    let name = text.split("filename=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    fake.script.lock().unwrap().posted.push(("/upload/image".to_owned(), json!(text)));
    Body(json!({ "name": name, "subfolder": "brine", "type": "input" }))
}

/// Says what a server says while node 1 and then node 2 are run; other people's runs and pictures in between.
async fn socket(
    State(fake): State<Fake>,
    Query(query): Query<HashMap<String, String>>,
    upgrade: WebSocketUpgrade,
) -> Response {
    let id = query["clientId"].clone();
    let mut submitted = fake.submitted.subscribe();
    upgrade.on_upgrade(async move |mut socket| {
        let _ = submitted.wait_for(|count| *count > 0).await;
        for message in [
            json!({ "type": "status", "data": {"status": {"exec_info": {"queue_remaining": 1}}} }),
            json!({ "type": "executing", "data": {"node": "1", "prompt_id": "somebody else's"} }),
            json!({ "type": "executing", "data": {"node": "1", "prompt_id": id} }),
            json!("binary"),
            json!({ "type": "executing", "data": {"node": "2", "prompt_id": id} }),
            json!({ "type": "executed", "data": {"node": "2", "output": {"text": ["early"]}, "prompt_id": id} }),
            json!({ "type": "executing", "data": {"node": "made.up", "prompt_id": id} }),
            json!({ "type": "executing", "data": {"node": null, "prompt_id": id} }),
        ] {
            let message = match message {
                Json::String(_) => Message::Binary(vec![0, 0, 0, 1].into()),
                other => Message::Text(other.to_string().into()),
            };
            if socket.send(message).await.is_err() {
                return;
            }
        }
        // A server keeps the connection open.
        while let Some(Ok(_)) = socket.recv().await {}
    })
}
