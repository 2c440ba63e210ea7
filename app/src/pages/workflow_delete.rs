//! The question before a workflow is deleted, as a page: where browsers without JavaScript are led.

use crate::{
    Entry, Page,
    components::{
        delete_workflow_form::DeleteWorkflowForm,
        form_page::{BackToWorkflow, FormPage},
        words::Words,
    },
};
use domain::Workflow;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The page at `/workflows/{id}/delete`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct WorkflowDeletePage {
    /// Which workflow.
    pub workflow: Workflow,
    /// How many deployments of it there are.
    pub deployments: u32,
}

impl Page for WorkflowDeletePage {
    const ENTRY: Entry = Entry::None;

    fn title(&self) -> String {
        format!("Delete {}? · Brine", self.workflow.name)
    }

    fn view(self) -> AnyView {
        let Self { workflow, deployments } = self;
        let (id, title) = (workflow.id, Words::about("Delete ", &workflow.name, "?"));
        view! {
            <FormPage title>
                <DeleteWorkflowForm workflow deployments on_done=Callback::new(|_| ())><BackToWorkflow id/></DeleteWorkflowForm>
            </FormPage>
        }
        .into_any()
    }
}
