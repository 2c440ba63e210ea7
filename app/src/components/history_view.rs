//! What happened, newest first, what filters it, and the same as files. Drawn once: the page has no program.

mod filters;
mod happening_row;

use crate::{
    components::{blank_slate::BlankSlate, icon::Icon},
    state::relative_time::exact,
};
use domain::{HistoryListing, HistoryQuery, Name, WorkflowId};
use filters::HistoryFilters;
use happening_row::HappeningRow;
use leptos::prelude::*;
use std::sync::Arc;

/// Filters, rows, and the way to older ones.
#[component]
pub(crate) fn HistoryView(
    /// What the address asks for.
    query: HistoryQuery,
    /// What was found.
    listing: HistoryListing,
    /// The workflows that can be chosen.
    workflows: Vec<(WorkflowId, Name)>,
) -> impl IntoView {
    let HistoryListing { items, known, older, reaches_to, is_empty } = listing;
    let nothing = items.is_empty().then(|| view! { <Nothing query=query.clone() is_empty/> });
    let known = Arc::new(known);
    let rows = items.into_iter().map(|it| view! { <HappeningRow it known=Arc::clone(&known)/> }).collect_view();
    let is_older = query.before.is_some();
    let newest = is_older.then(|| view! { <a class="button" href=query.with_before(None).href()>"Newest"</a> });
    let older = older.map(|before| view! { <a class="button" href=query.with_before(Some(before)).href()>"Older"</a> });
    let pager = (newest.is_some() || older.is_some())
        .then(|| view! { <nav class="pager" aria-label="Pages">{newest} {older}</nav> });
    view! {
        <HistoryFilters query=query.clone() known workflows/>
        <ol class="happenings" role="list" aria-label="What happened, newest first">{rows}</ol>
        {nothing}
        {pager}
        {reaches_to.map(|oldest| view! {
            <p class="history-end quiet">{format!("Brine keeps the newest 10,000 changes. What happened before {} is kept no more.", exact(oldest))}</p>
        })}
    }
}

/// The same as files: everything that the filters find, also what stands on other pages.
#[component]
pub(crate) fn HistoryFiles(
    /// What the address asks for.
    query: HistoryQuery,
) -> impl IntoView {
    let query = query.with_before(None).to_string();
    let link = |format: &str, words: &'static str| {
        let filters = if query.is_empty() { String::new() } else { ["&", &query].concat() };
        let href = ["/api/v1/history/export?format=", format, &filters].concat();
        view! { <a class="button" href=href download="" rel="external">{Icon::Download.view()} {words}</a> }
    };
    view! {
        <nav class="history-files" aria-label="Download the history">
            {link("jsonl", "JSON Lines")} {link("csv", "CSV")} {link("md", "Markdown")}
        </nav>
    }
}

/// Why there is nothing, and what to do.
#[component]
fn Nothing(query: HistoryQuery, is_empty: bool) -> impl IntoView {
    if is_empty {
        let title = "Nothing has happened yet";
        return view! {
            <BlankSlate icon=Icon::Rocket title>
                <p>"Whatever is imported, deployed, paused, renamed or deleted stands here, with who did it and why."</p>
                <p><a class="button button--primary" href="/workflows">"Import a workflow or load examples"</a></p>
            </BlankSlate>
        }
        .into_any();
    }
    let (words, href, action) = if query.is_everything() {
        ("Nothing older is kept.", "/history", "See the newest")
    } else {
        ("Nothing that is kept fits these filters.", "/history", "Show everything")
    };
    view! {
        <BlankSlate icon=Icon::Search title="Nothing found">
            <p>{words}</p>
            <p><a class="button" href=href>{action}</a></p>
        </BlankSlate>
    }
    .into_any()
}
