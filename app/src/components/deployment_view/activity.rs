//! How the deployment is doing: figures, and the last 24 hours as a chart.

use crate::{
    components::{
        doing::{LastRun, Now, RunCount},
        hour_chart::HourChart,
    },
    state::{doing_words::now, duration_words::took},
};
use domain::{Activity, Deployment};
use leptos::prelude::*;

/// The summary; live.
#[component]
pub(super) fn ActivitySummary(deployment: RwSignal<Deployment>, activity: RwSignal<Activity>) -> impl IntoView {
    let time = |ms: Option<u32>| ms.map_or_else(|| "–".to_owned(), |ms| took(ms.into()));
    let figures = move || {
        let it = activity.get();
        let Activity { running, queued, p50_ms, p95_ms, last, progress, .. } = it.clone();
        let words = now(&deployment.read(), &it);
        let (all, failed) = (it.executions(), it.failures());
        view! {
            <div class="figures">
                <p class="figure"><span class="quiet">"Last 24 hours"</span> <span class="figure__value"><RunCount all failed/></span></p>
                <p class="figure"><span class="quiet">"Half took at most (p50)"</span> <strong class="figure__value">{time(p50_ms)}</strong></p>
                <p class="figure"><span class="quiet">"19 of 20 took at most (p95)"</span> <strong class="figure__value">{time(p95_ms)}</strong></p>
                <p class="figure"><span class="quiet">"Now"</span> <strong class="figure__value">{[&*running.to_string(), " running, ", &*queued.to_string(), " waiting"].concat()}</strong></p>
            </div>
            {words.filter(|_| running > 0).map(|words| view! { <Now words progress/> })}
            {(all > 0).then(|| view! {
                <figure class="hours">
                    <HourChart activity=it/>
                    <figcaption class="quiet"><span>"24 hours ago"</span> <span>"12"</span> <span>"now"</span></figcaption>
                </figure>
            })}
            {last.map(|last| view! { <LastRun last/> })}
        }
    };
    let nothing = "Nothing ran yet. Send it a request: the lines below do.";
    view! {
        <section class="panel panel--wide" aria-labelledby="activity-heading">
            <h2 id="activity-heading">"Activity"</h2>
            {move || if activity.with(|it| *it == Activity::default()) {
                view! { <p class="quiet">{nothing}</p> }.into_any()
            } else {
                figures().into_any()
            }}
        </section>
    }
}
