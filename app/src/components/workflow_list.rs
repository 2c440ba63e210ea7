//! One page of workflows, or what to do while there are none.

mod following;

use crate::components::{
    blank_slate::BlankSlate, icon::Icon, pager::Pager, workflow_dialog::WorkflowTask, workflow_row::WorkflowRow,
};
pub(crate) use following::Following;
use leptos::prelude::*;

/// The list and the ways to its other pages.
#[component]
pub(crate) fn WorkflowList(
    /// What to list, as it changes.
    following: Following,
    /// Where what was chosen in a row is put, to be done in a dialog.
    task: RwSignal<Option<WorkflowTask>>,
) -> impl IntoView {
    let listing = following.listing;
    let href = Callback::new(|page: u32| ["/workflows?page=", &page.to_string()].concat());
    let is_empty = Memo::new(move |_| listing.read().existing == 0);
    let list = move || {
        if is_empty.get() {
            return view! { <NoWorkflows/> }.into_any();
        }
        view! {
            <section class="workflow-list" aria-label="All workflows">
                <ul class="workflow-list__rows" role="list">
                    // A row is drawn once, and keeps its open menu while what it says changes.
                    <For
                        each=move || listing.read().items.clone()
                        key=|row| row.workflow.id
                        children=move |row| view! { <li><WorkflowRow row=following.row(row) task/></li> }
                    />
                </ul>
                <Pager
                    page=Signal::derive(move || listing.read().page)
                    pages=Signal::derive(move || listing.read().pages)
                    href
                />
            </section>
        }
        .into_any()
    };
    let trouble = move || {
        following.trouble.get().map(|why| {
            view! {
                <div class="notice" role="alert">
                    <p>"This list may be out of date: " {why} "."</p>
                    <button type="button" class="button" on:click=move |_| following.read()>"Try again"</button>
                </div>
            }
        })
    };
    view! {
        {trouble}
        {list}
    }
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
