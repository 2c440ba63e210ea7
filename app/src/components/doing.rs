//! What a deployment does and did: the line at the foot of its card.

use crate::{
    around::Around,
    state::doing_html::{doing_now, figures, is_quiet, last_run},
};
use domain::{Activity, Deployment, ExecutionDetail};
use leptos::prelude::*;

/// The line; nothing where the deployment never did anything.
#[component]
pub(crate) fn Doing(
    /// Which deployment.
    deployment: RwSignal<Deployment>,
    /// How it is doing.
    activity: RwSignal<Activity>,
) -> impl IntoView {
    move || {
        let it = activity.read();
        (!is_quiet(&it)).then(|| {
            view! {
                <div class="doing">
                    <div class="doing__past" inner_html=figures(&it)></div>
                    <LastRun activity/>
                    <p class="doing__now" inner_html=doing_now(&deployment.read(), &it)></p>
                </div>
            }
        })
    }
}

/// When the last one ended, and how; leads to it.
#[component]
pub(crate) fn LastRun(activity: RwSignal<Activity>) -> impl IntoView {
    let clock = Around::of_page().clock.now();
    let href = move || activity.read().last.map(|last| ExecutionDetail::path(last.id));
    let words = move || activity.read().last.map(|last| last_run(last, clock.get())).unwrap_or_default();
    view! { <a class="doing__last" href=href inner_html=words></a> }
}
