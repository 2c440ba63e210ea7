//! The HTML document around every page, and the page's value beside its HTML.
//!
//! The browser half is not preloaded: a small script fetches it after the
//! first paint, and knows its addresses from the document. The page's value is
//! a data block that nothing executes, so no policy has to allow it.

use crate::{
    Assets, Entry, Extras, Page,
    around::Around,
    components::{
        bulk_result::BulkResult, controls::Controls, icon::Icon, refusal_notice::RefusalNotice, toaster::Toaster,
    },
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use leptos::prelude::*;

/// The forms whose refusals have no place of their own on the pages that they are posted to.
const WITHOUT_A_PLACE: [&str; 14] = [
    "bulk",
    "set_status",
    "restore_deployment",
    "forget_snapshot",
    "roll_back",
    "create_address",
    "set_address",
    "remove_address",
    "rotate_callback_secret",
    "duplicate_workflow",
    "cancel_execution",
    "rerun_execution",
    "replay_callback",
    "set_theme",
];

/// The whole document of a page that is asked for at `path`.
///
/// # Errors
/// Where the page's value cannot be written down.
pub fn document<P: Page>(page: P, path: &str, extras: Extras, assets: &Assets) -> Result<String, postcard::Error> {
    let value = STANDARD.encode(postcard::to_allocvec(&(&extras, &page))?);
    let owner = Owner::new();
    let html = owner.with(|| shell(page, path, extras, assets, value).to_html());
    owner.cleanup();
    Ok(["<!DOCTYPE html>", &html].concat())
}

fn shell<P: Page>(page: P, path: &str, extras: Extras, assets: &Assets, value: String) -> impl IntoView {
    let around = Around::start(extras.clone());
    provide_context(around);
    let title = escape(&page.title());
    let files = |entry| assets.entries.get(&entry).cloned().unwrap_or_default();
    let (half, palette) = (files(P::ENTRY), files(Entry::Palette));
    let below = page.below(assets);
    let refused = extras.refusal.filter(|it| WITHOUT_A_PLACE.contains(&it.action.as_str()));
    view! {
        <html lang="en" data-theme=extras.theme.as_str()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <title inner_html=title></title>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="stylesheet" href=assets.css.clone()/>
                <script
                    type="module" src=assets.boot.clone() data-js=half.js data-wasm=half.wasm
                    data-palette-js=palette.js data-palette-wasm=palette.wasm data-editor=assets.editor.clone()
                ></script>
                <script type="application/octet-stream" id="page-value" inner_html=value></script>
            </head>
            <body>
                <a class="skip-link" href="#main">"Skip to the content"</a>
                <div class="frame">
                    <header class="rail">
                        <a class="rail__brand" href="/deployments" aria-label="Brine">
                            <img src="/favicon.svg" alt="" width="32" height="32"/>
                        </a>
                        <nav class="rail__links" aria-label="Main">
                            {rail_link(path, "/workflows", Icon::Flow, "Workflows")}
                            {rail_link(path, "/deployments", Icon::Rocket, "Deployments")}
                            {rail_link(path, "/addresses", Icon::Signpost, "Addresses")}
                            {rail_link(path, "/history", Icon::History, "History")}
                            {rail_link(path, "/help", Icon::Help, "Help")}
                        </nav>
                        <div class="rail__end"><Controls theme=extras.theme/></div>
                    </header>
                    <main id="main" class="main" tabindex="-1">
                        {refused.map(|it| view! { <RefusalNotice id="page-refusal" messages=Signal::stored(it.messages)/> })}
                        {extras.bulk.map(|report| view! { <BulkResult report/> })}
                        <div id="page">{page.view()}</div>
                        {below}
                    </main>
                </div>
                <Toaster left=extras.flash undo=extras.undo/>
            </body>
        </html>
    }
}

/// A text between tags. As a node it would get a mark for hydration behind it, which a title shows.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A way to another page.
fn rail_link(path: &str, href: &'static str, icon: Icon, words: &'static str) -> impl IntoView {
    let current = path.starts_with(href).then_some("page");
    view! { <a class="rail__link" href=href aria-current=current>{icon.view()} <span>{words}</span></a> }
}
