//! The frame of a page with one form about a workflow: where browsers without JavaScript are led.

use crate::components::words::Words;
use domain::WorkflowId;
use leptos::prelude::*;

/// A section with a heading.
#[component]
pub(crate) fn FormPage(
    /// The heading.
    title: Words,
    /// The form.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="form-page" aria-labelledby="form-page-title">
            <h1 class="form-page__title" id="form-page-title">{title.view()}</h1>
            {children()}
        </section>
    }
}

/// The way out: back to the workflow, with nothing done.
#[component]
pub(crate) fn BackToWorkflow(
    /// Which workflow.
    id: WorkflowId,
) -> impl IntoView {
    view! { <a class="button" href=["/workflows/", &id.to_string()].concat()>"Cancel"</a> }
}
