//! Server functions: the browser half's door to the service.

use crate::state::AppState;
use app::AppError;
use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use leptos::prelude::provide_context;

/// Calls the server function that the path names.
///
/// The framework answers 500 for arguments that cannot be read. That is the
/// caller's mistake: an error that says so becomes 422.
pub(crate) async fn handle(State(state): State<AppState>, mut request: Request) -> Response {
    // Only our own script calls these; without this a form post would be redirected to its `Referer`.
    request.headers_mut().insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    let service = state.service.clone();
    let response = leptos_axum::handle_server_fns_with_context(move || provide_context(service.clone()), request).await;
    let response = axum::response::IntoResponse::into_response(response);
    if response.status() != StatusCode::INTERNAL_SERVER_ERROR {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, 1024 * 1024).await.unwrap_or_default();
    if let Ok(AppError::Invalid { .. }) = serde_json::from_slice(&bytes) {
        parts.status = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Response::from_parts(parts, Body::from(bytes))
}
