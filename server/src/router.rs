//! The whole route table on one page.

use crate::{
    access_log, events, guard, health, images, pages, response_headers, rest, server_functions, site, state::AppState,
};
use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware::{from_fn, from_fn_with_state},
    response::Redirect,
    routing::{any, get},
};
use tower_http::catch_panic::CatchPanicLayer;

/// How many bytes a request's body may have: a graph of 16 MiB with every character escaped twice over.
const MAX_BODY_BYTES: usize = 40 * 1024 * 1024;

/// Everything that Brine answers.
pub fn router(state: AppState) -> Router {
    let (api, openapi) = rest::router();
    Router::new()
        .route("/", get(|| async { Redirect::permanent("/deployments") }))
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz))
        .route("/snapshots/{digest}/thumb.svg", get(images::thumbnail))
        .route("/snapshots/{digest}/graph.svg", get(images::drawing))
        .route("/assets/{file}", get(site::asset))
        .route("/api/fn/{*name}", any(server_functions::handle))
        .route("/api/v1/events", get(events::events))
        .merge(api)
        .merge(rest::docs(openapi))
        .route("/api/{*path}", any(rest::unknown))
        .fallback(pages::page)
        .layer(DefaultBodyLimit::max(MAX_BODY_BYTES))
        .layer(from_fn_with_state(state.clone(), guard::guard))
        .layer(CatchPanicLayer::custom(pages::panicked))
        .layer(from_fn(response_headers::add))
        .layer(from_fn(access_log::log))
        .with_state(state)
}
