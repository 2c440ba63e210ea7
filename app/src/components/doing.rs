//! What a deployment does and did: the line at the foot of its card.
//!
//! Drawn from texts (`state::doing_html`), in elements that stay: a link that has the focus keeps it while figures change.

use crate::{
    around::Around,
    state::doing_html::{doing_now, figures, is_quiet, last_run},
};
use domain::{Activity, Deployment, ExecutionDetail};
use leptos::prelude::*;

/// The line; not shown where the deployment never did anything.
#[component]
pub(crate) fn Doing(
    /// Which deployment.
    deployment: RwSignal<Deployment>,
    /// How it is doing.
    activity: RwSignal<Activity>,
) -> impl IntoView {
    view! {
        <div class="doing" hidden=move || is_quiet(&activity.read())>
            <div class="doing__past" inner_html=move || figures(&activity.read())></div>
            <LastRun activity/>
            <p class="doing__now" inner_html=move || doing_now(&deployment.read(), &activity.read())></p>
        </div>
    }
}

/// When the last one ended, and how; leads to it.
#[component]
pub(crate) fn LastRun(
    /// Of which activity.
    activity: RwSignal<Activity>,
) -> impl IntoView {
    let clock = Around::of_page().clock.now();
    let href = move || activity.read().last.map(|last| ExecutionDetail::path(last.id)).unwrap_or_default();
    let words = move || activity.read().last.map(|last| last_run(last, clock.get())).unwrap_or_default();
    view! { <a class="doing__last" href=href hidden=move || activity.read().last.is_none() inner_html=words></a> }
}
