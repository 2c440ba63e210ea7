//! What machines ask: whether the process lives, and whether it can do its work.

use crate::Brine;
use axum::{
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

/// `GET /healthz`: the process lives.
pub(crate) async fn alive() -> &'static str {
    "ok\n"
}

/// `GET /readyz`: changes are taken; else 503 with the reasons. A ComfyUI server that does not answer is named, and is no
/// reason: everything else goes on.
pub(crate) async fn ready(State(brine): State<Brine>) -> Response {
    let mut reasons = Vec::new();
    if brine.stopping.is_begun() {
        reasons.push("the server is stopping".to_owned());
    }
    if let Err(error) = brine.service.ready() {
        reasons.push(error.to_string());
    }
    if reasons.is_empty() {
        let silent = brine.service.silent_engines().await;
        let lines: Vec<String> = ["ready".to_owned()].into_iter().chain(silent).collect();
        (lines.join("\n") + "\n").into_response()
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, reasons.join("\n") + "\n").into_response()
    }
}

/// `GET /metrics`: figures for Prometheus.
pub(crate) async fn metrics(State(brine): State<Brine>) -> Response {
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    ([(header::CONTENT_TYPE, kind)], brine.service.metrics()).into_response()
}
