//! The door for the browser half: server functions, with the service in their context.

use crate::Brine;
use axum::{
    extract::{Request, State},
    response::Response,
};
use leptos::prelude::provide_context;

/// `POST /api/fn/{name}`.
pub(crate) async fn call(State(brine): State<Brine>, mut request: Request) -> Response {
    use axum::response::IntoResponse as _;
    // A client that asks for HTML would be sent back to its `Referer`, wherever that is.
    request.headers_mut().remove(axum::http::header::ACCEPT);
    let context = move || provide_context(brine.service.clone());
    leptos_axum::handle_server_fns_with_context(context, request).await.into_response()
}
