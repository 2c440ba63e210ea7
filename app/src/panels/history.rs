//! What happened to the deployment, from the feed.

use crate::components::history_list::{HistoryLine, HistoryList};
use domain::{DeploymentId, Position};
use leptos::prelude::*;

/// One page of entries, newest first.
#[component]
pub(super) fn History(id: DeploymentId, lines: Vec<HistoryLine>, older: Option<Position>) -> impl IntoView {
    view! {
        <section class="panel" aria-labelledby="history-heading">
            <h2 id="history-heading">"History"</h2>
            <HistoryList lines/>
            {older.map(|before| view! { <p><a href=format!("/deployments/{id}?before={before}#history-heading")>"Older"</a></p> })}
        </section>
    }
}
