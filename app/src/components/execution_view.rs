//! Everything about one execution, drawn; kept true while it goes on.

mod callback;
mod facts;
mod timeline;

use crate::{
    AppError,
    api::executions::{cancel_execution, rerun_execution},
    browser,
    components::{
        execution_action::ExecutionAction, execution_outputs::ExecutionOutputs, execution_progress::ExecutionProgress,
        refusal_notice::RefusalNotice,
    },
    live::Watched,
    state::pretty_json::pretty,
};
use callback::CallbackPanel;
use domain::{ExecutionDetail, ExecutionFailure, ExecutionId, RunOf};
use facts::Facts;
use leptos::{prelude::*, task::spawn_local};
use timeline::Timeline;

/// The page's content.
#[component]
pub(crate) fn ExecutionView(
    /// What to show at first.
    detail: ExecutionDetail,
) -> impl IntoView {
    let inputs = pretty(&detail.inputs);
    let first = StoredValue::new(detail.clone());
    let watched = Watched::start(Some(detail.clone()));
    let it = Signal::derive(move || watched.detail.get().unwrap_or_else(|| first.get_value()));
    let outputs = Memo::new(move |_| it.with(|it| it.outputs.clone()));
    let failure = Memo::new(move |_| it.with(|it| it.failure.clone()));
    let id = detail.execution.id;
    view! {
        <Head detail watched/>
        <div class="panels execution">
            <Facts it/>
            {move || failure.get().map(|failure| view! { <Failure failure/> })}
            <section class="panel" aria-labelledby="outputs-heading">
                <h2 id="outputs-heading">"Outputs"</h2>
                {move || if outputs.read().is_empty() {
                    let words = if watched.goes_on() { "None yet." } else { "Nothing came of it." };
                    view! { <p class="quiet">{words}</p> }.into_any()
                } else {
                    view! { <ExecutionOutputs id outputs=outputs.get()/> }.into_any()
                }}
            </section>
            <section class="panel" aria-labelledby="inputs-heading">
                <h2 id="inputs-heading">"Inputs"</h2>
                <pre class="outputs__text outputs__text--json" tabindex="0">{inputs}</pre>
            </section>
            <Timeline it/>
            <CallbackPanel it watched/>
        </div>
    }
}

/// What it is of, and what can be done with it.
#[component]
fn Head(detail: ExecutionDetail, watched: Watched) -> impl IntoView {
    let messages = RwSignal::new(Vec::new());
    let (what, list, list_name, page) = match detail.execution.of {
        RunOf::Deployment { id, .. } => {
            ("Execution", "/deployments", "Deployments", ["/deployments/", &id.to_string()].concat())
        }
        RunOf::Workflow { id, .. } => ("Test", "/workflows", "Workflows", ["/workflows/", &id.to_string()].concat()),
    };
    let name = detail.of_name.map(|name| name.to_string());
    let of = name.clone().map(|name| view! { " of " <bdi>{name}</bdi> });
    let above = name.map(|name| view! { " / " <a href=page><bdi>{name}</bdi></a> });
    let id = detail.execution.id;
    let goes_on = Memo::new(move |_| watched.goes_on());
    let refuse = move |error: AppError| {
        let _ = messages.try_set(error.lines());
    };
    let cancel = Callback::new(move |id: ExecutionId| {
        spawn_local(async move {
            match cancel_execution(id).await {
                Ok(_) => watched.read(),
                Err(error) => refuse(error),
            }
        });
    });
    let again = Callback::new(move |id: ExecutionId| {
        spawn_local(async move {
            match rerun_execution(id).await {
                Ok(new) => browser::visit(&ExecutionDetail::path(new.id)),
                Err(error) => refuse(error),
            }
        });
    });
    view! {
        <nav class="workflow-head__path" aria-label="Breadcrumb"><a href=list>{list_name}</a> {above}</nav>
        <div class="page-header">
            <h1>{what} {of}</h1>
            <div class="execution__actions">
                <Show when=move || goes_on.get()>
                    <a class="button without-script" href=ExecutionDetail::path(id)>"Look again"</a>
                    <ExecutionAction id action="cancel_execution" words="Cancel" on_press=cancel/>
                </Show>
                <ExecutionAction id action="rerun_execution" words="Run again" on_press=again/>
            </div>
        </div>
        <RefusalNotice id="execution-refusal" messages/>
        <ExecutionProgress watched nodes=Signal::stored(0)/>
    }
}

/// Why it failed, and where.
#[component]
fn Failure(failure: ExecutionFailure) -> impl IntoView {
    let ExecutionFailure { node, node_type, kind, message } = failure;
    let place = node.map(|node| {
        let of_type = node_type.map(|it| view! { " (" <bdi>{it}</bdi> ")" });
        view! { <p class="execution__place">"At node " <bdi>{node}</bdi> {of_type}</p> }
    });
    view! {
        <section class="panel execution__failure" aria-labelledby="failure-heading">
            <h2 id="failure-heading">"What went wrong"</h2>
            {place}
            <pre class="outputs__text" tabindex="0">{message}</pre>
            <p class="quiet">"Kind: " <code>{kind}</code></p>
        </section>
    }
}

#[cfg(test)]
mod tests;
