//! How the deployment is doing: figures, and the last 24 hours as a chart.

use crate::{
    components::doing::LastRun,
    state::{
        doing_html::{chart, doing_now, is_quiet, run_count},
        duration_words::took,
    },
};
use domain::{Activity, Deployment};
use leptos::prelude::*;

/// The summary; live.
#[component]
pub(super) fn ActivitySummary(deployment: RwSignal<Deployment>, activity: RwSignal<Activity>) -> impl IntoView {
    let figure = |name: &'static str, value: String| {
        view! { <p class="figure"><span class="quiet">{name}</span> <strong class="figure__value" inner_html=value></strong></p> }
    };
    let time = |ms: Option<u32>| ms.map_or_else(|| "–".to_owned(), |ms| took(ms.into()));
    let summary = move || {
        let it = activity.read();
        let doing = [&*it.running.to_string(), " running, ", &*it.queued.to_string(), " waiting"].concat();
        let bars = (it.executions() > 0).then(|| {
            view! {
                <figure class="hours">
                    <div inner_html=chart(&it)></div>
                    <figcaption class="quiet"><span>"24 hours ago"</span> <span>"12 hours ago"</span> <span>"now"</span></figcaption>
                </figure>
            }
        });
        view! {
            <div class="figures">
                {figure("Last 24 hours", run_count(&it))}
                {figure("Half took at most (p50)", time(it.p50_ms))}
                {figure("19 of 20 took at most (p95)", time(it.p95_ms))}
                {figure("Now", doing)}
            </div>
            <p class="doing__now" inner_html=doing_now(&deployment.read(), &it)></p>
            {bars}
            <p><LastRun activity/></p>
        }
    };
    let is_called = deployment.with_untracked(|it| it.kind.no_door().is_none());
    let nothing =
        if is_called { "Nothing ran yet. Send it a request: the lines below do." } else { "Nothing ran yet." };
    view! {
        <section class="panel panel--wide" aria-labelledby="activity-heading">
            <h2 id="activity-heading">"Activity"</h2>
            {move || if activity.with(is_quiet) {
                view! { <p class="quiet">{nothing}</p> }.into_any()
            } else {
                summary().into_any()
            }}
        </section>
    }
}
