//! The form that deletes a workflow, after saying what that means.

use crate::{api::workflows::delete_workflow, around::Around, components::refusal_notice::RefusalNotice};
use domain::Workflow;
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};

/// The `do` of the form.
const ACTION: &str = "delete_workflow";

/// A form for one workflow.
#[component]
pub(crate) fn DeleteWorkflowForm(
    /// Which workflow.
    workflow: Workflow,
    /// How many deployments of it there are.
    deployments: u32,
    /// Called with what was deleted.
    on_done: Callback<Workflow>,
    /// What stands beside the button: a way out.
    children: Children,
) -> impl IntoView {
    let id = workflow.id;
    let refused = Around::of_page().refusal().filter(|it| it.action == ACTION).map(|it| it.messages);
    let messages = RwSignal::new(refused.unwrap_or_default());
    let busy = RwSignal::new(false);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let done = delete_workflow(id).await;
            busy.set(false);
            match done {
                Ok(gone) => on_done.run(gone),
                Err(error) => messages.set(error.lines()),
            }
        });
    };
    let stays = match deployments {
        0 => "No deployment was made of it.".to_owned(),
        1 => "Its 1 deployment stays, works on, and keeps its snapshot.".to_owned(),
        many => ["Its ", &many.to_string(), " deployments stay, work on, and keep their snapshots."].concat(),
    };
    view! {
        <form class="delete-form" method="post" action="" on:submit=submit aria-busy=move || busy.get().then_some("true")>
            <input type="hidden" name="do" value=ACTION/>
            <input type="hidden" name="id" value=id.to_string()/>
            <RefusalNotice id="delete-workflow-refusal" messages/>
            <p>
                "The graph of " <bdi class="delete-form__name">{workflow.name.to_string()}</bdi>
                " can then no longer be edited or deployed."
            </p>
            <p class="delete-form__stays">{stays}</p>
            <div class="dialog__actions">
                {children()}
                <button class="button button--danger" type="submit">"Delete"</button>
            </div>
        </form>
    }
}
