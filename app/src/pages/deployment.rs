//! One deployment: how to call it, what it runs, its versions, its past.

use crate::{
    components::deployment_view::DeploymentView,
    live::{News, use_live},
    pages::of_deployment::{NoDeployment, deployment_of_address},
};
use leptos::prelude::*;

/// The page at `/deployments/{id}`; it is read again whenever something happens to the deployment or its workflow.
#[component]
pub(crate) fn DeploymentPage() -> impl IntoView {
    let detail = deployment_of_address();
    if let Some(live) = use_live() {
        live.listen(Callback::new(move |news| {
            if let News::Entry(_) = news {
                detail.refetch();
            }
        }));
    }
    view! {
        <Transition fallback=|| view! { <p class="quiet">"Loading…"</p> }>
            {move || Suspend::new(async move {
                match detail.await {
                    Ok(detail) => view! { <DeploymentView detail/> }.into_any(),
                    Err(error) => view! { <NoDeployment error/> }.into_any(),
                }
            })}
        </Transition>
    }
}
