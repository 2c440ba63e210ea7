//! The dialog over a page with workflows: deploy one, rename it, or delete it.

use crate::{
    api::workflows::read_workflow,
    components::{
        delete_workflow_form::DeleteWorkflowForm, deploy_form::DeployForm, rename_workflow_form::RenameWorkflowForm,
    },
};
use domain::{Deployment, Problem, Workflow};
use leptos::{html::Dialog, prelude::*, task::spawn_local};

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
    /// The words before the workflow's name, its name, and the words after it.
    fn title(&self) -> (&'static str, &Workflow, &'static str) {
        match self {
            Self::Deploy(workflow) => ("Deploy ", workflow, ""),
            Self::Rename(workflow) => ("Rename ", workflow, ""),
            Self::Delete(workflow, _) => ("Delete ", workflow, "?"),
        }
    }
}

/// Nothing, until a task is set; then a dialog that does it.
#[component]
pub(crate) fn WorkflowDialog(
    /// What is to be done.
    task: RwSignal<Option<WorkflowTask>>,
    /// What is wrong with the workflow's graph, where the page knows.
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
    let dialog = NodeRef::<Dialog>::new();
    Effect::new(move || {
        if let (Some(dialog), true) = (dialog.get(), task.read().is_some()) {
            let _ = dialog.show_modal();
        }
    });
    let close = move || task.set(None);
    let body = move |task: WorkflowTask| match task {
        WorkflowTask::Deploy(workflow) => {
            let problems = problems.unwrap_or_else(|| fetched_problems(&workflow));
            let done = Callback::new(move |made| {
                close();
                on_deployed.run(made);
            });
            view! { <DeployForm workflow problems unsaved on_done=done><Cancel on_cancel=close/></DeployForm> }
                .into_any()
        }
        WorkflowTask::Rename(workflow) => {
            let done = Callback::new(move |now| {
                close();
                on_renamed.run(now);
            });
            view! { <RenameWorkflowForm workflow on_done=done><Cancel on_cancel=close/></RenameWorkflowForm> }
                .into_any()
        }
        WorkflowTask::Delete(workflow, deployments) => {
            let done = Callback::new(move |gone| {
                close();
                on_deleted.run(gone);
            });
            view! { <DeleteWorkflowForm workflow deployments on_done=done><Cancel on_cancel=close/></DeleteWorkflowForm> }.into_any()
        }
    };
    view! {
        {move || task.get().map(|task| {
            let (before, workflow, after) = task.title();
            let title = view! { {before} <bdi>{workflow.name.to_string()}</bdi> {after} };
            view! {
                <dialog class="dialog" node_ref=dialog aria-labelledby="workflow-dialog-title" on:close=move |_| close()>
                    <h2 class="dialog__title" id="workflow-dialog-title">{title}</h2>
                    {body(task)}
                </dialog>
            }
        })}
    }
}

/// A way out that changes nothing.
#[component]
fn Cancel(on_cancel: impl Fn() + Copy + 'static) -> impl IntoView {
    view! { <button class="button" type="button" on:click=move |_| on_cancel()>"Cancel"</button> }
}

/// Asks for a graph's problems where the page knows only how many there are.
fn fetched_problems(workflow: &Workflow) -> Signal<Vec<Problem>> {
    let problems = RwSignal::new(Vec::new());
    if !workflow.is_deployable() {
        let id = workflow.id;
        spawn_local(async move {
            if let Ok(detail) = read_workflow(id).await {
                problems.set(detail.problems);
            }
        });
    }
    problems.into()
}
