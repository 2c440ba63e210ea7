//! The switch between the system's colours, light and dark.

use crate::{Theme, browser, components::icon::Icon};
use leptos::{ev::SubmitEvent, prelude::*};

#[derive(Clone, Copy)]
struct ChosenTheme(RwSignal<Theme>);

/// Takes over the colours that the server rendered the page in.
pub(crate) fn provide_theme() {
    let theme = SharedValue::new(|| use_context::<Theme>().unwrap_or_default()).into_inner();
    provide_context(ChosenTheme(RwSignal::new(theme)));
}

/// The colours that the reader chose.
pub(crate) fn use_theme() -> RwSignal<Theme> {
    use_context::<ChosenTheme>().map_or_else(RwSignal::default, |chosen| chosen.0)
}

/// Chooses colours: at once, and for the pages to come.
pub(crate) fn choose_theme(chosen: RwSignal<Theme>, theme: Theme) {
    chosen.set(theme);
    browser::set_theme(theme);
}

/// A button that goes through the themes; without a script, the form is posted.
#[component]
pub(crate) fn ThemeForm() -> impl IntoView {
    let theme = use_theme();
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
        choose_theme(theme, after(theme.get_untracked()));
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
