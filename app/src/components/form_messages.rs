//! Why a form was refused, above its fields; read out as soon as it appears.

use leptos::prelude::*;

/// The messages of a refusal, a line each. Shows nothing while there are none.
#[component]
pub(crate) fn FormMessages(
    /// What is wrong, and what to do.
    #[prop(into)]
    messages: Signal<Vec<String>>,
) -> impl IntoView {
    view! {
        <div class="form-messages" role="alert">
            {move || {
                messages.get().into_iter().map(|line| view! { <p class="form-messages__line">{line}</p> }).collect_view()
            }}
        </div>
    }
}
