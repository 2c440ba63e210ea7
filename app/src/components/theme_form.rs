//! The switch between the system's colours, light and dark.

use crate::{Theme, around::Around, browser, components::icon::Icon};
use leptos::{ev::SubmitEvent, prelude::*};

/// A button that goes through the themes; without a script, the form is posted.
#[component]
pub(crate) fn ThemeForm() -> impl IntoView {
    let theme = Around::of_page().theme;
    let words = move || match theme.get() {
        Theme::System => "Colours: as the system. Switch to light",
        Theme::Light => "Colours: light. Switch to dark",
        Theme::Dark => "Colours: dark. Switch to the system's",
    };
    let icon = move || match theme.get() {
        Theme::System => Icon::System.view(),
        Theme::Light => Icon::Sun.view(),
        Theme::Dark => Icon::Moon.view(),
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        browser::choose_theme(after(theme.get_untracked()));
    };
    view! {
        <form method="post" action="" on:submit=submit>
            <input type="hidden" name="do" value="set_theme"/>
            <input type="hidden" name="theme" value=move || after(theme.get()).as_str()/>
            <button type="submit" class="icon-button" aria-label=words title=words>{icon}</button>
        </form>
    }
}

const fn after(theme: Theme) -> Theme {
    match theme {
        Theme::System => Theme::Light,
        Theme::Light => Theme::Dark,
        Theme::Dark => Theme::System,
    }
}
