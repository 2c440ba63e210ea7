//! What became of the last test: how it is, what came of it, or where it failed.

use super::editing::Editing;
use crate::{
    components::{
        execution_outputs::ExecutionOutputs, execution_status::ExecutionStatusText, problem_list::ProblemList,
    },
    state::duration_words::took,
};
use domain::{ExecutionDetail, RunOf};
use leptos::prelude::*;

/// Nothing, until there is a test.
#[component]
pub(super) fn TestResult(editing: Editing) -> impl IntoView {
    let detail = editing.watched.detail;
    let head = Memo::new(move |_| detail.read().as_ref().map(|it| (it.execution.id, it.execution.of)));
    let state = Memo::new(move |_| detail.read().as_ref().map(|it| it.execution.state.clone()));
    let outputs = Memo::new(move |_| detail.read().as_ref().map(|it| it.outputs.clone()).unwrap_or_default());
    let failed = Memo::new(move |_| detail.read().as_ref().and_then(crate::state::revision_facts::problem_of));
    let time = move || {
        let state = state.read();
        let (began, ended) = state.as_ref().and_then(|it| Some((it.begun_at()?, it.ended_at()?)))?;
        Some([" in ", &took(ended.as_millis() - began.as_millis())].concat())
    };
    view! {
        {move || head.get().map(|(id, of)| {
            let revision = match of {
                RunOf::Workflow { revision, .. } => ["Revision ", &revision.to_string(), ": "].concat(),
                RunOf::Deployment { .. } => String::new(),
            };
            let status = Signal::derive(move || {
                state.read().as_ref().map_or(domain::ExecutionStatus::Queued, |state| state.status())
            });
            view! {
                <p class="test-run__status">
                    <span role="status">{revision} <ExecutionStatusText status/> {time}</span>
                    <a href=ExecutionDetail::path(id)>"See this execution"</a>
                </p>
                {move || failed.get().map(|it| view! {
                    <ProblemList problems=Signal::stored(vec![it]) on_go=Callback::new(move |it| editing.go_to(&it))/>
                })}
                {move || {
                    let outputs = outputs.get();
                    (!outputs.is_empty()).then(|| view! { <ExecutionOutputs id outputs/> })
                }}
            }
        })}
    }
}
