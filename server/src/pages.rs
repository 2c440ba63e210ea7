//! The pages: rendered from the catalogue, kept while it stays as it is.

pub(crate) mod cache;
mod flash;
mod form_body;
mod forms;
mod render;

use crate::{rest::problem::Problem, site::Encoding, state::AppState};
use app::{Refusal, Theme};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use cache::Page;
use render::Rendering;
use std::{any::Any, sync::Arc};

/// Answers every address that nothing else does: the site's own files, pages, and pages' forms.
pub(crate) async fn page(State(state): State<AppState>, request: Request) -> Response {
    match *request.method() {
        Method::GET | Method::HEAD => read(&state, request).await,
        Method::POST => forms::post(state, request).await,
        _ => ([(header::ALLOW, "GET, HEAD, POST")], StatusCode::METHOD_NOT_ALLOWED).into_response(),
    }
}

async fn read(state: &AppState, request: Request) -> Response {
    let headers = request.headers();
    if let Some(file) = state.site.get(request.uri().path(), headers) {
        return file;
    }
    let theme = theme(headers);
    let toast = flash::take(headers);
    let address = request.uri().path_and_query().map_or("/", |it| it.as_str());
    let encoding = Encoding::accepted(headers);
    if toast.is_none() {
        let position = state.service.catalogue().position();
        if let Some(page) = state.pages.get(position, address, theme) {
            return send(&page, encoding);
        }
        let page = Arc::new(Rendering { address, theme, toast: None, refusal: None }.run(state).await);
        if page.status == StatusCode::OK {
            state.pages.put(position, address, theme, &page);
        }
        return send(&page, encoding);
    }
    let page = Rendering { address, theme, toast, refusal: None }.run(state).await;
    let mut response = send(&page, encoding);
    response.headers_mut().append(header::SET_COOKIE, flash::cleared());
    response
}

/// Renders the page of a refused form again, with the refusal on it.
pub(crate) async fn refuse(
    state: &AppState,
    address: &str,
    headers: &HeaderMap,
    status: StatusCode,
    refusal: Refusal,
) -> Response {
    let rendering = Rendering { address, theme: theme(headers), toast: None, refusal: Some(refusal) };
    let mut response = send(&rendering.run(state).await, Encoding::accepted(headers));
    *response.status_mut() = status;
    response
}

fn send(page: &Page, encoding: Encoding) -> Response {
    let mut response = page.body(encoding).into_response();
    *response.status_mut() = page.status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CONTENT_SECURITY_POLICY, page.csp.clone());
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding, Cookie"));
    if let Some(name) = encoding.name() {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
    }
    response
}

fn theme(headers: &HeaderMap) -> Theme {
    flash::cookie(headers, Theme::COOKIE).and_then(|word| word.parse().ok()).unwrap_or_default()
}

/// What is answered where our own code failed.
pub(crate) fn panicked(_: Box<dyn Any + Send>) -> Response {
    tracing::error!("A request panicked");
    let details = "this is a fault of Brine's; the server's log says more, by the request id";
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "Internal error", details).into_response()
}
