//! Where an execution calls back to, how far that is, and what became of each attempt.

use crate::{
    api::executions::replay_callback,
    components::{execution_action::ExecutionAction, refusal_notice::RefusalNotice, relative_time::RelativeTime},
    live::Watched,
    state::{duration_words::took, relative_time::exact},
    toast,
};
use domain::{CallbackAttempt, CallbackState, ExecutionDetail, ExecutionId};
use leptos::{prelude::*, task::spawn_local};

/// Nothing, where nobody is to be called back.
#[component]
pub(super) fn CallbackPanel(#[prop(into)] it: Signal<ExecutionDetail>, watched: Watched) -> impl IntoView {
    let (id, url) = it.with_untracked(|it| (it.execution.id, it.callback_url.clone()));
    url.map(|url| view! { <Panel id url it watched/> })
}

#[component]
fn Panel(id: ExecutionId, url: String, it: Signal<ExecutionDetail>, watched: Watched) -> impl IntoView {
    let messages = RwSignal::new(Vec::new());
    let state = Memo::new(move |_| it.with(|it| it.execution.callback));
    let attempts = Memo::new(move |_| it.with(|it| it.attempts.clone()));
    let replay = Callback::new(move |id: ExecutionId| {
        spawn_local(async move {
            match replay_callback(id).await {
                Ok(_) => {
                    toast::show("Calling back once more");
                    watched.read();
                }
                Err(error) => {
                    let _ = messages.try_set(error.lines());
                }
            }
        });
    });
    view! {
        <section class="panel panel--wide" aria-labelledby="callback-heading">
            <h2 id="callback-heading">"Callback"</h2>
            <p class="digest"><code>{url}</code></p>
            <p role="status">{move || state.get().map(words)}</p>
            <RefusalNotice id="replay-refusal" messages/>
            <ol class="attempts" role="list">{move || attempts.get().into_iter().map(attempt).collect_view()}</ol>
            <Show when=move || !watched.goes_on()>
                <ExecutionAction id action="replay_callback" words="Replay callback" on_press=replay/>
            </Show>
        </section>
    }
}

/// How far it is.
fn words(state: CallbackState) -> String {
    let after = |attempts: u32| if attempts == 1 { "1 attempt".to_owned() } else { attempts.to_string() + " attempts" };
    match state {
        CallbackState::Waiting => "Sent once the execution is over.".to_owned(),
        CallbackState::Due { attempts: 0, .. } => "About to be sent.".to_owned(),
        CallbackState::Due { attempts, next } => {
            ["Not taken after ", &after(attempts), "; tried again at ", &exact(next), "."].concat()
        }
        CallbackState::Delivered { attempts, at } => {
            ["Delivered at ", &exact(at), ", after ", &after(attempts), "."].concat()
        }
        CallbackState::GivenUp { attempts, at } => {
            ["Given up at ", &exact(at), ", after ", &after(attempts), "."].concat()
        }
    }
}

fn attempt(it: CallbackAttempt) -> impl IntoView {
    let status = it.status.map_or("No answer".to_owned(), |status| ["Status ", &status.to_string()].concat());
    view! {
        <li class="attempts__line">
            <span><b>{status}</b> " " <bdi>{it.words.to_string()}</bdi></span>
            <span class="quiet"><RelativeTime at=it.at/> ", took " {took(it.took_ms.into())}</span>
        </li>
    }
}
