//! The Deployments page: every deployment as a card.

#[cfg(feature = "ssr")]
use crate::{Assets, components::bulk_bar::BulkBar};
use crate::{
    Entry, Page, browser,
    components::{deployment_list::DeploymentList, icon::Icon},
};
use domain::{DeploymentListing, DeploymentQuery, InvalidQuery};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The page at `/deployments`: the URL says what it shows.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DeploymentsPage {
    /// What the URL asked for; everything where it has no meaning.
    pub query: DeploymentQuery,
    /// What is wrong with the URL.
    pub wrong: Option<String>,
    /// What the server found.
    pub listing: DeploymentListing,
    /// What a delete means, with its fields, as HTML: see [`crate::Kept::html`].
    pub deletion: String,
}

impl Page for DeploymentsPage {
    const ENTRY: Entry = Entry::Deployments;

    fn title(&self) -> String {
        "Deployments · Brine".to_owned()
    }

    fn view(self) -> AnyView {
        let Self { query, wrong, listing, deletion } = self;
        let (query, wrong) = (RwSignal::new(query), RwSignal::new(wrong));
        Effect::new(move || {
            browser::follow_address(move |search| {
                let read = DeploymentQuery::from_search(&search);
                wrong.set(read.as_ref().err().map(InvalidQuery::to_string));
                query.set(read.unwrap_or_else(|_| DeploymentQuery::everything()));
            });
        });
        view! {
            <div class="page-header">
                <h1>"Deployments"</h1>
                <a class="button button--primary" href="/workflows">{Icon::Plus.view()} "New deployment"</a>
            </div>
            {move || wrong.get().map(|wrong| view! { <p class="notice" role="alert">{wrong} ". Everything is shown instead."</p> })}
            <DeploymentList listing query deletion/>
        }
        .into_any()
    }

    #[cfg(feature = "ssr")]
    fn below(&self, assets: &Assets) -> Option<AnyView> {
        let matching = self.listing.counts.shown_by(self.query.status);
        Some(view! { <BulkBar matching script=assets.bulk.clone()/> }.into_any())
    }
}
