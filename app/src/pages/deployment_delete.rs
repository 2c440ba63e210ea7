//! Asks before a deployment is deleted, for browsers without a script.

use crate::{
    Entry, Page,
    around::Around,
    components::{delete_deployment_dialog::DeletionConsequences, refusal_notice::RefusalNotice},
};
use domain::Deployment;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The page at `/deployments/{id}/delete`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DeploymentDeletePage(
    /// Which deployment.
    pub Deployment,
);

impl Page for DeploymentDeletePage {
    const ENTRY: Entry = Entry::None;

    fn title(&self) -> String {
        format!("Delete {}? · Brine", self.0.name)
    }

    fn view(self) -> AnyView {
        let it = self.0;
        let messages = Around::of_page().refusal().map(|refusal| refusal.messages).unwrap_or_default();
        view! {
            <section class="question" aria-labelledby="question-title">
                <h1 id="question-title">"Delete " <bdi>{it.name.to_string()}</bdi> "?"</h1>
                <RefusalNotice id="delete-refusal" messages=Signal::stored(messages)/>
                <DeletionConsequences version=Signal::stored(it.version.to_string())/>
                <form method="post" action="" class="dialog__actions">
                    <input type="hidden" name="do" value="delete_deployment"/>
                    <input type="hidden" name="id" value=it.id.to_string()/>
                    <a class="button" href=format!("/deployments/{}", it.id)>"Cancel"</a>
                    <button type="submit" class="button button--danger">"Delete"</button>
                </form>
            </section>
        }
        .into_any()
    }
}
