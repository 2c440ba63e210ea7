//! What the pages of one deployment share: which one the address names, and what is shown where there is none.

use crate::{
    AppError,
    api::deployments::read_deployment,
    components::{blank_slate::BlankSlate, icon::Icon},
};
use domain::{DeploymentDetail, DeploymentId, Position};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

/// Fetches the deployment that the address names, with the page of its history that `?before=` asks for.
pub(crate) fn deployment_of_address() -> Resource<Result<DeploymentDetail, AppError>> {
    let (params, query) = (use_params_map(), use_query_map());
    let wanted = Memo::new(move |_| {
        let before = query.read().get("before").and_then(|text| text.parse().ok()).map(Position::new);
        (params.read().get("id").unwrap_or_default().parse::<DeploymentId>(), before)
    });
    Resource::new(
        move || wanted.get(),
        |(id, before)| async move {
            match id {
                Ok(id) => read_deployment(id, before).await,
                Err(malformed) => Err(AppError::NotFound { message: malformed.to_string() }),
            }
        },
    )
}

/// Says why a deployment's page cannot be shown, and where there is something.
#[component]
pub(crate) fn NoDeployment(
    /// Why.
    error: AppError,
) -> impl IntoView {
    let gone = matches!(error, AppError::NotFound { .. });
    #[cfg(feature = "ssr")]
    if gone {
        crate::context::not_found();
    }
    let title = if gone { "No such deployment" } else { "This deployment cannot be shown" };
    view! {
        <Title text=[title, " · Brine"].concat()/>
        <h1 class="visually-hidden">{title}</h1>
        <BlankSlate icon=Icon::Search title=title>
            <p>{error.to_string()}</p>
            <p><a class="button button--primary" href="/deployments">"See the deployments"</a></p>
        </BlankSlate>
    }
}
