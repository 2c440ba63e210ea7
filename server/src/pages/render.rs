//! Renders a page, whole.

use crate::Brine;
use app::{Refusal, Theme};
use axum::{
    body::Body,
    http::{Method, Request, request::Parts},
    response::Response,
};
use leptos::prelude::provide_context;

/// What one reader's request adds to a page.
#[derive(Debug, Clone, Default)]
pub(crate) struct Extras {
    /// The colours.
    pub(crate) theme: Theme,
    /// The refused form that this page answers.
    pub(crate) refusal: Option<Refusal>,
}

/// Renders the page at the request's address.
pub(crate) async fn render(brine: &Brine, parts: &Parts, extras: Extras) -> Response {
    let mut request = Request::new(Body::empty());
    *request.method_mut() = Method::GET;
    *request.uri_mut() = parts.uri.clone();
    let service = brine.service.clone();
    let assets = brine.assets.as_ref().clone();
    let context = move || {
        provide_context(service.clone());
        provide_context(assets.clone());
        provide_context(extras.theme);
        if let Some(refusal) = &extras.refusal {
            provide_context(refusal.clone());
        }
    };
    leptos_axum::render_app_async_with_context(context, app::shell)(request).await
}
