//! What the deployment ran: a list with a status filter, a page at a time. The address says which.

mod following;
mod row;

use crate::{components::icon::Icon, state::deployment_address::DeploymentAddress};
use domain::{DeploymentId, ExecutionListing, ExecutionStatus};
use following::Following;
use leptos::prelude::*;
use row::Row;

/// Where the section is, for addresses that lead to it.
const PART: &str = "#executions";

/// The list; live.
#[component]
pub(super) fn Executions(id: DeploymentId, first: ExecutionListing, address: DeploymentAddress) -> impl IntoView {
    let Following { listing, address, trouble, .. } = Following::start(id, first, address);
    let count = |status: Option<ExecutionStatus>, listing: &ExecutionListing| {
        let each = ExecutionStatus::ALL.into_iter().zip(listing.counts);
        each.filter(|(it, _)| status.is_none_or(|status| status == *it)).map(|(_, count)| count).sum::<u32>()
    };
    let filter = move |status: Option<ExecutionStatus>| {
        let shown = move || address.read().executions == status;
        let count = move || count(status, &listing.read());
        let href =
            move || DeploymentAddress { executions: status, executions_before: None, ..address.get() }.href(id, PART);
        view! {
            // Statuses that nothing has are of no use here.
            <a class="segment" data-stay="" href=href aria-current=move || shown().then_some("page") hidden=move || status.is_some() && count() == 0 && !shown()>
                {status.map_or("All", ExecutionStatus::label)} " " <span class="segment__count">{count}</span>
            </a>
        }
    };
    let page = move |before, words: &'static str| {
        let href = DeploymentAddress { executions_before: before, ..address.get() }.href(id, PART);
        view! { <a class="button" data-stay="" href=href>{words}</a> }
    };
    let newest = move || address.read().executions_before.is_some().then(|| page(None, "Newest executions"));
    let older = move || listing.read().older.map(|before| page(Some(before), "Older executions"));
    let nothing = move || match (listing.read().items.is_empty(), address.read().executions) {
        (false, _) => "",
        (true, None) => "No executions yet.",
        (true, Some(_)) => "None of this status.",
    };
    let statuses = [None].into_iter().chain(ExecutionStatus::ALL.map(Some));
    view! {
        <section class="panel panel--wide" id="executions" aria-labelledby="executions-heading">
            <div class="panel__head">
                <h2 id="executions-heading">"Executions"</h2>
                <nav class="segments" aria-label="Filter executions">{statuses.map(filter).collect_view()}</nav>
            </div>
            {move || trouble.get().map(|why| view! { <p class="notice" role="alert">{Icon::Warning.view()} " The list may be out of date: " {why} "."</p> })}
            <ol class="executions" role="list">
                <For each=move || listing.get().items key=|it| (it.id, it.row) let:it><Row it/></For>
            </ol>
            <p class="quiet" role="status">{nothing}</p>
            <nav class="pager" aria-label="Pages of executions">{newest} {older}</nav>
        </section>
    }
}
