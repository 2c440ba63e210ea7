//! The HTML document around every page.
//!
//! The browser half is not preloaded: a small script fetches it after the
//! first paint, and knows its addresses from the document.

use crate::{App, Assets, Theme};
use leptos::prelude::*;
use leptos_meta::MetaTags;

/// The whole document.
pub fn shell() -> impl IntoView {
    let assets = use_context::<Assets>().unwrap_or_default();
    let theme = use_context::<Theme>().unwrap_or_default();
    view! {
        <!DOCTYPE html>
        <html lang="en" data-theme=theme.as_str()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="stylesheet" href=assets.css/>
                <script type="module" src=assets.boot data-js=assets.js data-wasm=assets.wasm data-editor=assets.editor></script>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}
