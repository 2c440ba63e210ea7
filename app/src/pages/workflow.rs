//! The page of one workflow: its editor.

use crate::{
    components::workflow_editor::WorkflowEditor,
    pages::of_workflow::{NoWorkflow, workflow_of_address},
};
use leptos::prelude::*;

/// The page at `/workflows/{id}`.
#[component]
pub(crate) fn WorkflowPage() -> impl IntoView {
    let detail = workflow_of_address();
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match detail.await {
                    Ok(detail) => view! { <WorkflowEditor detail/> }.into_any(),
                    Err(error) => view! { <NoWorkflow error/> }.into_any(),
                }
            })}
        </Transition>
    }
}
