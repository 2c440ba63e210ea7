//! The secret that callbacks are signed with, shown this once: whole, whatever the width.

use crate::{browser, components::icon::Icon, state::textarea_text::textarea_html, toast};
use leptos::prelude::*;

/// A read-only field whose text wraps, and a button that copies it once there is a script.
#[component]
pub(crate) fn SecretField(
    /// As Standard Webhooks write it.
    secret: String,
) -> impl IntoView {
    let html = textarea_html(&secret);
    let copy = move |_| {
        browser::copy(&secret);
        toast::show("Copied");
    };
    view! {
        <span class="copy-field">
            <textarea
                class="copy-field__text copy-field__text--whole" readonly rows="2" spellcheck="false"
                aria-label="Callback secret" inner_html=html
            ></textarea>
            <button type="button" class="icon-button needs-script" aria-label="Copy: Callback secret" on:click=copy>
                {Icon::Copy.view()}
            </button>
        </span>
    }
}
