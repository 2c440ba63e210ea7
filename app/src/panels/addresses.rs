//! The addresses that lead to the deployment, and a form for one more.

use crate::components::plain_fields::{Moment, PlainField};
use domain::{Deployment, DeploymentId, DeploymentType, Slug};
use leptos::prelude::*;
use service::AddressDetail;

/// What stands for the deployment in callers' programs.
#[component]
pub(super) fn Addresses(deployment: Deployment, addresses: Vec<AddressDetail>) -> impl IntoView {
    let (id, has_form) = (deployment.id, deployment.kind == DeploymentType::Webform);
    let suggested = Slug::suggested(deployment.name.as_str()).filter(|_| addresses.is_empty());
    let none = addresses.is_empty().then(|| {
        view! { <p>"No address leads here. Callers who use one are not touched when a version takes the place of another."</p> }
    });
    let rows = addresses.into_iter().map(|it| row(&it, id, has_form)).collect_view();
    view! {
        <section class="panel" aria-labelledby="addresses-heading">
            <h2 id="addresses-heading">"Addresses"</h2>
            {none}
            <ul class="versions">{rows}</ul>
            <form method="post" action="">
                <input type="hidden" name="do" value="create_address"/>
                <input type="hidden" name="deployment" value=id.to_string()/>
                <PlainField
                    label="New address" name="slug" id="new-address" required=true
                    value=suggested.map(|it| it.to_string()).unwrap_or_default()
                    hint="Lower-case letters, digits and single hyphens: it is called as /api/v1/run/ADDRESS/executions/"
                />
                <button type="submit" class="button">"Create address"</button>
            </form>
        </section>
    }
}

fn row(it: &AddressDetail, id: DeploymentId, has_form: bool) -> impl IntoView + use<> {
    let slug = it.address.slug;
    let words = match it.target.trial {
        Some(trial) if trial.deployment == id => {
            (format!("tried out here with {} of 100 requests, since ", trial.share.get()), trial.since)
        }
        Some(trial) => (
            format!("live here, with {} of 100 requests on trial elsewhere, since ", trial.share.get()),
            it.target.since,
        ),
        None => ("live here since ".to_owned(), it.target.since),
    };
    view! {
        <li class="version-row">
            <a href=format!("/addresses/{slug}")>{slug.to_string()}</a>
            <span class="quiet">{words.0} <Moment at=words.1/></span>
            {has_form.then(|| view! { <a href=format!("/run/{slug}")>"Open the form"</a> })}
            <code class="call-line">{["POST ", &slug.endpoint_path()].concat()}</code>
        </li>
    }
}
