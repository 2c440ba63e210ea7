//! Where requests go, and a line that sends one.

use crate::{around::Around, components::copy_field::CopyField};
use domain::{Deployment, DeploymentType};
use leptos::prelude::*;

/// The endpoint and a curl line; says plainly what does not answer yet.
#[component]
pub(super) fn HowToCall(deployment: Deployment) -> impl IntoView {
    let path = deployment.endpoint_path();
    let origin = Around::of_page().origin;
    let line = Signal::derive({
        let path = path.clone();
        move || {
            format!(
                "curl -X POST {}{path} -H 'Content-Type: application/json' -d '{{\"workflow_input\":{{}}}}'",
                origin.get()
            )
        }
    });
    let label = match deployment.kind {
        DeploymentType::Api => "Endpoint",
        DeploymentType::Discord | DeploymentType::Webform => "Endpoint (the bot's settings come with a later release)",
    };
    view! {
        <section class="panel" aria-labelledby="call-heading">
            <h2 id="call-heading">"How to call it"</h2>
            <p class="quiet">{label}</p>
            <CopyField label=format!("Endpoint of {}", deployment.name) text=path/>
            <p class="quiet">"From a shell"</p>
            <CopyField label="Curl line" text=line/>
            <p class="notice">
                "This release keeps, shows and switches deployments; it does not execute them yet. The address is final: requests will be answered here."
            </p>
        </section>
    }
}
