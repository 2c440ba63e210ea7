//! What was wrong with a form, beside the form.

use leptos::prelude::*;

/// The words of a refusal; nothing where there is none.
#[component]
pub(crate) fn RefusalNotice(
    /// The element's id, for `aria-describedby`.
    id: &'static str,
    /// One line for each thing that is wrong.
    #[prop(into)]
    messages: Signal<Vec<String>>,
) -> impl IntoView {
    view! {
        <div id=id class="refusal" role="alert" class:refusal--empty=move || messages.read().is_empty()>
            {move || messages.get().into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}
        </div>
    }
}
