//! What stands at the end of the rail: whether the page is live, and its colours.
//!
//! Drawn by the server alone; the loading script keeps both true (`frontend/js/boot/feed.js`, `colours.js`).

use crate::{Theme, components::icon::Icon};
use leptos::prelude::*;

/// The live mark and the switch between the colours.
#[component]
pub(crate) fn Controls(
    /// The colours that the reader chose.
    theme: Theme,
) -> impl IntoView {
    view! {
        <p class="live-mark" id="live-mark" role="status"></p>
        <ThemeForm theme/>
    }
}

/// A button that goes through the themes; without a script, the form is posted.
#[component]
fn ThemeForm(theme: Theme) -> impl IntoView {
    let words = |theme| match theme {
        Theme::System => "Colours: as the system. Switch to light",
        Theme::Light => "Colours: light. Switch to dark",
        Theme::Dark => "Colours: dark. Switch to the system's",
    };
    let icon = |theme| match theme {
        Theme::System => Icon::System.view(),
        Theme::Light => Icon::Sun.view(),
        Theme::Dark => Icon::Moon.view(),
    };
    // The style sheet shows the one of the page's colours.
    let icons = Theme::ALL.map(|it| view! { <span class="theme-icon" data-theme=it.as_str()>{icon(it)}</span> });
    view! {
        <form id="colours" method="post" action="">
            <input type="hidden" name="do" value="set_theme"/>
            <input type="hidden" name="theme" value=theme.after().as_str()/>
            <button
                type="submit" class="icon-button" aria-label=words(theme) title=words(theme)
                data-system=words(Theme::System) data-light=words(Theme::Light) data-dark=words(Theme::Dark)
            >{icons.collect_view()}</button>
        </form>
    }
}
