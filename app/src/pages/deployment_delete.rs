//! Asks before a deployment is deleted, for browsers without a script.

use crate::{
    components::{delete_deployment_dialog::DeletionConsequences, refusal_notice::RefusalNotice},
    pages::of_deployment::{NoDeployment, deployment_of_address},
    refusal::Refusal,
};
use domain::Deployment;
use leptos::prelude::*;
use leptos_meta::Title;

/// The page at `/deployments/{id}/delete`.
#[component]
pub(crate) fn DeploymentDeletePage() -> impl IntoView {
    let detail = deployment_of_address();
    let refusal = StoredValue::new(Refusal::of_page().map(|refusal| refusal.messages).unwrap_or_default());
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match detail.await {
                    Ok(detail) => view! { <Question it=detail.deployment messages=refusal.get_value()/> }.into_any(),
                    Err(error) => view! { <NoDeployment error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Question(it: Deployment, messages: Vec<String>) -> impl IntoView {
    view! {
        <Title text=format!("Delete {}? · Brine", it.name)/>
        <section class="question" aria-labelledby="question-title">
            <h1 id="question-title">"Delete " <bdi>{it.name.to_string()}</bdi> "?"</h1>
            <RefusalNotice id="delete-refusal" messages=Signal::stored(messages)/>
            <DeletionConsequences version=Signal::stored(it.version.to_string())/>
            <form method="post" action="" class="dialog__actions">
                <input type="hidden" name="do" value="delete_deployment"/>
                <input type="hidden" name="id" value=it.id.to_string()/>
                <a class="button" href=format!("/deployments/{}", it.id)>"Cancel"</a>
                <button type="submit" class="button button--danger">"Delete"</button>
            </form>
        </section>
    }
}
