//! One page of workflows, or what to do while there are none.

use crate::components::{workflow_dialog::WorkflowTask, workflow_row::WorkflowRow};
use domain::WorkflowListing;
use leptos::prelude::*;

/// The list and the ways to its other pages.
#[component]
pub(crate) fn WorkflowList(
    /// What to list.
    listing: WorkflowListing,
    /// Where what was chosen in a row is put, to be done in a dialog.
    task: RwSignal<Option<WorkflowTask>>,
) -> impl IntoView {
    let WorkflowListing { items, existing, page, pages, .. } = listing;
    if existing == 0 {
        return view! { <NoWorkflows/> }.into_any();
    }
    let rows = items.into_iter().map(|row| view! { <li><WorkflowRow row task/></li> }).collect_view();
    view! {
        <section class="workflow-list" aria-label="All workflows">
            <ul class="workflow-list__rows" role="list">{rows}</ul>
            {(pages > 1).then(|| view! { <Pages page pages/> })}
        </section>
    }
    .into_any()
}

#[component]
fn NoWorkflows() -> impl IntoView {
    view! {
        <section class="blank-slate">
            <h2 class="blank-slate__title">"No workflows yet"</h2>
            <p class="blank-slate__text">
                "A workflow is a ComfyUI graph. Export one (API format) and import its file above, drop it anywhere on "
                "this page, or load the examples: you can deploy one right away."
            </p>
        </section>
    }
}

#[component]
fn Pages(page: u32, pages: u32) -> impl IntoView {
    let link = move |to: u32, words: &'static str, rel: &'static str| {
        (1..=pages).contains(&to).then(|| {
            view! { <a class="button" rel=rel href=["/workflows?page=", &to.to_string()].concat()>{words}</a> }
        })
    };
    view! {
        <nav class="workflow-list__pages" aria-label="Pages of workflows">
            {link(page - 1, "Previous", "prev")}
            <span>"Page " {page.to_string()} " of " {pages.to_string()}</span>
            {link(page + 1, "Next", "next")}
        </nav>
    }
}
