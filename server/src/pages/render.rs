//! Renders a page, whole.

use super::{page::Page, titles::escape_titles};
use crate::Brine;
use app::{Flash, Refusal, Theme};
use axum::{
    body::{Body, to_bytes},
    http::{Request, StatusCode, Uri},
    response::Response,
};
use leptos::prelude::provide_context;

/// What one reader's request adds to a page.
#[derive(Debug, Clone, Default)]
pub(crate) struct Extras {
    /// The colours.
    pub(crate) theme: Theme,
    /// What the form before did.
    pub(crate) flash: Option<String>,
    /// The refused form that this page answers.
    pub(crate) refusal: Option<Refusal>,
}

/// Renders the page at an address.
///
/// # Errors
/// Where the page cannot be rendered.
pub(crate) async fn render(brine: &Brine, address: &Uri, extras: Extras) -> Result<Page, axum::Error> {
    let mut request = Request::new(Body::empty());
    *request.uri_mut() = address.clone();
    let service = brine.service.clone();
    let assets = brine.assets.clone();
    let context = move || {
        escape_titles();
        provide_context(service.clone());
        provide_context(assets.clone());
        provide_context(extras.theme);
        if let Some(words) = &extras.flash {
            provide_context(Flash(words.clone()));
        }
        if let Some(refusal) = &extras.refusal {
            provide_context(refusal.clone());
        }
    };
    let rendered = leptos_axum::render_app_async_with_context(context, app::shell)(request).await;
    whole(rendered).await
}

async fn whole(rendered: Response) -> Result<Page, axum::Error> {
    let (parts, body) = rendered.into_parts();
    let bytes = to_bytes(body, usize::MAX).await?;
    let status = if parts.status.is_informational() { StatusCode::OK } else { parts.status };
    Ok(Page::new(status, parts.headers, &String::from_utf8_lossy(&bytes)))
}
