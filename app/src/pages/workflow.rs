//! The page of one workflow: its editor.

use crate::{Entry, Page, components::workflow_editor::WorkflowEditor};
use domain::WorkflowDetail;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The page at `/workflows/{id}`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct WorkflowPage {
    /// What to edit.
    pub detail: WorkflowDetail,
    /// Whether the form for another name is open, as `?rename` asks for.
    pub renaming: bool,
}

impl Page for WorkflowPage {
    const ENTRY: Entry = Entry::Workflow;

    fn title(&self) -> String {
        format!("{} · Brine", self.detail.workflow.name)
    }

    fn view(self) -> AnyView {
        view! { <WorkflowEditor detail=self.detail renaming=self.renaming/> }.into_any()
    }
}
