//! Which part of the history is shown: a form whose fields are the address.

use domain::{Day, HappeningKind, HistoryQuery, Known, Name, WorkflowId};
use leptos::prelude::*;
use std::sync::Arc;

/// Workflow, kind and days; and the deployment that a row's version led to.
#[component]
pub(super) fn HistoryFilters(
    /// What is shown now.
    query: HistoryQuery,
    /// What the rows are about.
    known: Arc<Known>,
    /// The workflows that can be chosen.
    workflows: Vec<(WorkflowId, Name)>,
) -> impl IntoView {
    let chosen = query.workflow.filter(|id| workflows.iter().all(|(known, _)| known != id));
    let chosen = chosen.map(|id| (id, known.workflow(id).map_or_else(|| id.to_string(), ToString::to_string)));
    let listed = workflows.into_iter().map(|(id, name)| (id, name.to_string()));
    let workflow = |(id, name): (WorkflowId, String)| {
        view! { <option value=id.to_string() selected=query.workflow == Some(id)>{name}</option> }
    };
    let kind = |it: HappeningKind| {
        view! { <option value=it.as_str() selected=query.kind == Some(it)>{it.label()}</option> }
    };
    let day = |it: Option<Day>| it.map(|it| it.to_string()).unwrap_or_default();
    let only = query.deployment.map(|id| {
        let without = HistoryQuery { deployment: None, before: None, ..query.clone() }.href();
        let name = known.deployment(id).map_or_else(|| id.to_string(), |it| format!("{} {}", it.name, it.version));
        view! {
            <p class="history-only">
                <input type="hidden" name="deployment" value=id.to_string()/>
                <span>"Only of " <bdi>{name}</bdi></span>
                <a href=without>"Of every deployment"</a>
            </p>
        }
    });
    let clear = (!query.is_everything()).then(|| view! { <a class="button" href="/history">"Show everything"</a> });
    view! {
        <form class="history-filters" action="/history" aria-label="Filter the history">
            {only}
            <label class="field">
                <span>"Workflow"</span>
                <select class="input" name="workflow">
                    <option value="">"All workflows"</option>
                    {chosen.into_iter().chain(listed).map(workflow).collect_view()}
                </select>
            </label>
            <label class="field">
                <span>"What"</span>
                <select class="input" name="kind">
                    <option value="">"Everything"</option>
                    {HappeningKind::ALL.map(kind).collect_view()}
                </select>
            </label>
            <label class="field"><span>"From (UTC)"</span><input class="input" type="date" name="from" value=day(query.from)/></label>
            <label class="field"><span>"To (UTC)"</span><input class="input" type="date" name="to" value=day(query.to)/></label>
            <div class="history-filters__end">
                <button type="submit" class="button button--primary">"Apply"</button>
                {clear}
            </div>
        </form>
    }
}
