//! The Deployments page: every deployment as a card.

use crate::{
    api::deployments::list_deployments,
    components::{blank_slate::BlankSlate, deployment_list::DeploymentList, icon::Icon},
};
use domain::{DeploymentQuery, InvalidQuery};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// The page at `/deployments`: the URL says what it shows.
#[component]
pub(crate) fn DeploymentsPage() -> impl IntoView {
    let url = use_query_map();
    let read = Memo::new(move |_| {
        let url = url.read();
        DeploymentQuery::from_pairs(url.latest_values().map(|(name, value)| (&**name, value)))
    });
    let query = Memo::new(move |_| read.get().unwrap_or_else(|_| DeploymentQuery { page: 1, ..Default::default() }));
    // Read once; from then on the list follows the URL and the feed by itself.
    let first = query.get_untracked();
    let listing = Resource::new(|| (), move |()| list_deployments(first.clone()));
    view! {
        <Title text="Deployments · Brine"/>
        <div class="page-header">
            <h1>"Deployments"</h1>
            <a class="button button--primary" href="/workflows">{Icon::Plus.view()} "New deployment"</a>
        </div>
        {move || read.get().err().map(|error: InvalidQuery| view! { <p class="notice" role="alert">{error.to_string()} ". Everything is shown instead."</p> })}
        <Suspense fallback=|| view! { <p class="quiet">"Loading…"</p> }>
            {move || Suspend::new(async move {
                match listing.await {
                    Ok(listing) => view! { <DeploymentList listing query/> }.into_any(),
                    Err(error) => view! {
                        <BlankSlate icon=Icon::Cube title="The deployments cannot be read">
                            <p>{error.to_string()}</p>
                            <p><a class="button" href="/deployments" rel="external">"Try again"</a></p>
                        </BlankSlate>
                    }.into_any(),
                }
            })}
        </Suspense>
    }
}
