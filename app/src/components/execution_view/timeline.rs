//! When each node ran: a name, a bar, and how long it took.

use crate::state::{
    duration_words::took,
    timeline::{Bar, BarState, WIDTH, bars},
};
use domain::ExecutionDetail;
use leptos::prelude::*;

/// A line for each node that began, in that order.
#[component]
pub(super) fn Timeline(#[prop(into)] it: Signal<ExecutionDetail>) -> impl IntoView {
    let bars = Memo::new(move |_| it.with(bars));
    view! {
        <section class="panel panel--wide" aria-labelledby="timeline-heading">
            <h2 id="timeline-heading">"Nodes"</h2>
            <ol class="timeline" role="list">{move || bars.get().into_iter().map(line).collect_view()}</ol>
            <Show when=move || bars.read().is_empty()><p class="quiet">"No node has begun."</p></Show>
        </section>
    }
}

fn line(bar: Bar) -> impl IntoView {
    let time = bar.took.map(took);
    let words = match (bar.state, time) {
        (BarState::Done, Some(time)) => time,
        (BarState::Failed, Some(time)) => ["failed after ", &time].concat(),
        (BarState::Failed, None) => "failed".to_owned(),
        (BarState::Stopped, _) => "stopped".to_owned(),
        _ => "running".to_owned(),
    };
    let scale = ["0 0 ", &WIDTH.to_string(), " 10"].concat();
    view! {
        <li class="timeline__line">
            <span class="timeline__name"><bdi>{bar.name}</bdi> <span class="quiet">" #" <bdi>{bar.node}</bdi></span></span>
            <svg class="timeline__bar" viewBox=scale preserveAspectRatio="none" aria-hidden="true" focusable="false">
                <rect data-state=bar.state.as_str() x=bar.from.to_string() y="0" width=bar.width.to_string() height="10"/>
            </svg>
            <span class="timeline__time" data-state=bar.state.as_str()>{words}</span>
        </li>
    }
}
