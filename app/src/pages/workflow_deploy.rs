//! The deploy form as a page of its own: where browsers without JavaScript are led.

use crate::{
    Entry, Page,
    components::{
        deploy_form::DeployForm,
        form_page::{BackToWorkflow, FormPage},
        words::Words,
    },
    state::revision_facts::RevisionFacts,
};
use domain::WorkflowDetail;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The page at `/workflows/{id}/deploy`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct WorkflowDeployPage(
    /// What to deploy.
    pub WorkflowDetail,
);

impl Page for WorkflowDeployPage {
    const ENTRY: Entry = Entry::None;

    fn title(&self) -> String {
        format!("Deploy {} · Brine", self.0.workflow.name)
    }

    fn view(self) -> AnyView {
        let facts = Some(RevisionFacts::of(&self.0));
        let workflow = self.0.workflow;
        let (id, title) = (workflow.id, Words::about("Deploy ", &workflow.name, ""));
        view! {
            <FormPage title>
                <DeployForm workflow facts=Signal::stored(facts) on_done=Callback::new(|_| ())><BackToWorkflow id/></DeployForm>
            </FormPage>
        }
        .into_any()
    }
}
