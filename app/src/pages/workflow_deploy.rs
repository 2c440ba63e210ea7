//! The deploy form as a page of its own: where browsers without JavaScript are led.

use crate::{Entry, Page, components::deploy_form::DeployForm};
use domain::{Problem, Workflow};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The page at `/workflows/{id}/deploy`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct WorkflowDeployPage {
    /// What to deploy.
    pub workflow: Workflow,
    /// What is wrong with its saved graph.
    pub problems: Vec<Problem>,
}

impl Page for WorkflowDeployPage {
    const ENTRY: Entry = Entry::None;

    fn title(&self) -> String {
        format!("Deploy {} · Brine", self.workflow.name)
    }

    fn view(self) -> AnyView {
        let Self { workflow, problems } = self;
        let name = workflow.name.to_string();
        let back = ["/workflows/", &workflow.id.to_string()].concat();
        view! {
            <section class="form-page" aria-labelledby="form-page-title">
                <h1 class="form-page__title" id="form-page-title">"Deploy " <bdi>{name}</bdi></h1>
                <DeployForm workflow problems=Signal::stored(problems) on_done=Callback::new(|_| ())>
                    <a class="button" href=back>"Cancel"</a>
                </DeployForm>
            </section>
        }
        .into_any()
    }
}
