//! What is known of an execution in few words: how it is, what it ran, when.

use crate::{
    components::{execution_status::ExecutionStatusText, relative_time::RelativeTime},
    state::duration_words::took,
};
use domain::{EngineKind, ExecutionDetail, ExecutionState, RunOf, Timestamp};
use leptos::prelude::*;

/// A list of facts.
#[component]
pub(super) fn Facts(#[prop(into)] it: Signal<ExecutionDetail>) -> impl IntoView {
    let execution = it.with_untracked(|it| it.execution.clone());
    let name = it.with_untracked(|it| it.of_name.as_ref().map(ToString::to_string));
    let state = Memo::new(move |_| it.with(|it| it.execution.state.clone()));
    let began = Memo::new(move |_| state.read().begun_at());
    let ended = move || Some(took(state.read().ended_at()?.as_millis() - began.get()?.as_millis()));
    let is_cancelling = move || matches!(*state.read(), ExecutionState::Running { cancelling: true, .. });
    let claims = Memo::new(move |_| it.with(|it| it.execution.claims));
    let engine = match execution.engine {
        EngineKind::Builtin => "Brine itself",
        EngineKind::Comfyui => "ComfyUI",
    };
    view! {
        <section class="panel" aria-labelledby="facts-heading">
            <h2 id="facts-heading">"Summary"</h2>
            <dl class="facts">
                <dt>"Status"</dt>
                <dd>
                    <span role="status">
                        <ExecutionStatusText status=Signal::derive(move || state.read().status())/>
                        {move || is_cancelling().then_some(", being cancelled")}
                    </span>
                </dd>
                <dt>"Ran"</dt>
                <dd>{of(execution.of, name)}</dd>
                <dt>"Engine"</dt>
                <dd>{engine}</dd>
                <dt>"Accepted"</dt>
                <dd><RelativeTime at=execution.accepted_at/></dd>
                {move || began.get().map(|at: Timestamp| view! { <dt>"Began"</dt> <dd><RelativeTime at/></dd> })}
                {move || ended().map(|words| view! { <dt>"Took"</dt> <dd>{words}</dd> })}
                {move || (claims.get() > 1).then(|| view! {
                    <dt>"Begun"</dt>
                    <dd>{claims.get().to_string()} " times: a server stopped while it ran"</dd>
                })}
                <dt>"Snapshot"</dt>
                <dd class="digest"><code>{execution.digest.to_string()}</code></dd>
                <dt>"Id"</dt>
                <dd class="digest"><code>{execution.id.to_string()}</code></dd>
            </dl>
        </section>
    }
}

/// What it ran, with a way there.
fn of(of: RunOf, name: Option<String>) -> impl IntoView {
    let (page, unnamed, which) = match of {
        RunOf::Deployment { id, version } => {
            (["/deployments/", &id.to_string()].concat(), "a deployment that is gone", version.to_string())
        }
        RunOf::Workflow { id, revision } => (
            ["/workflows/", &id.to_string()].concat(),
            "a workflow that is gone",
            ["revision ", &revision.to_string()].concat(),
        ),
    };
    let link = match name {
        Some(name) => view! { <a href=page><bdi>{name}</bdi></a> }.into_any(),
        None => unnamed.into_any(),
    };
    view! { {link} ", " {which} }
}
