//! The deploy form as a page of its own: where browsers without JavaScript are led.

use crate::{
    components::deploy_form::DeployForm,
    pages::of_workflow::{NoWorkflow, workflow_of_address},
};
use domain::{Deployment, WorkflowDetail};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{NavigateOptions, hooks::use_navigate};

/// The page at `/workflows/{id}/deploy`.
#[component]
pub(crate) fn WorkflowDeployPage() -> impl IntoView {
    let detail = workflow_of_address();
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match detail.await {
                    Ok(detail) => view! { <DeployOne detail/> }.into_any(),
                    Err(error) => view! { <NoWorkflow error/> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn DeployOne(detail: WorkflowDetail) -> impl IntoView {
    let WorkflowDetail { workflow, problems, .. } = detail;
    let navigate = use_navigate();
    let on_done = Callback::new(move |made: Deployment| {
        navigate(&["/deployments/", &made.id.to_string()].concat(), NavigateOptions::default());
    });
    let name = workflow.name.to_string();
    let back = ["/workflows/", &workflow.id.to_string()].concat();
    view! {
        <Title text=["Deploy ", &name].concat()/>
        <section class="form-page" aria-labelledby="form-page-title">
            <h1 class="form-page__title" id="form-page-title">"Deploy " <bdi>{name}</bdi></h1>
            <DeployForm workflow problems=Signal::stored(problems) on_done>
                <a class="button" href=back>"Cancel"</a>
            </DeployForm>
        </section>
    }
}
