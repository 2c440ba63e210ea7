//! How far an execution is: a bar, and which node runs.

use crate::live::Watched;
use domain::{ExecutionDetail, ExecutionStatus};
use leptos::prelude::*;

/// Nothing, unless it waits or runs.
#[component]
pub(crate) fn ExecutionProgress(
    /// What is watched.
    watched: Watched,
    /// How many nodes its graph has; 0 where that is not known.
    nodes: Signal<u32>,
) -> impl IntoView {
    let goes_on = Memo::new(move |_| watched.goes_on());
    let figures = move || {
        let done = watched.detail.read().as_ref().map_or(0, done);
        let (heard, of) = watched.progress.get().unwrap_or((0, nodes.get()));
        (done.max(heard), of)
    };
    let words = move || watched.detail.read().as_ref().map(words).unwrap_or_default();
    view! {
        <Show when=move || goes_on.get()>
            <div class="execution-progress">
                <progress
                    aria-label="Nodes done" max=move || figures().1.max(1).to_string()
                    value=move || { let (done, of) = figures(); (of > 0).then(|| done.to_string()) }
                ></progress>
                <span>{words} <Show when=move || { figures().1 > 0 }>
                    ", " {move || figures().0.to_string()} " of " {move || figures().1.to_string()} " nodes done"
                </Show></span>
            </div>
        </Show>
    }
}

/// How many nodes are done.
fn done(detail: &ExecutionDetail) -> u32 {
    detail.nodes.iter().fold(0, |done, span| done + u32::from(span.until.is_some()))
}

/// `Queued`, or what runs.
fn words(detail: &ExecutionDetail) -> String {
    let newest = detail.nodes.iter().rev().find(|span| span.until.is_none());
    match (detail.execution.state.status(), newest) {
        (ExecutionStatus::Running, Some(span)) => ["Running ", &span.name].concat(),
        (status, _) => status.label().to_owned(),
    }
}
