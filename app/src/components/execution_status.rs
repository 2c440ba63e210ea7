//! How an execution is, in a word and a colour.

use domain::ExecutionStatus;
use leptos::prelude::*;

/// The word, alone in its element.
#[component]
pub(crate) fn ExecutionStatusText(
    /// How it is.
    #[prop(into)]
    status: Signal<ExecutionStatus>,
) -> impl IntoView {
    view! { <span class="status" data-execution=move || status.get().as_str()>{move || status.get().label()}</span> }
}
