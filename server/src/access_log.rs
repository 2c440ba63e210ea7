//! One line for each request, and a name by which to find it again.

use axum::{
    extract::Request,
    http::{HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};
use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Instant,
};
use tracing::Instrument as _;

/// The header in which a request's name comes, and goes back.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// How long a name may be that comes from outside.
const MAX_ID_BYTES: usize = 64;

/// Names the request, logs how it ended, and gives the name back.
pub(crate) async fn log(request: Request, next: Next) -> Response {
    let id = given_id(&request).unwrap_or_else(new_id);
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let began = Instant::now();
    let span = tracing::info_span!("request", id = ?id);
    let mut response = next.run(request).instrument(span).await;
    let (status, micros) = (response.status().as_u16(), began.elapsed().as_micros());
    // Paths are printed escaped: a line break in one must not begin a line of the log.
    tracing::info!(request.id = ?id, http.status = status, duration_us = micros, "{method} {path:?} {status}");
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    response
}

fn given_id(request: &Request) -> Option<String> {
    let id = request.headers().get(REQUEST_ID)?.to_str().ok()?;
    let plain = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
    (plain && !id.is_empty() && id.len() <= MAX_ID_BYTES).then(|| id.to_owned())
}

fn new_id() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(1);
    format!("{:x}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed))
}
