//! One execution in the list.

use crate::{
    components::{execution_status::ExecutionStatusText, relative_time::RelativeTime},
    state::duration_words::took,
};
use domain::{Execution, ExecutionDetail, ExecutionState};
use leptos::prelude::*;

/// Its status, when it was accepted, how long it took; leads to it.
#[component]
pub(super) fn Row(it: Execution) -> impl IntoView {
    let status = it.state.status();
    let id = it.id.to_string();
    // The end differs between those of one moment; the beginning is the moment.
    let short = id.get(24..).unwrap_or_default().to_owned();
    let ran = it.state.begun_at().zip(it.state.ended_at());
    let ran = ran.map(|(since, at)| took(at.as_millis() - since.as_millis()));
    let why = match &it.state {
        ExecutionState::Failed { why, .. } => Some(why.to_string()),
        _ => None,
    };
    view! {
        <li class="execution-row">
            <ExecutionStatusText status=Signal::stored(status)/>
            <a href=ExecutionDetail::path(it.id) title=id>
                <span class="visually-hidden">"Execution "</span> <code>{short}</code>
            </a>
            <span class="quiet">"accepted " <RelativeTime at=it.accepted_at/></span>
            <span class="execution-row__took">{ran}</span>
            {why.map(|why| view! { <span class="execution-row__why quiet">{why}</span> })}
        </li>
    }
}
