//! The corner of the page where toasts are shown: with what the page before left to be said.

use crate::components::icon::Icon;
use leptos::prelude::*;

/// The corner, and the form in which a script puts more into it.
#[component]
pub(crate) fn Toaster(
    /// What the page before left to be said.
    left: Option<String>,
) -> impl IntoView {
    view! {
        <div class="toasts" id="corner" role="status">{left.map(toast)}</div>
        <template id="toast">{toast(String::new())}</template>
    }
}

fn toast(words: String) -> impl IntoView {
    view! {
        <div class="toast">
            <p>{words}</p>
            <button type="button" class="icon-button needs-script" aria-label="Dismiss">{Icon::Close.view()}</button>
        </div>
    }
}
