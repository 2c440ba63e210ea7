//! Why the list of deployments is empty, and what to do about it.

use crate::components::{blank_slate::BlankSlate, icon::Icon};
use domain::{DeploymentQuery, StatusFilter};
use leptos::prelude::*;

/// Different words for each reason.
#[component]
pub(super) fn Nothing(
    /// What was asked for.
    query: DeploymentQuery,
    /// How many deployments there are at all.
    existing: u32,
) -> impl IntoView {
    let is_search = !query.search.is_empty() || query.kind.is_some();
    let (icon, title, words) = match query.status {
        _ if existing == 0 => (
            Icon::Rocket,
            "No deployments yet",
            "A deployment is a snapshot of a workflow, put to work. Import a workflow or load the examples, then deploy it.",
        ),
        _ if is_search => (Icon::Search, "Nothing matches", "No deployment fits the search and the filters."),
        StatusFilter::Online => (Icon::Cube, "None online", "Every deployment is paused. Resume one with its switch."),
        StatusFilter::Paused | StatusFilter::All => (Icon::Cube, "None paused", "Every deployment is running."),
    };
    let all = DeploymentQuery { sort: query.sort, page: 1, ..DeploymentQuery::default() };
    let (class, href, action) = match existing {
        0 => ("button button--primary", "/workflows".to_owned(), "Import a workflow or load examples"),
        _ if is_search => ("button", all.with_status(query.status).href(), "Clear the search"),
        _ => ("button", all.href(), "See all deployments"),
    };
    view! {
        <BlankSlate icon title>
            <p>{words}</p>
            <p><a class=class href=href>{action}</a></p>
        </BlankSlate>
    }
}

#[cfg(test)]
mod tests;
