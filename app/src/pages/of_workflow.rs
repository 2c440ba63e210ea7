//! What the pages of one workflow share: which one the address names, and what is shown where there is none.

use crate::{
    AppError,
    api::workflows::read_workflow,
    components::{blank_slate::BlankSlate, icon::Icon},
};
use domain::{WorkflowDetail, WorkflowId};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

/// Fetches the workflow that the address names. An address that names nothing asks nothing.
pub(crate) fn workflow_of_address() -> Resource<Result<WorkflowDetail, AppError>> {
    let params = use_params_map();
    let id = Memo::new(move |_| params.read().get("id").unwrap_or_default().parse::<WorkflowId>());
    Resource::new(
        move || id.get(),
        |id| async move {
            match id {
                Ok(id) => read_workflow(id).await,
                Err(malformed) => Err(AppError::NotFound { message: malformed.to_string() }),
            }
        },
    )
}

/// Says why a workflow's page cannot be shown, and where there is something.
#[component]
pub(crate) fn NoWorkflow(
    /// Why.
    error: AppError,
) -> impl IntoView {
    let gone = matches!(error, AppError::NotFound { .. });
    #[cfg(feature = "ssr")]
    if gone {
        crate::context::not_found();
    }
    let title = if gone { "No such workflow" } else { "This workflow cannot be shown" };
    view! {
        <Title text=title/>
        <h1 class="visually-hidden">{title}</h1>
        <BlankSlate icon=Icon::Search title=title>
            <p>{sentence(&error.to_string())}</p>
            {gone.then(|| view! { <p class="quiet">"Deployments made of a deleted workflow stay on the dashboard."</p> })}
            <p class="blank-slate__ways">
                <a class="button button--primary" href="/workflows">"See all workflows"</a>
                <a class="button" href="/deployments">"See the deployments"</a>
            </p>
        </BlankSlate>
    }
}

/// A fragment as a sentence.
fn sentence(fragment: &str) -> String {
    let mut letters = fragment.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).chain(['.']).collect()).unwrap_or_default()
}
