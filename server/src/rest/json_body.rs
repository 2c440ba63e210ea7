//! Reads a JSON body, and says where it is broken.

use super::problem::Problem;
use axum::{
    extract::{FromRequest, Request},
    http::{StatusCode, header},
};
use bytes::Bytes;
use serde::de::DeserializeOwned;

/// A JSON body that was read.
pub(super) struct JsonBody<T>(pub(super) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for JsonBody<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        if kind != "application/json" && !(kind.starts_with("application/") && kind.ends_with("+json")) {
            let details = "send JSON, with `Content-Type: application/json`";
            return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "Unsupported content type", details));
        }
        let bytes = Bytes::from_request(request, state).await.map_err(|rejection| {
            let details = "the request is too large or broke off; a workflow has at most 16 MiB";
            Problem::new(rejection.status(), "Body not read", details)
        })?;
        serde_json::from_slice(&bytes).map(Self).map_err(|error| refusal(&error))
    }
}

/// Broken JSON is 400; JSON that does not say what is needed is 422.
fn refusal(error: &serde_json::Error) -> Problem {
    let (status, title) = if error.is_data() {
        (StatusCode::UNPROCESSABLE_ENTITY, "Invalid input structure")
    } else {
        (StatusCode::BAD_REQUEST, "Broken JSON")
    };
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Problem::new(status, title, &error.to_string()).at(number(error.line()), number(error.column()))
}
