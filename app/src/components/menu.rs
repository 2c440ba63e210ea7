//! A menu button, as the WAI-ARIA practices have it.
//!
//! The browser's own popover opens and closes it, so that it works before and
//! without the script; the script adds the keys.

use crate::{browser, components::icon::Icon};
use leptos::{ev::KeyboardEvent, html, prelude::*};

/// A button with three dots, and the menu that it opens.
#[component]
pub(crate) fn Menu(
    /// The menu's id, unlike any other on the page.
    #[prop(into)]
    id: String,
    /// The button's name: `More options for NAME`.
    #[prop(into)]
    label: Signal<String>,
    /// The id of what describes that of which these are the options.
    #[prop(optional, into)]
    described_by: Option<String>,
    /// Elements with the role `menuitem`.
    children: Children,
) -> impl IntoView {
    let menu = NodeRef::<html::Div>::new();
    let open = RwSignal::new(false);
    let (target, controls) = (id.clone(), id.clone());
    let from_button = move |event: KeyboardEvent| {
        if let (Some(menu), "ArrowDown" | "ArrowUp") = (menu.get(), event.key().as_str()) {
            event.prevent_default();
            browser::open_menu(&menu, event.key() == "ArrowUp");
        }
    };
    let within = move |event: KeyboardEvent| {
        if let Some(menu) = menu.get() {
            browser::move_in_menu(&menu, &event);
        }
    };
    let toggled = move |_| {
        if let Some(menu) = menu.get() {
            open.set(browser::menu_toggled(&menu));
        }
    };
    view! {
        <div class="menu">
            <button
                type="button"
                class="icon-button"
                popovertarget=target
                aria-haspopup="menu"
                aria-controls=controls
                aria-describedby=described_by
                aria-expanded=move || open.get().to_string()
                aria-label=move || label.get()
                on:keydown=from_button
            >
                {Icon::More.view()}
            </button>
            <div id=id class="menu__items" popover="auto" role="menu" aria-label=move || label.get() node_ref=menu on:keydown=within on:toggle=toggled>
                {children()}
            </div>
        </div>
    }
}
