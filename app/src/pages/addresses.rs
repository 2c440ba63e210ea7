//! The Addresses page: every stable address, and where it leads.

use crate::{
    AddressShown, Entry, Page,
    around::Around,
    components::{
        deployment_choice::DeploymentChoice,
        plain_fields::{Moment, PlainField, ReasonField},
    },
};
use domain::Deployment;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The page at `/addresses`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AddressesPage {
    /// Every address, in the order of their slugs.
    pub addresses: Vec<AddressShown>,
    /// What a new one may lead to.
    pub choices: Vec<Deployment>,
}

impl Page for AddressesPage {
    const ENTRY: Entry = Entry::None;

    fn title(&self) -> String {
        "Addresses · Brine".to_owned()
    }

    fn view(self) -> AnyView {
        let Self { addresses, choices } = self;
        let refusal = Around::of_page().refusal().filter(|it| it.action == "create_address").unwrap_or_default();
        let field = |name| refusal.field(name).unwrap_or_default().to_owned();
        let form = if choices.is_empty() {
            view! { <p>"There is no deployment that an address could lead to. " <a href="/workflows">"Deploy a workflow"</a></p> }.into_any()
        } else {
            view! {
                <form method="post" action="">
                    <input type="hidden" name="do" value="create_address"/>
                    <PlainField
                        label="Address" name="slug" id="slug" value=field("slug") required=true
                        hint="1 to 48 lower-case letters, digits and single hyphens. It is called as /api/v1/run/ADDRESS/executions/"
                    />
                    <DeploymentChoice label="Leads to" name="deployment" id="leads-to" choices/>
                    <ReasonField id="address-reason" value=field("reason")/>
                    <button type="submit" class="button button--primary">"Create address"</button>
                </form>
            }
            .into_any()
        };
        let none = addresses.is_empty().then(|| view! { <p>"There is no address yet."</p> });
        view! {
            <div class="page-header"><h1>"Addresses"</h1></div>
            <p class="addresses__lead">
                "An address stays the same when a version takes the place of another: callers who use it never see a gap. It leads to one version, or tries another one out on a part of the requests."
            </p>
            <div class="panels">
                <section class="panel panel--wide" aria-labelledby="all-heading">
                    <h2 id="all-heading">"All addresses"</h2>
                    {none}
                    <ul class="versions">{addresses.into_iter().map(row).collect_view()}</ul>
                </section>
                <section class="panel panel--wide" aria-labelledby="new-heading">
                    <h2 id="new-heading">"New address"</h2>
                    {form}
                </section>
            </div>
        }
        .into_any()
    }
}

fn row(it: AddressShown) -> impl IntoView {
    let trial = it
        .trial
        .as_ref()
        .map(|(trial, side)| format!(", and {} of 100 requests try {} out", trial.share.get(), side.version()));
    let live = it.live.version();
    let to = it
        .live
        .deployment
        .map(|to| view! { <a href=format!("/deployments/{}", to.id)><bdi>{to.name.to_string()}</bdi></a> " " });
    view! {
        <li class="version-row address-row">
            <a href=format!("/addresses/{}", it.slug)>{it.slug.to_string()}</a>
            <span>"leads to " {to} <span class="version">{live}</span> {trial}</span>
            <span class="quiet">"since " <Moment at=it.since/></span>
            <code class="call-line">{["POST ", &it.slug.endpoint_path()].concat()}</code>
        </li>
    }
}
