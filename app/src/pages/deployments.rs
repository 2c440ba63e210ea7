//! The Deployments page: every deployment as a card.

use crate::api::deployments::list_deployments;
use domain::DeploymentQuery;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// The page at `/deployments`.
#[component]
pub(crate) fn DeploymentsPage() -> impl IntoView {
    let url = use_query_map();
    let query = Memo::new(move |_| {
        let url = url.read();
        DeploymentQuery::from_pairs(url.latest_values().map(|(name, value)| (&**name, value))).unwrap_or_default()
    });
    let listing = Resource::new(move || query.get(), list_deployments);
    view! {
        <Title text="Deployments · Brine"/>
        <main>
            <h1>"Deployments"</h1>
            <Suspense>
                {move || Suspend::new(async move {
                    listing.await.map(|listing| {
                        listing.items.into_iter().map(|it| view! { <article aria-label=it.name.to_string()>{it.name.to_string()}</article> }).collect_view()
                    })
                })}
            </Suspense>
        </main>
    }
}
