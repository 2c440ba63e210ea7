//! The dialog over a page with workflows: deploy one, rename it, or delete it.

use crate::{
    api::workflows::read_problems,
    components::{
        delete_workflow_form::DeleteWorkflowForm, deploy_form::DeployForm, dialog::Dialog,
        rename_workflow_form::RenameWorkflowForm, words::Words,
    },
    toast,
};
use domain::{Deployment, Problem, Workflow};
use leptos::{prelude::*, task::spawn_local};

/// What is to be done with which workflow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum WorkflowTask {
    /// Deploy its saved revision.
    Deploy(Workflow),
    /// Give it another name.
    Rename(Workflow),
    /// Delete it, of which there are so many deployments.
    Delete(Workflow, u32),
}

impl WorkflowTask {
    fn title(&self) -> Words {
        match self {
            Self::Deploy(workflow) => Words::about("Deploy ", &workflow.name, ""),
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
    /// What is wrong with the workflow's saved graph, where the page knows.
    #[prop(optional, into)]
    problems: Option<Signal<Vec<Problem>>>,
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
    let body = move |task: WorkflowTask| match task {
        WorkflowTask::Deploy(workflow) => {
            let problems = problems.unwrap_or_else(|| fetched_problems(&workflow));
            let done = Callback::new(move |made: Deployment| {
                close.run(());
                let words = [made.name.as_str(), " ", &made.version.to_string(), " deployed"].concat();
                toast::link(words, &["/deployments/", &made.id.to_string()].concat(), "See the deployment");
                on_deployed.run(made);
            });
            view! { <DeployForm workflow problems unsaved on_done=done><Cancel close/></DeployForm> }.into_any()
        }
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

/// Asks for a graph's problems where the page knows only how many there are.
fn fetched_problems(workflow: &Workflow) -> Signal<Vec<Problem>> {
    let problems = RwSignal::new(Vec::new());
    if !workflow.is_deployable() {
        let id = workflow.id;
        spawn_local(async move {
            if let Ok(found) = read_problems(id).await {
                problems.set(found);
            }
        });
    }
    problems.into()
}
