//! What stands around every page: the way to the others, the colours, the live mark, the toasts.

use crate::{
    components::{
        icon::Icon,
        palette::Palette,
        theme_form::{ThemeForm, provide_theme},
        toaster::{Toaster, Toasts},
    },
    live::{LiveState, use_live},
    refusal::PageRefusal,
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// The frame.
#[component]
pub(crate) fn Frame(
    /// The page.
    children: Children,
) -> impl IntoView {
    provide_context(Toaster::new());
    provide_theme();
    let refusal = PageRefusal::provide();
    let path = use_location().pathname;
    Effect::new(move |before: Option<String>| {
        let now = path.get();
        if before.is_some_and(|before| before != now) {
            refusal.forget();
        }
        now
    });
    let is_away = || live_state().is_away();
    view! {
        <a class="skip-link" href="#main" rel="external">"Skip to the content"</a>
        <div class="frame">
            <header class="rail">
                <a class="rail__brand" href="/deployments" aria-label="Brine">
                    <img src="/favicon.svg" alt="" width="32" height="32"/>
                </a>
                <nav class="rail__links" aria-label="Main">
                    <RailLink href="/workflows" icon=Icon::Flow words="Workflows"/>
                    <RailLink href="/deployments" icon=Icon::Rocket words="Deployments"/>
                    <RailLink href="/help" icon=Icon::Help words="Help"/>
                </nav>
                <div class="rail__end">
                    <LiveMark/>
                    <ThemeForm/>
                </div>
            </header>
            <main id="main" class="main" class:main--away=is_away tabindex="-1">{children()}</main>
        </div>
        <Toasts/>
        <Palette/>
    }
}

/// A way to another page.
#[component]
fn RailLink(href: &'static str, icon: Icon, words: &'static str) -> impl IntoView {
    let path = use_location().pathname;
    let current = move || path.read().starts_with(href).then_some("page");
    view! { <a class="rail__link" href=href aria-current=current>{icon.view()} <span>{words}</span></a> }
}

/// Whether what is shown is what is.
#[component]
fn LiveMark() -> impl IntoView {
    let words = || match live_state() {
        LiveState::Starting => "",
        LiveState::Live => "Live",
        LiveState::Reconnecting => "Reconnecting",
        LiveState::Offline => "Offline",
    };
    let class = || match live_state() {
        LiveState::Starting => "live-mark live-mark--starting",
        LiveState::Live => "live-mark live-mark--live",
        LiveState::Reconnecting | LiveState::Offline => "live-mark live-mark--away",
    };
    view! { <p class=class role="status">{words}</p> }
}

fn live_state() -> LiveState {
    use_live().map(|live| live.state().get()).unwrap_or_default()
}
