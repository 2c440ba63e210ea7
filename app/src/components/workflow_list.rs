//! One page of workflows, or what to do while there are none.

use crate::components::{
    blank_slate::BlankSlate, icon::Icon, pager::Pager, workflow_dialog::WorkflowTask, workflow_row::WorkflowRow,
};
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
    let href = Callback::new(|page: u32| ["/workflows?page=", &page.to_string()].concat());
    if existing == 0 {
        return view! { <NoWorkflows/> }.into_any();
    }
    let rows = items.into_iter().map(|row| view! { <li><WorkflowRow row task/></li> }).collect_view();
    view! {
        <section class="workflow-list" aria-label="All workflows">
            <ul class="workflow-list__rows" role="list">{rows}</ul>
            <Pager page=Signal::stored(page) pages=Signal::stored(pages) href/>
        </section>
    }
    .into_any()
}

#[component]
fn NoWorkflows() -> impl IntoView {
    view! {
        <BlankSlate icon=Icon::Flow title="No workflows yet">
            <p>
                "A workflow is a ComfyUI graph. Export one and import its file above, drop it anywhere on this page, "
                "or load the examples and deploy one right away."
            </p>
        </BlankSlate>
    }
}
