//! What happens to every request before and after its door: named, checked, logged.
//!
//! Kept pages are answered here. What changes something runs as a task of its
//! own: it goes on to its end when its client goes away.

use crate::{Brine, oops, pages, request_id, security};
use axum::{
    extract::{Request, State},
    http::{HeaderValue, Method, StatusCode, Uri},
    middleware::Next,
    response::Response,
};
use futures::FutureExt as _;
use std::{panic::AssertUnwindSafe, time::Instant};
use tracing::Instrument as _;

/// Answers one request.
pub(crate) async fn front(State(brine): State<Brine>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    let id = brine.request_ids.of(request.headers());
    let (method, uri) = (request.method().clone(), request.uri().clone());
    let mut response = match refused_or_kept(&brine, &request) {
        Some(response) => response,
        None => {
            let mut response = behind_the_doors(&brine, request, next, &id).await;
            security::secure(response.headers_mut());
            response
        }
    };
    log(&method, &uri, response.status(), began, &id);
    response.headers_mut().insert(request_id::HEADER, id);
    response
}

fn refused_or_kept(brine: &Brine, request: &Request) -> Option<Response> {
    let (method, uri, headers) = (request.method(), request.uri(), request.headers());
    if !brine.hosts.allow(uri, headers) {
        let detail = "This server does not answer under the name in the request's Host header. \
                      Start it with --host NAME (or BRINE_HOST) to allow one.";
        return Some(oops::say(uri.path(), StatusCode::MISDIRECTED_REQUEST, "Unknown host", detail));
    }
    if security::is_cross_site(method, uri, headers) {
        let detail = "This request was made by a page of another site, which may not change anything here.";
        return Some(oops::say(uri.path(), StatusCode::FORBIDDEN, "Cross-site request", detail));
    }
    pages::kept(brine, method, uri, headers)
}

async fn behind_the_doors(brine: &Brine, request: Request, next: Next, id: &HeaderValue) -> Response {
    let path = request.uri().path().to_owned();
    let is_change = !request.method().is_safe();
    let span = tracing::info_span!("request", id = id.to_str().unwrap_or_default());
    let answer = AssertUnwindSafe(next.run(request)).catch_unwind().instrument(span);
    let answered = if is_change {
        brine.stopping.changes().spawn(answer).await.ok().and_then(Result::ok)
    } else {
        answer.await.ok()
    };
    answered.unwrap_or_else(|| {
        tracing::error!(path, "A request made the server panic");
        oops::broken(&path)
    })
}

/// One line a request. The path is a field, and fields are escaped.
fn log(method: &Method, uri: &Uri, status: StatusCode, began: Instant, id: &HeaderValue) {
    let (path, status) = (uri.path(), status.as_u16());
    let micros = u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX);
    let id = id.to_str().unwrap_or_default();
    tracing::info!(target: "request", %method, ?path, status, micros, id);
}
