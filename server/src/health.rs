//! Whether the server lives, and whether it can do its work.

use crate::rest::problem::Problem;
use axum::{Json, extract::State, http::StatusCode, response::Result};
use serde_json::{Value, json};
use service::Service;

/// Answers for as long as the process does.
pub(crate) async fn healthz() -> Json<Value> {
    Json(json!({ "status": "ok" }))
}

/// Answers 503 with the reason while changes are not taken.
pub(crate) async fn readyz(State(service): State<Service>) -> Result<Json<Value>> {
    match service.ready() {
        Ok(()) => Ok(Json(json!({ "status": "ready", "position": service.catalogue().position() }))),
        Err(error) => Err(Problem::new(StatusCode::SERVICE_UNAVAILABLE, "Not ready", &error.to_string()).into()),
    }
}
