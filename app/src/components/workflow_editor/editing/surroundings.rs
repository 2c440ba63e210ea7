//! What happens elsewhere while a workflow is open: saves, names, tests, deployments.

use super::Editing;
use crate::{
    api::workflows::read_workflow,
    live::{Heard, News},
    state::revision_facts::RevisionFacts,
};
use domain::{Deployment, DeploymentId, ExecutionStatus, Subject, WorkflowDetail};
use leptos::{prelude::*, task::spawn_local};

impl Editing {
    /// Hears what happened elsewhere: saves, names, deployments of this workflow.
    pub(in crate::components::workflow_editor) fn hear(self, news: News) {
        match news {
            News::Entry(heard @ (Heard::Status { id, .. } | Heard::Name { id, .. })) => {
                self.change(id, |it| heard.change(it));
            }
            News::Entry(Heard::Deployments(id) | Heard::Workflow(id) | Heard::NoWorkflow(id)) if id != self.id => {}
            // The text stays: it may be all that is left of the workflow.
            News::Entry(Heard::NoWorkflow(_)) => {
                self.messages.set(vec!["This workflow was deleted. The text here is not saved anywhere.".to_owned()]);
            }
            News::Activity(..) => {}
            News::Run(run) if run.of != Subject::Workflow(self.id) || !is_over(run.status) => {}
            // Whether a revision may be deployed depends on its last test, whoever ran it.
            News::Entry(_) | News::At(_) | News::Run(_) => spawn_local(self.look_around()),
        }
    }

    /// Finds out how things are around the text.
    pub(in crate::components::workflow_editor) async fn look_around(self) {
        if let Ok(detail) = read_workflow(self.id).await {
            self.take_around(detail);
        }
    }

    /// Takes over what is known of the workflow now, but for the text: that is the reader's.
    fn take_around(self, detail: WorkflowDetail) {
        let facts = RevisionFacts::of(&detail);
        if facts.revision >= self.facts.read_untracked().revision && facts != *self.facts.read_untracked() {
            self.facts.set(facts);
        }
        let WorkflowDetail { workflow, deployments, deployment_count, .. } = detail;
        self.note_newer(workflow.revision);
        if self.workflow.read_untracked().name != workflow.name {
            self.workflow.update(|it| it.name = workflow.name);
        }
        self.deployments.set(deployments);
        self.deployment_count.set(deployment_count);
    }

    /// Adds a deployment, once: the answer and the feed both tell of it.
    pub(in crate::components::workflow_editor) fn add(self, made: Deployment) {
        if self.deployments.read_untracked().iter().all(|it| it.id != made.id) {
            self.deployments.update(|all| all.insert(0, made));
            self.deployment_count.update(|count| *count += 1);
        }
    }

    fn change(self, id: DeploymentId, change: impl FnOnce(&mut Deployment)) {
        if self.deployments.read_untracked().iter().any(|it| it.id == id) {
            self.deployments.update(|all| {
                if let Some(it) = all.iter_mut().find(|it| it.id == id) {
                    change(it);
                }
            });
        }
    }
}

/// Whether a run in this status changes no more.
const fn is_over(status: ExecutionStatus) -> bool {
    !matches!(status, ExecutionStatus::Queued | ExecutionStatus::Running)
}
