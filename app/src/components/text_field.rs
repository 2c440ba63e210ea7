//! A labelled text field with its hint, and what is wrong with it beside it.

use crate::state::textarea_text::textarea_html;
use leptos::prelude::*;

/// A field of a form. Its value is what the form says until somebody types.
#[component]
pub(crate) fn TextField(
    /// The label, which is the field's name for people.
    label: &'static str,
    /// The field's name in the form.
    name: &'static str,
    /// Distinguishes this field from its like on the page.
    id: String,
    /// What stands in it.
    value: RwSignal<String>,
    /// What is wrong with it.
    #[prop(into)]
    fault: Signal<Option<String>>,
    /// What people should know before they type.
    #[prop(optional, into)]
    hint: String,
    /// Several lines instead of one.
    #[prop(optional)]
    long: bool,
) -> impl IntoView {
    let hint_id = [&id, "-hint"].concat();
    let fault_id = [&id, "-fault"].concat();
    let described = [&*hint_id, " ", &fault_id].concat();
    let invalid = move || fault.read().is_some().then_some("true");
    let first = value.get_untracked();
    let input = if long {
        view! {
            <textarea
                class="input" id=id.clone() name=name rows="3"
                aria-describedby=described aria-invalid=invalid
                inner_html=textarea_html(&first)
                prop:value=move || value.get()
                on:input:target=move |event| value.set(event.target().value())
            ></textarea>
        }
        .into_any()
    } else {
        view! {
            <input
                class="input" id=id.clone() name=name type="text" autocomplete="off"
                aria-describedby=described aria-invalid=invalid
                value=first
                prop:value=move || value.get()
                on:input:target=move |event| value.set(event.target().value())
            />
        }
        .into_any()
    };
    view! {
        <div class="field">
            <label class="field__label" for=id>{label}</label>
            {input}
            <p class="field__hint" id=hint_id>{hint}</p>
            <p class="field__error" id=fault_id>{move || fault.get()}</p>
        </div>
    }
}
