//! What can be done with an address: try another version out, let it be live or not, lead elsewhere, remove.

use crate::{
    AddressShown,
    around::Around,
    components::{
        deployment_choice::DeploymentChoice,
        plain_fields::{PlainField, ReasonField},
    },
};
use domain::{Deployment, DeploymentId, Slug, Trial};
use leptos::prelude::*;

/// A panel for each.
#[component]
pub(super) fn Forms(shown: AddressShown, choices: Vec<Deployment>) -> impl IntoView {
    let (slug, live) = (shown.slug, shown.live.id);
    let split = match &shown.trial {
        Some((trial, side)) => {
            view! { <Ending slug live trial=*trial tried=side.version() before=shown.live.version()/> }.into_any()
        }
        None => view! { <Trying slug live choices=choices.clone()/> }.into_any(),
    };
    view! {
        {split}
        <section class="panel" aria-labelledby="promote-heading">
            <h2 id="promote-heading">"Promote another version"</h2>
            <p class="quiet">"All requests from then on are answered by it. A trial is over then."</p>
            <form method="post" action="">
                <Setting slug/>
                <DeploymentChoice label="Leads to" name="deployment" id="promote-to" choices but=live/>
                <ReasonField id="promote-reason"/>
                <button type="submit" class="button">"Promote"</button>
            </form>
        </section>
        <section class="panel" aria-labelledby="remove-heading">
            <h2 id="remove-heading">"Remove"</h2>
            <p class="quiet">"Requests to it are not found from then on; its history stays."</p>
            <form method="post" action="">
                <input type="hidden" name="do" value="remove_address"/>
                <input type="hidden" name="slug" value=slug.to_string()/>
                <ReasonField id="remove-reason"/>
                <button type="submit" class="button button--danger">"Remove address"</button>
            </form>
        </section>
    }
}

/// What every form has that says where the address leads.
#[component]
fn Setting(slug: Slug) -> impl IntoView {
    view! {
        <input type="hidden" name="do" value="set_address"/>
        <input type="hidden" name="slug" value=slug.to_string()/>
    }
}

#[component]
fn Trying(slug: Slug, live: DeploymentId, choices: Vec<Deployment>) -> impl IntoView {
    let refusal = Around::of_page().refusal().filter(|it| it.field("trial").is_some()).unwrap_or_default();
    let field = |name, else_| refusal.field(name).unwrap_or(else_).to_owned();
    view! {
        <section class="panel" aria-labelledby="try-heading">
            <h2 id="try-heading">"Try another version out"</h2>
            <form method="post" action="">
                <Setting slug/>
                <input type="hidden" name="deployment" value=live.to_string()/>
                <DeploymentChoice label="Version" name="trial" id="trial" choices but=live/>
                <PlainField label="Share" name="share" id="share" value=field("share", "10") most=99 required=true hint="How many of 100 requests it gets."/>
                <PlainField label="Failure limit" name="limit" id="limit" value=field("limit", "10") most=99 hint="When more than so many of 100 have failed, the trial ends by itself. Left empty, it does not."/>
                <PlainField label="Requests before the limit counts" name="after" id="after" value=field("after", "20") most=u32::MAX hint="So that one failure at the beginning does not end it."/>
                <ReasonField id="trial-reason" value=field("reason", "")/>
                <button type="submit" class="button">"Begin the trial"</button>
            </form>
        </section>
    }
}

#[component]
fn Ending(slug: Slug, live: DeploymentId, trial: Trial, tried: String, before: String) -> impl IntoView {
    let (limit, after) = trial.limit.map(|it| (it.percent.get().to_string(), it.after.to_string())).unwrap_or_default();
    let id = trial.deployment.to_string();
    view! {
        <section class="panel" aria-labelledby="share-heading">
            <h2 id="share-heading">"Change the share"</h2>
            <form method="post" action="">
                <Setting slug/>
                <input type="hidden" name="deployment" value=live.to_string()/>
                <input type="hidden" name="trial" value=id.clone()/>
                <input type="hidden" name="limit" value=limit/>
                <input type="hidden" name="after" value=after/>
                <PlainField label="Share" name="share" id="share" value=trial.share.get().to_string() most=99 required=true hint=format!("How many of 100 requests {tried} gets. Its figures go on.")/>
                <ReasonField id="share-reason"/>
                <button type="submit" class="button">"Change the share"</button>
            </form>
        </section>
        <section class="panel" aria-labelledby="end-heading">
            <h2 id="end-heading">"End the trial"</h2>
            <form method="post" action="">
                <Setting slug/>
                <p class="quiet">{format!("Finish: {tried} becomes the live one, and answers all requests. Abort: {before} answers all again. Both versions stay as they are.")}</p>
                <ReasonField id="end-reason"/>
                <div class="dialog__actions">
                    <button type="submit" class="button" name="deployment" value=live.to_string()>"Abort"</button>
                    <button type="submit" class="button button--primary" name="deployment" value=id>"Finish"</button>
                </div>
            </form>
        </section>
    }
}
