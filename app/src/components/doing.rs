//! What a deployment does and did: the line at the foot of its card.

use crate::{
    components::{hour_chart::HourChart, relative_time::RelativeTime},
    state::{doing_words::now, duration_words::took},
};
use domain::{Activity, Deployment, ExecutionDetail, ExecutionStatus, LastEnd, RunProgress};
use leptos::prelude::*;

/// The line; nothing where the deployment never did anything.
#[component]
pub(crate) fn Doing(
    /// Which deployment.
    #[prop(into)]
    deployment: Signal<Deployment>,
    /// How it is doing.
    #[prop(into)]
    activity: Signal<Activity>,
) -> impl IntoView {
    move || {
        let it = activity.get();
        (it != Activity::default()).then(|| {
            let words = now(&deployment.read(), &it);
            let Activity { last, progress, .. } = it.clone();
            view! {
                <div class="doing">
                    <Figures activity=it/>
                    {last.map(|last| view! { <LastRun last/> })}
                    {words.map(|words| view! { <Now words progress/> })}
                </div>
            }
        })
    }
}

/// How many ran, how many of them failed, and how long they took.
#[component]
fn Figures(activity: Activity) -> impl IntoView {
    let (all, failed) = (activity.executions(), activity.failures());
    (all > 0).then(|| {
        let times = activity.p50_ms.zip(activity.p95_ms);
        view! {
            <HourChart activity/>
            <p class="doing__figures">
                <RunCount all failed/>
                " " <span class="quiet">"in 24 hours"</span>
            </p>
            {times.map(|(half, most)| view! {
                <p class="quiet">
                    <abbr title="Half of them took no longer">"p50"</abbr> " " {took(half.into())} " · "
                    <abbr title="19 of 20 took no longer">"p95"</abbr> " " {took(most.into())}
                </p>
            })}
        }
    })
}

/// `128 runs, 3 failed`.
#[component]
pub(crate) fn RunCount(all: u32, failed: u32) -> impl IntoView {
    view! {
        <strong>{all} {if all == 1 { " run" } else { " runs" }}</strong>
        {(failed > 0).then(|| view! { ", " <strong class="outcome--failed">{failed} " failed"</strong> })}
    }
}

/// When the last one ended, and how; leads to it.
#[component]
pub(crate) fn LastRun(last: LastEnd) -> impl IntoView {
    let words = match last.status {
        ExecutionStatus::Failed => "failed",
        ExecutionStatus::Cancelled => "cancelled",
        _ => "succeeded",
    };
    view! {
        <p>
            <a class="doing__last" href=ExecutionDetail::path(last.id)>
                "Last run " <span class=outcome_class(last.status)>{words}</span> " " <RelativeTime at=last.at/>
            </a>
        </p>
    }
}

/// What runs now, and how far it is.
#[component]
pub(crate) fn Now(words: String, progress: Option<RunProgress>) -> impl IntoView {
    view! {
        <p class="doing__now">
            {progress.filter(|it| it.nodes > 0).map(|it| view! { <progress max=it.nodes value=it.done aria-label="Nodes done"></progress> })}
            <span>{words}</span>
        </p>
    }
}

/// The colours of how an execution is.
pub(crate) const fn outcome_class(status: ExecutionStatus) -> &'static str {
    match status {
        ExecutionStatus::Queued => "outcome outcome--queued",
        ExecutionStatus::Running => "outcome outcome--running",
        ExecutionStatus::Succeeded => "outcome outcome--succeeded",
        ExecutionStatus::Failed => "outcome outcome--failed",
        ExecutionStatus::Cancelled => "outcome outcome--cancelled",
    }
}
