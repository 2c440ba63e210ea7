//! What visitors of a web form see: what it says, its fields, and its button.

use crate::{Refusal, components::input_field::input_field, state::input_faults::summary};
use domain::{InputFault, Interface, WebForm};
use leptos::prelude::*;

/// Heading and description.
#[component]
pub(crate) fn RunWords(
    /// What the form says.
    form: WebForm,
    /// The heading's level: 1 on its own page, 2 in a preview.
    level: u8,
) -> impl IntoView {
    let WebForm { heading, description, .. } = form;
    let heading = if level == 1 {
        view! { <h1 class="run__heading"><bdi>{heading}</bdi></h1> }.into_any()
    } else {
        view! { <h3 class="run__heading"><bdi>{heading}</bdi></h3> }.into_any()
    };
    view! {
        {heading}
        {(!description.is_empty()).then(|| view! { <p class="run__description">{description}</p> })}
    }
}

/// The fields of the inputs, what is wrong with them, and the button.
#[component]
pub(crate) fn RunFields(
    /// What the form says.
    form: WebForm,
    /// What it asks for, as it calls it.
    shown: Interface,
    /// What was refused before.
    refusal: Option<Refusal>,
) -> impl IntoView {
    let faults = refusal.as_ref().map(|it| it.faults.clone()).unwrap_or_default();
    let summary = (!faults.is_empty()).then(|| {
        let words = summary(&shown.inputs, &faults);
        view! {
            <div id="test-faults" class="refusal" role="group" aria-labelledby="test-faults-title" tabindex="-1" autofocus inner_html=words></div>
        }
    });
    let of_the_whole = refusal.as_ref().filter(|it| it.faults.is_empty() && !it.messages.is_empty());
    let messages = of_the_whole.map(|it| {
        let lines = it.messages.iter().map(|line| view! { <p>{line.clone()}</p> }).collect_view();
        view! { <div class="refusal" role="alert">{lines}</div> }
    });
    let faults: RwSignal<Vec<InputFault>> = RwSignal::new(faults);
    let fields = shown.inputs.into_iter().enumerate();
    let fields = fields.map(|(at, input)| input_field(at, input, refusal.as_ref(), faults)).collect_view();
    view! {
        {messages} {summary} {fields}
        <button class="button button--primary run__button" type="submit"><bdi>{form.button().to_owned()}</bdi></button>
    }
}
