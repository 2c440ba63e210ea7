//! A clock that stands still until a test turns it, and servers that go by it.

use crate::executions_api::GREETING;
use crate::support::{Answer, TestServer, request};
use axum::http::{Method, StatusCode};
use domain::Timestamp;
use futures::future::BoxFuture;
use serde_json::{Value, json};
use service::{Clock, Setup};
use std::{sync::Arc, time::Duration};
use store::Store;
use tokio::sync::watch;

struct HeldClock(watch::Sender<Timestamp>);

impl Clock for HeldClock {
    fn now(&self) -> Timestamp {
        *self.0.borrow()
    }

    fn sleep_until(&self, at: Timestamp) -> BoxFuture<'_, ()> {
        let mut time = self.0.subscribe();
        Box::pin(async move {
            let _ = time.wait_for(|now| *now >= at).await;
        })
    }
}

/// A server, its store and its time: what a restart keeps.
pub(crate) struct Timed {
    pub(crate) server: TestServer,
    pub(crate) store: Arc<dyn Store>,
    clock: Arc<HeldClock>,
}

impl Timed {
    /// A new server that is started at this time.
    pub(crate) async fn start(now: &str) -> Self {
        let store = store::memory_store().unwrap();
        let clock = Arc::new(HeldClock(watch::Sender::new(now.parse().unwrap())));
        let server = TestServer::at(store.clone(), clock.clone(), Setup::default()).await;
        Self { server, store, clock }
    }

    /// Turns the clock.
    pub(crate) fn turn(&self, now: &str) {
        self.clock.0.send_replace(now.parse().unwrap());
    }

    /// Stops the server, and starts another one on what it has left, at this time.
    pub(crate) async fn restart(self, now: &str) -> Self {
        self.restart_after(now, async |_| {}).await
    }

    /// The same, with something done to the store in between.
    pub(crate) async fn restart_after(self, now: &str, between: impl AsyncFnOnce(&dyn Store)) -> Self {
        self.server.service.stop().await;
        between(&*self.store).await;
        self.turn(now);
        let server = TestServer::at(self.store.clone(), self.clock.clone(), Setup::default()).await;
        Self { server, ..self }
    }

    /// A deployment that greets.
    pub(crate) async fn greeting(&self) -> String {
        let workflow = self.server.workflow("Greeting", GREETING).await;
        self.server.deploy(&workflow).await
    }

    /// Sets schedules and gives the answer.
    pub(crate) async fn put(&self, of: &str, headers: &[(&str, &str)], schedules: Value) -> Answer {
        let headers: Vec<_> =
            [("content-type", "application/json")].into_iter().chain(headers.iter().copied()).collect();
        let body = json!({ "schedules": schedules }).to_string();
        self.server.send(request(Method::PUT, &path(of), &headers, &body)).await
    }

    /// Sets schedules and gives them as they are then.
    pub(crate) async fn set(&self, of: &str, schedules: Value) -> Vec<Value> {
        let answer = self.put(of, &[], schedules).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        answer.value()["schedules"].as_array().unwrap().clone()
    }

    /// The schedules as they are now.
    pub(crate) async fn schedules(&self, of: &str) -> Vec<Value> {
        let answer = self.server.get(&path(of)).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        answer.value()["schedules"].as_array().unwrap().clone()
    }

    /// Waits until the last time of the only schedule that was due is this one, and gives it whole.
    pub(crate) async fn settled(&self, of: &str, due: &str) -> Value {
        let until = async {
            loop {
                let all = self.schedules(of).await;
                if all[0]["last"]["due"] == due || all[0]["missed"]["last"] == due {
                    return all[0].clone();
                }
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(Duration::from_secs(60), until).await.expect(due)
    }

    pub(crate) async fn status(&self, of: &str) -> Value {
        self.server.get(&format!("/api/v1/deployments/{of}")).await.value()["status"].clone()
    }

    /// The executions of a deployment.
    pub(crate) async fn executions(&self, of: &str) -> Vec<Value> {
        let list = self.server.get(&format!("/api/v1/deployments/{of}/executions/")).await.value();
        list["items"].as_array().unwrap().clone()
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Value {
        let answer = self.server.json(Method::POST, path, &body.to_string()).await;
        assert!(answer.status.is_success(), "{}", answer.text());
        if answer.bytes.is_empty() { Value::Null } else { answer.value() }
    }
}

pub(crate) fn path(of: &str) -> String {
    format!("/api/v1/deployments/{of}/schedules")
}

/// A run at nine in Berlin, which in winter is eight.
pub(crate) fn at_nine() -> Value {
    json!([{"action": "run", "cron": "0 9 * * *", "time_zone": "Europe/Berlin",
            "workflow_input": {"name": {"value": "Berlin", "value_type": "RAW"}}}])
}
