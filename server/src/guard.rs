//! Refuses what other sites make a browser send.
//!
//! A `Host` that is not ours is DNS rebinding; a state-changing request whose
//! `Origin` or `Sec-Fetch-Site` names another site is forgery. Programs send
//! neither of the two and pass.

use crate::{rest::problem::Problem, state::AppState};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};

/// Lets a request through, or says why not.
pub(crate) async fn guard(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let host = request.uri().authority().map(|authority| authority.as_str().to_owned());
    let host = host.or_else(|| text(request.headers(), "host").map(str::to_owned)).unwrap_or_default();
    if !state.hosts.contains(&host) {
        let details = "this server is not known by that host name; allow it with --host NAME";
        return Problem::new(StatusCode::MISDIRECTED_REQUEST, "Unknown host", details).into_response();
    }
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if !reads && is_cross_site(request.headers(), &host) {
        let details = "a page of another site may not change anything here";
        return Problem::new(StatusCode::FORBIDDEN, "Cross-site request", details).into_response();
    }
    next.run(request).await
}

fn is_cross_site(headers: &HeaderMap, host: &str) -> bool {
    if let Some(site) = text(headers, "sec-fetch-site")
        && !matches!(site, "same-origin" | "none")
    {
        return true;
    }
    match headers.get(header::ORIGIN) {
        None => false,
        Some(origin) => {
            let origin = origin.to_str().unwrap_or_default();
            let authority = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
            !authority.is_some_and(|authority| authority.eq_ignore_ascii_case(host))
        }
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}
