//! A server for one test: its own store, the router in memory, a clock of its own.

use axum::{
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode},
};
use domain::Timestamp;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use server::{Brine, FormPolicy, Front, Hosts, Site, Stopping, router};
use service::{BuiltinPolicy, Clock, Operation, Service, Setup};
use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};
use store::Store;
use tower::ServiceExt as _;

/// A graph that can be deployed. Its spaces are there to be kept.
pub(crate) const GRAPH: &str = r#"{"1":  {"class_type":"PrimitiveString","inputs":{"value":"a"}},
 "2": {"class_type":"PreviewAny","inputs":{"source":["1",0]}}}"#;

/// What server functions and the browser half write to each other.
pub(crate) const POSTCARD: &str = "application/x-postcard";

/// A server and the way to it.
pub(crate) struct TestServer {
    pub(crate) router: Front,
    pub(crate) service: Service,
    pub(crate) stopping: Stopping,
}

/// What was answered, whole.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

/// Goes on by a millisecond whenever somebody looks, so that there is always an order.
#[derive(Default)]
struct TickingClock(AtomicI64);

impl Clock for TickingClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(1_763_933_133_000 + self.0.fetch_add(1, Ordering::Relaxed))
    }
}

impl TestServer {
    /// A server with an empty store in memory.
    pub(crate) async fn start() -> Self {
        Self::with_store(store::memory_store().unwrap()).await
    }

    /// A server whose graphs and callbacks may reach this machine.
    pub(crate) async fn reaching_home() -> Self {
        let ranges = ["127.0.0.0/8".parse::<ipnet::IpNet>().unwrap()].into_iter().collect();
        let builtin = BuiltinPolicy { allowed_ranges: ranges, ..BuiltinPolicy::default() };
        Self::set_up(store::memory_store().unwrap(), Setup { builtin, ..Setup::default() }).await
    }

    /// A server with this store.
    pub(crate) async fn with_store(store: Arc<dyn Store>) -> Self {
        Self::set_up(store, Setup::default()).await
    }

    /// A server with this store and these engines.
    pub(crate) async fn set_up(store: Arc<dyn Store>, setup: Setup) -> Self {
        let clock: Arc<dyn Clock> = Arc::new(TickingClock::default());
        let operation = Operation::new(setup, &clock).unwrap();
        let service = Service::start(store, clock, operation).await.unwrap();
        let stopping = Stopping::default();
        let hosts = Hosts::new("127.0.0.1:3000".parse().unwrap(), &["brine.example".to_owned()]);
        let forms = FormPolicy::new(&[], FormPolicy::EACH_MINUTE, false).unwrap();
        let brine = Brine::new(service.clone(), Site::embedded(), hosts, stopping.clone(), forms);
        Self { router: router(brine), service, stopping }
    }

    /// Sends a request; without a `Host` header, to localhost.
    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(to_localhost(request)).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Answer { status: parts.status, headers: parts.headers, bytes }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(request(Method::GET, path, &[], "")).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        self.send(request(Method::DELETE, path, &[], "")).await
    }

    /// Sends JSON.
    pub(crate) async fn json(&self, method: Method, path: &str, body: &str) -> Answer {
        self.send(request(method, path, &[("content-type", "application/json")], body)).await
    }

    /// Calls a server function as the browser half does: with its arguments one after the other.
    pub(crate) async fn call(&self, name: &str, arguments: &impl Serialize) -> Answer {
        let mut request = request(Method::POST, &format!("/api/fn/{name}"), &[("content-type", POSTCARD)], "");
        *request.body_mut() = postcard::to_allocvec(arguments).unwrap().into();
        self.send(request).await
    }

    /// Posts a form as a browser does.
    pub(crate) async fn form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = form_body(fields);
        self.send(request(Method::POST, path, &[("content-type", "application/x-www-form-urlencoded")], &body)).await
    }

    /// Keeps a graph and gives the workflow's id.
    pub(crate) async fn workflow(&self, name: &str, graph: &str) -> String {
        let body = format!("{{\"name\":{},\"graph\":{graph}}}", Value::from(name));
        let answer = self.json(Method::POST, "/api/v1/workflows", &body).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
        answer.id()
    }

    /// Deploys a new workflow of this name and gives the deployment's id.
    pub(crate) async fn deployment(&self, name: &str) -> String {
        let workflow = self.workflow(name, GRAPH).await;
        self.deploy(&workflow).await
    }

    /// Waits until an execution is over, and gives it whole.
    pub(crate) async fn over(&self, id: &str) -> Value {
        let long = std::time::Duration::from_secs(300);
        self.service.wait(id.parse().unwrap(), long).await.unwrap();
        self.get(&format!("/api/v1/executions/{id}")).await.value()
    }

    /// Deploys a workflow and gives the deployment's id.
    pub(crate) async fn deploy(&self, workflow: &str) -> String {
        let path = format!("/api/v1/workflows/{workflow}/deployments");
        let answer = self.json(Method::POST, &path, r#"{"type":"api","allow_untested":true}"#).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
        answer.id()
    }
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// A page without the marks for hydration.
    pub(crate) fn html(&self) -> String {
        self.text().replace("<!>", "")
    }

    #[track_caller]
    pub(crate) fn value(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|_| panic!("no JSON: {}", self.text()))
    }

    /// What a server function returned, or why it did not.
    #[track_caller]
    pub(crate) fn read<T: DeserializeOwned>(&self) -> T {
        postcard::from_bytes(&self.bytes).unwrap_or_else(|_| panic!("not what was expected: {}", self.text()))
    }

    #[track_caller]
    pub(crate) fn id(&self) -> String {
        self.value()["id"].as_str().unwrap().to_owned()
    }

    #[track_caller]
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }
}

/// A request.
pub(crate) fn request(method: Method, path: &str, headers: &[(&str, &str)], body: &str) -> Request<Body> {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(Body::from(body.to_owned())).unwrap()
}

/// The same request, to localhost where it does not say.
pub(crate) fn to_localhost(mut request: Request<Body>) -> Request<Body> {
    request.headers_mut().entry("host").or_insert("localhost:3000".parse().unwrap());
    request
}

/// A form's fields as a browser sends them.
pub(crate) fn form_body(fields: &[(&str, &str)]) -> String {
    let mut body = String::new();
    for (name, value) in fields {
        let escape =
            |text: &str| -> String {
                text.bytes()
                    .map(|byte| {
                        if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") }
                    })
                    .collect()
            };
        body.push_str(&format!("&{}={}", escape(name), escape(value)));
    }
    body.trim_start_matches('&').to_owned()
}
