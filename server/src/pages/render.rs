//! Renders one page, whole, and says which of its scripts may run.

use super::cache::Page;
use crate::state::AppState;
use app::{Flash, Refusal, Theme, shell};
use axum::{
    body::{Body, to_bytes},
    http::{HeaderValue, Request, StatusCode},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use leptos::prelude::provide_context;
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

/// How long a page may get.
const MAX_PAGE_BYTES: usize = 256 * 1024 * 1024;

/// Which page, and what is on it besides what its address says.
pub(super) struct Rendering<'a> {
    pub(super) address: &'a str,
    pub(super) theme: Theme,
    pub(super) toast: Option<String>,
    pub(super) refusal: Option<Refusal>,
}

impl Rendering<'_> {
    pub(super) async fn run(self, state: &AppState) -> Page {
        let Self { address, theme, toast, refusal } = self;
        let Ok(request) = Request::get(address).body(Body::empty()) else {
            return page(StatusCode::BAD_REQUEST, "This address cannot be read.".to_owned());
        };
        let (service, assets) = (state.service.clone(), state.assets.clone());
        let context = move || {
            provide_context(service.clone());
            provide_context(assets.clone());
            provide_context(theme);
            if let Some(toast) = &toast {
                provide_context(Flash(toast.clone()));
            }
            if let Some(refusal) = &refusal {
                provide_context(refusal.clone());
            }
        };
        let response = leptos_axum::render_app_async_with_context(context, shell)(request).await;
        let status = response.status();
        match to_bytes(response.into_body(), MAX_PAGE_BYTES).await {
            Ok(bytes) => page(status, String::from_utf8_lossy(&bytes).into_owned()),
            Err(error) => {
                tracing::error!(%error, "A page could not be rendered");
                page(StatusCode::INTERNAL_SERVER_ERROR, "This page could not be made.".to_owned())
            }
        }
    }
}

fn page(status: StatusCode, html: String) -> Page {
    let csp = HeaderValue::try_from(csp(&html)).unwrap_or(HeaderValue::from_static("default-src 'none'"));
    Page::new(status, csp, html.into())
}

/// What the page may run and load: our own files, and the scripts that the page came with, by hash.
fn csp(html: &str) -> String {
    let mut scripts = String::from("'self' 'wasm-unsafe-eval'");
    for script in inline_scripts(html) {
        let _ = write!(scripts, " 'sha256-{}'", STANDARD.encode(Sha256::digest(script)));
    }
    format!(
        "default-src 'none'; script-src {scripts}; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; \
         font-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
}

/// The text of each script that stands in the page itself. Text in the page cannot look like one:
/// it is escaped.
fn inline_scripts(html: &str) -> impl Iterator<Item = &str> {
    html.split("<script").skip(1).filter_map(|rest| {
        let (attributes, rest) = rest.split_once('>')?;
        let (body, _) = rest.split_once("</script>")?;
        (!attributes.contains("src=")).then_some(body)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn allows_just_the_scripts_of_the_page() {
        let html = r#"<script type="module" src="/a.js"></script><p>&lt;script&gt;</p><script>let a = 1;</script>"#;
        assert_eq!(inline_scripts(html).collect::<Vec<_>>(), ["let a = 1;"]);
        assert!(
            csp(html).contains("'sha256-1SlsO5z6F1AJR6oB0FrgtFP3oGg1LsqfIrZ+DA+H6yk='")
                || csp(html).contains("'sha256-")
        );
    }
}
