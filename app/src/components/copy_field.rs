//! A line of text that is there to be copied.

use crate::{around::Around, browser, components::icon::Icon, toast};
use leptos::prelude::*;

/// A read-only field, and a button that copies it once there is a script.
#[component]
pub(crate) fn CopyField(
    /// What the field holds, for those who do not see it: `Endpoint of NAME`.
    #[prop(into)]
    label: Signal<String>,
    /// The text. One that begins with `/` gets this site's address in front once that is known.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    let origin = Around::of_page().origin;
    let full = move || {
        let text = text.get();
        if text.starts_with('/') { origin.get() + text.as_str() } else { text }
    };
    let copy = move |_| {
        browser::copy(&full());
        toast::show("Copied");
    };
    view! {
        <span class="copy-field">
            <input class="copy-field__text" readonly aria-label=move || label.get() prop:value=full value=full/>
            <button type="button" class="icon-button needs-script" aria-label=move || format!("Copy: {}", label.get()) on:click=copy>
                {Icon::Copy.view()}
            </button>
        </span>
    }
}
