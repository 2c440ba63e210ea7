//! A server that is killed.

use serde_json::{Value, json};
use std::{
    collections::HashMap,
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

/// Works for some milliseconds, so that kills meet runs.
const GRAPH: &str = r#"{
 "1": {"class_type":"Script","inputs":{"script":"let n = 0; while n < 400 { n += 1; } n","a":""}},
 "2": {"class_type":"PreviewAny","inputs":{"source":["1",0]}}}"#;

/// A process of the server; killed when dropped.
pub(crate) struct KilledServer {
    pub(crate) address: String,
    child: Child,
    client: reqwest::Client,
}

impl KilledServer {
    /// Starts it on a data folder, and waits until it says where it is.
    pub(crate) async fn start(data: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_brine"));
        command.args(["serve", "--listen", "127.0.0.1:0", "--at-once-each", "4", "--data"]).arg(data);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let address = loop {
            let line = lines.next().expect("it ended without saying where it is").unwrap();
            if let Some((_, rest)) = line.split_once("http://") {
                break format!("http://{}", rest.split_whitespace().next().unwrap());
            }
        };
        // Read on: a full pipe would make it wait.
        std::thread::spawn(move || lines.for_each(drop));
        Self { address, child, client: reqwest::Client::new() }
    }

    /// Kills it as a power switch would.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
    }

    /// Makes a deployment.
    pub(crate) async fn deploy(&self) -> String {
        let graph: Value = serde_json::from_str(GRAPH).unwrap();
        let made = self.send("POST", "/api/v1/workflows", &json!({ "name": "Flow", "graph": graph })).await;
        let path = format!("/api/v1/workflows/{}/deployments", made["id"].as_str().unwrap());
        let made = self.send("POST", &path, &json!({ "type": "api", "allow_untested": true })).await;
        made["id"].as_str().unwrap().to_owned()
    }

    /// Has every deployment run on, waits until all executions are over, and gives them by id.
    pub(crate) async fn settled(&self, deployments: &[String]) -> HashMap<String, Value> {
        let mut all = HashMap::new();
        for deployment in deployments {
            let path = format!("/api/v1/deployments/{deployment}/status");
            self.send("PUT", &path, &json!({ "status": "running" })).await;
        }
        for deployment in deployments {
            let mut cursor = String::new();
            loop {
                let path = format!("/api/v1/deployments/{deployment}/executions/?limit=200{cursor}");
                let page = self.send("GET", &path, &Value::Null).await;
                for row in page["items"].as_array().unwrap() {
                    let id = row["execution_id"].as_str().unwrap().to_owned();
                    let row = self.over(&id).await;
                    all.insert(id, row);
                }
                match page["next_cursor"].as_str() {
                    Some(next) => cursor = format!("&cursor={next}"),
                    None => break,
                }
            }
        }
        all
    }

    async fn over(&self, id: &str) -> Value {
        for _ in 0..1_200 {
            let row = self.send("GET", &format!("/api/v1/executions/{id}"), &Value::Null).await;
            if !matches!(row["status"].as_str(), Some("queued" | "running")) {
                return row;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{id} never ended")
    }

    async fn send(&self, method: &str, path: &str, body: &Value) -> Value {
        let request = self.client.request(method.parse().unwrap(), format!("{}{path}", self.address));
        let request = if body.is_null() {
            request
        } else {
            request.header("content-type", "application/json").body(body.to_string())
        };
        let answer = request.send().await.unwrap();
        let (status, text) = (answer.status(), answer.text().await.unwrap());
        assert!(status.is_success(), "{method} {path}: {status} {text}");
        serde_json::from_str(&text).unwrap()
    }
}

impl Drop for KilledServer {
    fn drop(&mut self) {
        // It may have been killed before.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
