//! The corner of the page where toasts are shown: with what the page before left to be said.

use crate::components::icon::Icon;
use domain::DeploymentId;
use leptos::prelude::*;

/// The corner, and the form in which a script puts more into it.
#[component]
pub(crate) fn Toaster(
    /// What the page before left to be said.
    left: Option<String>,
    /// What was deleted and can be restored, where that is what is said.
    undo: Option<DeploymentId>,
) -> impl IntoView {
    view! {
        <div class="toasts" id="corner" role="status">{left.map(|words| toast(words, undo.map(|id| id.to_string())))}</div>
        <template id="toast">{toast(String::new(), Some(String::new()))}</template>
    }
}

fn toast(words: String, undo: Option<String>) -> impl IntoView {
    view! {
        <div class="toast">
            <p>{words}</p>
            {undo.map(undoing)}
            <button type="button" class="icon-button needs-script" aria-label="Dismiss">{Icon::Close.view()}</button>
        </div>
    }
}

/// A button that restores what was deleted, and leads back to where it was pressed.
fn undoing(id: String) -> impl IntoView {
    view! {
        <form method="post" action="">
            <input type="hidden" name="do" value="restore_deployment"/>
            <input type="hidden" name="id" value=id/>
            <button type="submit" class="toast__undo">"Undo"</button>
        </form>
    }
}
