//! What happened to the deployment, from the feed.

use crate::{
    components::relative_time::RelativeTime,
    state::history_words::{what, who},
};
use domain::{DeploymentId, FeedEntry, Position};
use leptos::prelude::*;

/// One page of entries, newest first.
#[component]
pub(super) fn History(id: DeploymentId, entries: Vec<FeedEntry>, older: Option<Position>) -> impl IntoView {
    let row = |entry: FeedEntry| {
        view! {
            <li class="history-row">
                <span><bdi>{what(&entry.change)}</bdi></span>
                <span class="quiet">{who(entry.actor)} ", " <RelativeTime at=entry.at/></span>
            </li>
        }
    };
    view! {
        <section class="panel" aria-labelledby="history-heading">
            <h2 id="history-heading">"History"</h2>
            <ol class="history">{entries.into_iter().map(row).collect_view()}</ol>
            {older.map(|before| view! { <p><a href=format!("/deployments/{id}?before={before}#history-heading")>"Older"</a></p> })}
        </section>
    }
}
