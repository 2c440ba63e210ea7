//! The question before a workflow is deleted, as a page: where browsers without JavaScript are led.

use crate::{
    components::delete_workflow_form::DeleteWorkflowForm,
    pages::of_workflow::{NoWorkflow, workflow_of_address},
};
use domain::WorkflowDetail;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{NavigateOptions, hooks::use_navigate};

/// The page at `/workflows/{id}/delete`.
#[component]
pub(crate) fn WorkflowDeletePage() -> impl IntoView {
    let detail = workflow_of_address();
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match detail.await {
                    Ok(detail) => view! { <DeleteOne detail/> }.into_any(),
                    Err(error) => view! { <NoWorkflow error/> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn DeleteOne(detail: WorkflowDetail) -> impl IntoView {
    let WorkflowDetail { workflow, deployment_count, .. } = detail;
    let navigate = use_navigate();
    let on_done = Callback::new(move |_| navigate("/workflows", NavigateOptions::default()));
    let name = workflow.name.to_string();
    let back = ["/workflows/", &workflow.id.to_string()].concat();
    view! {
        <Title text=["Delete ", &name, "?"].concat()/>
        <section class="form-page" aria-labelledby="form-page-title">
            <h1 class="form-page__title" id="form-page-title">"Delete " <bdi>{name}</bdi> "?"</h1>
            <DeleteWorkflowForm workflow deployments=deployment_count on_done>
                <a class="button" href=back>"Cancel"</a>
            </DeleteWorkflowForm>
        </section>
    }
}
