//! The whole route table.

use crate::{Brine, health, pages, server_functions};
use axum::{
    Router,
    response::Redirect,
    routing::{get, post},
};

/// Everything that this server answers.
pub fn router(brine: Brine) -> Router {
    Router::new()
        .route("/", get(async || Redirect::permanent("/deployments")))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/api/fn/{name}", post(server_functions::call))
        .fallback(pages::show)
        .with_state(brine)
}
