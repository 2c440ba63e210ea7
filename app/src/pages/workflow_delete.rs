//! The question before a workflow is deleted, as a page: where browsers without JavaScript are led.

use crate::{Entry, Page, components::delete_workflow_form::DeleteWorkflowForm};
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
        let name = workflow.name.to_string();
        let back = ["/workflows/", &workflow.id.to_string()].concat();
        view! {
            <section class="form-page" aria-labelledby="form-page-title">
                <h1 class="form-page__title" id="form-page-title">"Delete " <bdi>{name}</bdi> "?"</h1>
                <DeleteWorkflowForm workflow deployments on_done=Callback::new(|_| ())>
                    <a class="button" href=back>"Cancel"</a>
                </DeleteWorkflowForm>
            </section>
        }
        .into_any()
    }
}
