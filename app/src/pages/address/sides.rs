//! Where an address leads, with both sides of a trial beside each other.

use crate::{
    AddressShown,
    address_shown::SideShown,
    components::{plain_fields::Moment, status_text::StatusText},
    state::duration_words::took,
};
use domain::FailureLimit;
use leptos::prelude::*;

/// A table: a line for each side.
#[component]
pub(super) fn Sides(shown: AddressShown) -> impl IntoView {
    let share = shown.trial.as_ref().map_or(100, |(trial, _)| 100 - trial.share.get());
    let since = shown.trial.as_ref().map_or(shown.since, |(trial, _)| trial.since);
    let tried = shown.trial.as_ref().map(|(trial, side)| row("Trial", side, trial.share.get()));
    let limit = shown.trial.as_ref().map(|(trial, _)| match trial.limit {
        Some(FailureLimit { percent, after }) => format!(
            "The trial ends by itself when more than {} of 100 of its requests have failed, once {after} are over.",
            percent.get()
        ),
        None => "The trial does not end by itself, whatever fails.".to_owned(),
    });
    view! {
        <section class="panel panel--wide" aria-labelledby="sides-heading">
            <h2 id="sides-heading">"Where it leads"</h2>
            <div class="sides" tabindex="0" role="group" aria-labelledby="sides-heading">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Side"</th> <th scope="col">"Version"</th> <th scope="col">"Status"</th>
                            <th scope="col">"Share"</th> <th scope="col">"Requests"</th> <th scope="col">"Succeeded"</th>
                            <th scope="col">"p50"</th> <th scope="col">"p95"</th>
                        </tr>
                    </thead>
                    <tbody>{row("Live", &shown.live, share)} {tried}</tbody>
                </table>
            </div>
            <p class="quiet">"Figures since " <Moment at=since/> ", of all requests to each version, at most the newest 1,000."</p>
            {limit.map(|words| view! { <p>{words}</p> })}
        </section>
    }
}

fn row(side: &'static str, it: &SideShown, share: u8) -> impl IntoView + use<> {
    let version = match &it.deployment {
        Some(to) => view! { <a href=format!("/deployments/{}", to.id)><bdi>{to.name.to_string()}</bdi> " " {to.version.to_string()}</a> }.into_any(),
        None => view! { "deleted" }.into_any(),
    };
    let status = match &it.deployment {
        Some(to) => view! { <StatusText status=Signal::stored(to.status)/> }.into_any(),
        None => view! { "gone: requests are not found" }.into_any(),
    };
    let time = |ms: Option<u32>| ms.map_or_else(|| "–".to_owned(), |ms| took(ms.into()));
    view! {
        <tr>
            <th scope="row">{side}</th> <td>{version}</td> <td>{status}</td> <td>{format!("{share} %")}</td>
            <td>{(u64::from(it.succeeded) + u64::from(it.failed)).to_string()}</td> <td>{it.success_rate()}</td>
            <td>{time(it.p50_ms)}</td> <td>{time(it.p95_ms)}</td>
        </tr>
    }
}
