//! Fields of forms that no program draws: what stands in them is what was sent, or what is suggested.

use domain::{Reason, Timestamp};
use leptos::prelude::*;

use crate::state::{relative_time::exact, textarea_text::textarea_html};

/// One line, or several, with its label and a hint.
#[component]
pub(crate) fn PlainField(
    /// The label, which is the field's name for people.
    label: &'static str,
    /// The field's name in the form.
    #[prop(into)]
    name: String,
    /// Distinguishes this field from its like on the page.
    #[prop(into)]
    id: String,
    /// What stands in it.
    #[prop(into)]
    value: String,
    /// What people should know before they type.
    #[prop(into, optional)]
    hint: String,
    /// Whether it is a number of 1 to this.
    #[prop(optional)]
    most: Option<u32>,
    /// Whether a browser asks for it.
    #[prop(optional)]
    required: bool,
    /// Whether it has several lines.
    #[prop(optional)]
    long: bool,
) -> impl IntoView {
    let hint_id = [&id, "-hint"].concat();
    let described = (!hint.is_empty()).then(|| hint_id.clone());
    let kind = if most.is_some() { "number" } else { "text" };
    let label = view! { <label class="field__label" for=id.clone()>{label}</label> };
    let input = if long {
        view! {
            <textarea class="input" id=id name=name rows="3" aria-describedby=described inner_html=textarea_html(&value)></textarea>
        }
        .into_any()
    } else {
        view! {
            <input
                class="input" id=id name=name type=kind value=value autocomplete="off" aria-describedby=described
                min=most.map(|_| "1") max=most required=required
            />
        }
        .into_any()
    };
    let hint = (!hint.is_empty()).then(|| view! { <p class="field__hint" id=hint_id>{hint}</p> });
    view! { <div class="field">{label} {input} {hint}</div> }
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
    view! { <label class="check"><input type="checkbox" name=name value="true" checked=checked/> <span>{label}</span></label> }
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
