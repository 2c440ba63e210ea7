//! Fields of forms that no program draws: what stands in them is what was sent, or what is suggested.

use domain::{Reason, Timestamp};
use leptos::prelude::*;

use crate::state::{relative_time::exact, textarea_text::textarea_html};

/// One line, with its label and a hint.
#[component]
pub(crate) fn PlainField(
    /// The label, which is the field's name for people.
    label: &'static str,
    /// The field's name in the form.
    name: &'static str,
    /// Distinguishes this field from its like on the page.
    #[prop(into)]
    id: String,
    /// What stands in it.
    #[prop(into)]
    value: String,
    /// What people should know before they type.
    #[prop(into)]
    hint: String,
    /// Whether it is a number of 1 to this.
    #[prop(optional)]
    most: Option<u32>,
    /// Whether a browser asks for it.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let hint_id = [&id, "-hint"].concat();
    let kind = if most.is_some() { "number" } else { "text" };
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>{label}</label>
            <input
                class="input" id=id name=name type=kind value=value autocomplete="off" aria-describedby=hint_id.clone()
                min=most.map(|_| "1") max=most required=required
            />
            <p class="field__hint" id=hint_id>{hint}</p>
        </div>
    }
}

/// Why something is done; may be left empty.
#[component]
pub(crate) fn ReasonField(
    /// Distinguishes this field from its like on the page.
    #[prop(into)]
    id: String,
    /// What stands in it.
    #[prop(into, optional)]
    value: String,
) -> impl IntoView {
    let hint_id = [&id, "-hint"].concat();
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>"Reason"</label>
            <textarea
                class="input" id=id name="reason" rows="2" maxlength=Reason::MAX_CHARS aria-describedby=hint_id.clone()
                inner_html=textarea_html(&value)
            ></textarea>
            <p class="field__hint" id=hint_id>"Optional; it is kept in the history."</p>
        </div>
    }
}

/// A moment on a page that no program draws: exact.
#[component]
pub(crate) fn Moment(
    /// When.
    at: Timestamp,
) -> impl IntoView {
    view! { <time datetime=at.to_string()>{exact(at)}</time> }
}
