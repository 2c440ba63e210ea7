//! The whole route table.

use crate::{Brine, health, pages, problem::Problem, rest, server_functions};
use axum::{
    Router,
    response::Redirect,
    routing::{any, get, post},
};

/// Everything that this server answers.
pub fn router(brine: Brine) -> Router {
    let (rest, document) = rest::routes().split_for_parts();
    Router::new()
        .merge(rest)
        .route("/api/openapi.json", get(async move || axum::Json(document)))
        .route("/api", any(async || Problem::no_such_address()))
        .route("/api/{*rest}", any(async || Problem::no_such_address()))
        .method_not_allowed_fallback(rest::wrong_method)
        .route("/", get(async || Redirect::permanent("/deployments")))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/api/fn/{name}", post(server_functions::call))
        .fallback(pages::show)
        .with_state(brine)
}
