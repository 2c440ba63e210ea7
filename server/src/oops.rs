//! What is said where nothing else can be: refused before any door, or broken inside one.
//!
//! Programs (everything under `/api/`) get a problem document; people get a page that needs no other file.

use crate::{problem::Problem, security::secure};
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};

/// Says why a request to this path was not done.
pub(crate) fn say(path: &str, status: StatusCode, title: &'static str, detail: &str) -> Response {
    let is_program = path == "/api" || path.starts_with("/api/");
    let mut response = match is_program {
        true => Problem::new(status, title, detail).into_response(),
        false => (status, Html(document(title, detail))).into_response(),
    };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    secure(response.headers_mut());
    response
}

/// The page for a fault of ours.
pub(crate) fn page() -> Response {
    broken("/")
}

/// The answer for a fault of ours.
pub(crate) fn broken(path: &str) -> Response {
    let detail =
        "Something went wrong in the server; its log says more. Nothing is known to be lost: go back and try again.";
    say(path, StatusCode::INTERNAL_SERVER_ERROR, "Internal error", detail)
}

/// Both texts are ours and hold no markup.
fn document(title: &str, detail: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>{title} · Brine</title></head>\
         <body><main><h1>{title}</h1><p>{detail}</p><p><a href=\"/deployments\">See the deployments</a></p></main></body></html>"
    )
}
