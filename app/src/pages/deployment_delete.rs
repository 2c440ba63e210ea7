//! Asks before a deployment is deleted, for browsers without a script.

use crate::{
    Entry, Page,
    around::Around,
    components::{
        deletion::{DeletionChoice, Kept},
        refusal_notice::RefusalNotice,
    },
};
use domain::Deployment;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The page at `/deployments/{id}/delete`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DeploymentDeletePage {
    /// Which deployment.
    pub deployment: Deployment,
    /// Until when its snapshot would be kept.
    pub kept: Kept,
    /// The addresses that lead to it.
    pub addresses: Vec<String>,
}

impl Page for DeploymentDeletePage {
    const ENTRY: Entry = Entry::None;

    fn title(&self) -> String {
        format!("Delete {}? · Brine", self.deployment.name)
    }

    fn view(self) -> AnyView {
        let Self { deployment: it, kept, addresses } = self;
        let messages = Around::of_page().refusal().map(|refusal| refusal.messages).unwrap_or_default();
        let stranded = (!addresses.is_empty()).then(|| {
            view! { <p>"Requests to " <strong>{addresses.join(", ")}</strong> " are not found from then on, until the address leads elsewhere."</p> }
        });
        view! {
            <section class="question" aria-labelledby="question-title">
                <h1 id="question-title">"Delete " <bdi>{it.name.to_string()}</bdi> "?"</h1>
                <p class="version">{it.version.to_string()}</p>
                <RefusalNotice id="delete-refusal" messages=Signal::stored(messages)/>
                {stranded}
                <form method="post" action="">
                    <input type="hidden" name="do" value="delete_deployment"/>
                    <input type="hidden" name="id" value=it.id.to_string()/>
                    <DeletionChoice kept/>
                    <div class="dialog__actions">
                        <a class="button" href=format!("/deployments/{}", it.id)>"Cancel"</a>
                        <button type="submit" class="button button--danger">"Delete"</button>
                    </div>
                </form>
            </section>
        }
        .into_any()
    }
}
