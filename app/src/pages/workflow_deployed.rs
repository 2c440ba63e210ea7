//! What is told once, after deploying, where there is no JavaScript.

use crate::{
    Entry, Page,
    components::{deployed_notice::DeployedNotice, form_page::FormPage, words::Words},
};
use domain::Deployed;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The answer to the form of `/workflows/{id}/deploy`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct WorkflowDeployedPage(
    /// What was deployed.
    pub Deployed,
);

impl Page for WorkflowDeployedPage {
    const ENTRY: Entry = Entry::None;

    fn title(&self) -> String {
        format!("{} is deployed · Brine", self.0.deployment.name)
    }

    fn view(self) -> AnyView {
        let Deployed { deployment, callback_secret } = self.0;
        let page = ["/deployments/", &deployment.id.to_string()].concat();
        view! {
            <FormPage title=Words::about("", &deployment.name, " is deployed")>
                {callback_secret.map(|secret| view! { <DeployedNotice secret/> })}
                <div class="dialog__actions">
                    <a class="button" href="/deployments">"See all deployments"</a>
                    <a class="button button--primary" href=page>"See the deployment"</a>
                </div>
            </FormPage>
        }
        .into_any()
    }
}
