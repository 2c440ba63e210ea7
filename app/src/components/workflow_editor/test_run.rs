//! Tries the saved revision out: its inputs, a button, how far it is, and what came of it.

use super::{editing::Editing, test_result::TestResult};
use crate::{
    AppError,
    api::executions::{cancel_execution, start_test},
    around::Around,
    browser,
    components::{
        execution_action::ExecutionAction, execution_progress::ExecutionProgress, input_field::input_field,
        refusal_notice::RefusalNotice,
    },
    state::input_faults::summary,
};
use domain::{Execution, ExecutionDetail, ExecutionId, InputFault};
use leptos::{ev::SubmitEvent, html::Form, prelude::*, task::spawn_local};
use std::time::Duration;

/// The `do` of the form.
const ACTION: &str = "start_test";
/// The summary of what is wrong with the inputs.
const SUMMARY: &str = "test-faults";

/// The panel.
#[component]
pub(super) fn TestRun(
    editing: Editing,
    /// The form, for the key that sends it.
    form: NodeRef<Form>,
) -> impl IntoView {
    let refusal = Around::of_page().refusal().filter(|it| it.action == ACTION);
    let faults = RwSignal::new(refusal.as_ref().map(|it| it.faults.clone()).unwrap_or_default());
    let of_the_whole = refusal.as_ref().filter(|it| it.faults.is_empty());
    let messages = RwSignal::new(of_the_whole.map(|it| it.messages.clone()).unwrap_or_default());
    let busy = RwSignal::new(false);
    let watched = editing.watched;
    let inputs = Memo::new(move |_| editing.facts.read().interface.inputs.clone());
    let hindrance = Memo::new(move |_| editing.facts.read().hindrance.as_ref().map(|it| it.words.to_string()));
    let nodes = Signal::derive(move || editing.workflow.read().nodes);
    let goes_on = Memo::new(move |_| watched.goes_on());
    // What the server knows of the revision changes once its test is over.
    Effect::new(move |before: Option<bool>| {
        let now = goes_on.get();
        if before == Some(true) && !now {
            spawn_local(editing.look_around());
        }
        now
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let (Some(form), false) = (form.get_untracked(), busy.get_untracked()) {
            spawn_local(async move {
                busy.set(true);
                let (said, wrong) = run(editing, form).await;
                let leads = !wrong.is_empty();
                messages.set(said);
                faults.set(wrong);
                busy.set(false);
                if leads {
                    // Once it is drawn.
                    browser::after(Duration::ZERO, || browser::focus(SUMMARY));
                }
            });
        }
    };
    let cancel = Callback::new(move |id: ExecutionId| {
        spawn_local(async move {
            match cancel_execution(id).await {
                Ok(_) => watched.read(),
                Err(error) => messages.set(error.lines()),
            }
        });
    });
    view! {
        <section class="panel test-run" aria-labelledby="test-title">
            <h2 class="panel__title" id="test-title">"Test run"</h2>
            {move || hindrance.get().map(|words| view! { <p class="notice">"It cannot run as it is: " {words}</p> })}
            <form
                method="post" action=["/workflows/", &editing.id.to_string()].concat() enctype="multipart/form-data"
                node_ref=form on:submit=submit
                aria-busy=move || busy.get().then_some("true")
            >
                <input type="hidden" name="do" value=ACTION/>
                <input type="hidden" name="workflow" value=editing.id.to_string()/>
                <input type="hidden" name="revision" value=move || editing.workflow.read().revision.to_string()/>
                // Without a script the focus begins here, on the page that answers the form.
                <div
                    class="refusal" id=SUMMARY role="group" aria-labelledby="test-faults-title" tabindex="-1" autofocus
                    hidden=move || faults.read().is_empty()
                    inner_html=move || summary(&inputs.read(), &faults.read())
                ></div>
                {move || {
                    let fields = inputs.get().into_iter().enumerate();
                    fields.map(|(at, it)| input_field(at, it, refusal.as_ref(), faults)).collect_view()
                }}
                <RefusalNotice id="test-refusal" messages/>
                <div class="test-run__actions">
                    <button class="button" type="submit" aria-keyshortcuts="Control+Enter Meta+Enter">"Test run"</button>
                    <Show when=move || editing.changed.get()><span class="quiet">"Saves your changes first."</span></Show>
                </div>
            </form>
            <ExecutionProgress watched nodes/>
            {move || goes_on.get().then(|| watched.id()).flatten().map(|id| view! {
                <ExecutionAction id action="cancel_execution" words="Cancel" on_press=cancel/>
            })}
            <TestResult editing/>
        </section>
    }
}

/// Saves the text where it is not saved, and runs it. Says what is in the way: of the whole, or of its inputs.
async fn run(editing: Editing, form: leptos::web_sys::HtmlFormElement) -> (Vec<String>, Vec<InputFault>) {
    let values = browser::inputs_of(form).await;
    editing.compare();
    if editing.changed.get_untracked() && !editing.saved_now().await {
        return (vec!["Not run: your changes are not saved.".to_owned()], Vec::new());
    }
    let (revision, name) = editing.workflow.with_untracked(|it| (it.revision, it.name.clone()));
    match start_test(editing.id, revision, values).await {
        Ok(execution) => {
            editing.watched.follow(begun(execution, name));
            Default::default()
        }
        Err(AppError::Inputs { faults, .. }) => (Vec::new(), faults),
        Err(error) => (error.lines(), Vec::new()),
    }
}

/// What is known of an execution when it was begun.
fn begun(execution: Execution, of: domain::Name) -> ExecutionDetail {
    ExecutionDetail {
        execution,
        of_name: Some(of),
        inputs: String::new(),
        outputs: Vec::new(),
        failure: None,
        nodes: Vec::new(),
        callback_url: None,
        attempts: Vec::new(),
    }
}

#[cfg(test)]
mod tests;
