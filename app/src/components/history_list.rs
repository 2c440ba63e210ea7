//! What happened, one line a thing: what, why, who and when.

use crate::components::plain_fields::Moment;
use domain::Timestamp;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryLine {
    /// What, in words.
    pub what: String,
    /// Why, in the words of whoever did it.
    pub reason: Option<String>,
    /// Who, as far as that is known.
    pub who: String,
    /// When.
    pub at: Timestamp,
}

/// The lines, in their order.
#[component]
pub(crate) fn HistoryList(
    /// What happened.
    lines: Vec<HistoryLine>,
) -> impl IntoView {
    let row = |it: HistoryLine| {
        view! {
            <li class="history-row">
                <span>
                    <bdi>{it.what}</bdi>
                    {it.reason.map(|reason| view! { <span class="history-row__reason"><span class="quiet">"Reason: "</span> <bdi>{reason}</bdi></span> })}
                </span>
                <span class="quiet">{it.who} ", " <Moment at=it.at/></span>
            </li>
        }
    };
    view! { <ol class="history">{lines.into_iter().map(row).collect_view()}</ol> }
}
