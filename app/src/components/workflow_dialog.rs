//! The dialog over a page with workflows: deploy one, rename it, or delete it.

use crate::{
    api::workflows::read_workflow,
    components::{
        delete_workflow_form::DeleteWorkflowForm, deploy_form::DeployForm, deployed_notice::DeployedNotice,
        dialog::Dialog, rename_workflow_form::RenameWorkflowForm, words::Words,
    },
    state::revision_facts::RevisionFacts,
    toast,
};
use domain::{Deployed, Deployment, Name, Workflow};
use leptos::{prelude::*, task::spawn_local};

/// What is to be done with which workflow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum WorkflowTask {
    /// Deploy its saved revision.
    Deploy(Workflow),
    /// Say, once, what the callbacks of what was deployed are signed with.
    Tell(Name, String),
    /// Give it another name.
    Rename(Workflow),
    /// Delete it, of which there are so many deployments.
    Delete(Workflow, u32),
}

impl WorkflowTask {
    fn title(&self) -> Words {
        match self {
            Self::Deploy(workflow) => Words::about("Deploy ", &workflow.name, ""),
            Self::Tell(name, _) => Words::about("", name, " is deployed"),
            Self::Rename(workflow) => Words::about("Rename ", &workflow.name, ""),
            Self::Delete(workflow, _) => Words::about("Delete ", &workflow.name, "?"),
        }
    }
}

/// Nothing, until a task is set; then a dialog that does it.
#[component]
pub(crate) fn WorkflowDialog(
    /// What is to be done.
    task: RwSignal<Option<WorkflowTask>>,
    /// What is known of the workflow's saved revision, where the page knows.
    #[prop(optional, into)]
    facts: Option<Signal<Option<RevisionFacts>>>,
    /// Whether the page holds changes of it that are not saved.
    #[prop(optional, into)]
    unsaved: Signal<bool>,
    /// Called with what was deployed.
    on_deployed: Callback<Deployment>,
    /// Called with the workflow under its new name.
    on_renamed: Callback<Workflow>,
    /// Called with what was deleted.
    on_deleted: Callback<Workflow>,
) -> impl IntoView {
    let close = Callback::new(move |()| task.set(None));
    let open = Signal::derive(move || task.read().is_some());
    let title = move || task.read().as_ref().map(WorkflowTask::title).unwrap_or_default();
    let body = move |what: WorkflowTask| match what {
        WorkflowTask::Deploy(workflow) => {
            let facts = facts.unwrap_or_else(|| fetched_facts(&workflow));
            let done = Callback::new(move |Deployed { deployment: made, callback_secret }| {
                task.set(callback_secret.map(|secret| WorkflowTask::Tell(made.name.clone(), secret)));
                let words = [made.name.as_str(), " ", &made.version.to_string(), " deployed"].concat();
                toast::link(words, &["/deployments/", &made.id.to_string()].concat(), "See the deployment");
                on_deployed.run(made);
            });
            view! { <DeployForm workflow facts unsaved on_done=done><Cancel close/></DeployForm> }.into_any()
        }
        WorkflowTask::Tell(_, secret) => view! {
            <DeployedNotice secret/>
            <div class="dialog__actions">
                <button class="button button--primary" type="button" on:click=move |_| close.run(())>"Done"</button>
            </div>
        }
        .into_any(),
        WorkflowTask::Rename(workflow) => {
            let done = Callback::new(move |now: Workflow| {
                close.run(());
                toast::show(["Renamed to ", now.name.as_str()].concat());
                on_renamed.run(now);
            });
            view! { <RenameWorkflowForm workflow on_done=done><Cancel close/></RenameWorkflowForm> }.into_any()
        }
        WorkflowTask::Delete(workflow, deployments) => {
            let done = Callback::new(move |gone: Workflow| {
                close.run(());
                toast::show([gone.name.as_str(), " deleted"].concat());
                on_deleted.run(gone);
            });
            view! { <DeleteWorkflowForm workflow deployments on_done=done><Cancel close first=true/></DeleteWorkflowForm> }
                .into_any()
        }
    };
    view! {
        <Dialog id="workflow-dialog-title" title=Signal::derive(title) open on_close=close>
            {move || task.get().map(body)}
        </Dialog>
    }
}

/// A way out that changes nothing.
#[component]
fn Cancel(
    close: Callback<()>,
    /// Whether the focus begins here: where the other button cannot be undone.
    #[prop(optional)]
    first: bool,
) -> impl IntoView {
    view! { <button class="button" type="button" autofocus=first on:click=move |_| close.run(())>"Cancel"</button> }
}

/// Asks for what is known of a revision where the page does not know.
fn fetched_facts(workflow: &Workflow) -> Signal<Option<RevisionFacts>> {
    let (facts, id) = (RwSignal::new(None), workflow.id);
    spawn_local(async move {
        if let Ok(detail) = read_workflow(id).await {
            let _ = facts.try_set(Some(RevisionFacts::of(&detail)));
        }
    });
    facts.into()
}
