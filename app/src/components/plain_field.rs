//! Fields of forms that the server alone draws: what is typed stays with the browser until it is sent.

use crate::state::textarea_text::textarea_html;
use leptos::prelude::*;

/// A labelled text field.
#[component]
pub(crate) fn PlainField(
    /// The label.
    label: &'static str,
    /// The field's name in the form, and its id.
    name: String,
    /// What stands in it.
    value: String,
    /// What people should know before they type.
    #[prop(optional)]
    hint: &'static str,
    /// Several lines instead of one.
    #[prop(optional)]
    long: bool,
) -> impl IntoView {
    let hint_id = [&name, "-hint"].concat();
    let described = (!hint.is_empty()).then(|| hint_id.clone());
    let input = if long {
        view! {
            <textarea class="input" id=name.clone() name=name.clone() rows="3" aria-describedby=described inner_html=textarea_html(&value)></textarea>
        }
        .into_any()
    } else {
        view! {
            <input class="input" id=name.clone() name=name.clone() type="text" autocomplete="off" aria-describedby=described value=value/>
        }
        .into_any()
    };
    view! {
        <div class="field">
            <label class="field__label" for=name>{label}</label>
            {input}
            {(!hint.is_empty()).then(|| view! { <p class="field__hint" id=hint_id>{hint}</p> })}
        </div>
    }
}

/// A box with its words.
#[component]
pub(crate) fn PlainBox(
    /// The words.
    label: &'static str,
    /// The box's name in the form.
    name: String,
    /// Whether it is checked.
    checked: bool,
) -> impl IntoView {
    view! {
        <label class="check"><input type="checkbox" name=name value="true" checked=checked/> <span>{label}</span></label>
    }
}
