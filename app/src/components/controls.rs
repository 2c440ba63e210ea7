//! What stands at the end of the rail: whether the page is live, and its colours.

use crate::{around::Around, components::theme_form::ThemeForm, live::LiveState};
use leptos::prelude::*;

/// The live mark and the switch between the colours.
#[component]
pub(crate) fn Controls() -> impl IntoView {
    view! {
        <LiveMark/>
        <ThemeForm/>
    }
}

/// Whether what is shown is what is.
#[component]
fn LiveMark() -> impl IntoView {
    let state = Around::of_page().live.state();
    let words = move || match state.get() {
        LiveState::Starting => "",
        LiveState::Live => "Live",
        LiveState::Reconnecting => "Reconnecting",
        LiveState::Offline => "Offline",
    };
    let class = move || match state.get() {
        LiveState::Starting => "live-mark live-mark--starting",
        LiveState::Live => "live-mark live-mark--live",
        LiveState::Reconnecting | LiveState::Offline => "live-mark live-mark--away",
    };
    view! { <p class=class role="status">{words}</p> }
}
