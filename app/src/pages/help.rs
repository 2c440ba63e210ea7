//! What deployments are, and how to call the API.

use leptos::prelude::*;
use leptos_meta::Title;

/// The page at `/help`.
#[component]
pub(crate) fn HelpPage() -> impl IntoView {
    view! {
        <Title text="Help · Brine"/>
        <div class="page-header"><h1>"Help"</h1></div>
        <div class="help" inner_html=HELP></div>
    }
}

/// The text, as HTML of our own.
const HELP: &str = include_str!("help.html");
