//! The door for the browser half: server functions, with the service in their context.

use crate::{Brine, problem::Problem};
use app::AppError;
use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use http_body_util::Limited;
use leptos::prelude::{FromServerFnError as _, provide_context};
use leptos::server_fn::{Decodes as _, codec::PostcardEncoding};

/// How many bytes a call may have: the largest graph, and what stands beside it.
const MAX_BYTES: usize = domain::graph::MAX_GRAPH_BYTES as usize + 64 * 1024;
/// What calls and answers are written in: a form of another site cannot send it.
const CONTENT_TYPE: &str = "application/x-postcard";
/// How many bytes of a refusal are looked at.
const MAX_REFUSAL_BYTES: usize = 64 * 1024;

/// `POST /api/fn/{name}`.
pub(crate) async fn call(State(brine): State<Brine>, request: Request) -> Response {
    if !is_postcard(request.headers()) {
        let detail = "a server function takes `Content-Type: application/x-postcard`";
        return Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "Unsupported media type", detail).into_response();
    }
    if content_length(request.headers()).is_some_and(|bytes| bytes > MAX_BYTES as u64) {
        let message = format!("this is too large: a request has at most {MAX_BYTES} bytes");
        return refusal(StatusCode::PAYLOAD_TOO_LARGE, AppError::Invalid { member: String::new(), message });
    }
    let mut request = request.map(|body| Body::new(Limited::new(body, MAX_BYTES)));
    // Who asks for HTML would be sent back to its `Referer`, wherever that is.
    request.headers_mut().remove(header::ACCEPT);
    request.headers_mut().remove(header::REFERER);
    let context = move || provide_context(brine.service.clone());
    let response = leptos_axum::handle_server_fns_with_context(context, request).await.into_response();
    match response.status() {
        StatusCode::INTERNAL_SERVER_ERROR => with_its_own_status(response).await,
        _ => response,
    }
}

fn content_length(headers: &HeaderMap) -> Option<u64> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

fn is_postcard(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok()).unwrap_or_default();
    kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case(CONTENT_TYPE)
}

/// Every error is a 500 to `server_fn`, also one of the arguments: those are the caller's.
async fn with_its_own_status(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, MAX_REFUSAL_BYTES).await else { return Problem::internal().into_response() };
    if let Ok(AppError::Invalid { .. }) = PostcardEncoding::decode(bytes.clone()) {
        parts.status = StatusCode::BAD_REQUEST;
    }
    Response::from_parts(parts, Body::from(bytes))
}

/// A refusal in the form in which server functions refuse.
fn refusal(status: StatusCode, why: AppError) -> Response {
    (status, [(header::CONTENT_TYPE, CONTENT_TYPE)], why.ser()).into_response()
}
