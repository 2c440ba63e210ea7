//! Asks before many deployments are deleted, and names each.

use crate::{Entry, Page};
use domain::{DeploymentId, Name, Reason, Version};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The answer to the form below the list, before anything is deleted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkDeletePage {
    /// Which deployments are meant, as of now.
    pub chosen: Vec<(DeploymentId, Name, Version)>,
    /// Why, as typed.
    pub reason: String,
    /// The page that it was asked on.
    pub back: String,
}

impl BulkDeletePage {
    fn heading(&self) -> String {
        match self.chosen.len() {
            1 => "Delete 1 deployment?".to_owned(),
            many => format!("Delete {many} deployments?"),
        }
    }
}

impl Page for BulkDeletePage {
    const ENTRY: Entry = Entry::None;

    fn title(&self) -> String {
        [&self.heading(), " · Brine"].concat()
    }

    fn view(self) -> AnyView {
        let heading = self.heading();
        let Self { chosen, reason, back } = self;
        let ids = chosen
            .iter()
            .map(|(id, ..)| view! { <input type="hidden" name="id" value=id.to_string()/> })
            .collect_view();
        let names = chosen
            .iter()
            .map(|(_, name, version)| view! { <li><bdi>{name.to_string()}</bdi> " " {version.to_string()}</li> });
        let names = names.collect_view();
        view! {
            <section class="question" aria-labelledby="question-title">
                <h1 id="question-title">{heading}</h1>
                <p>"Their addresses stop answering. What waits for them is cancelled; their workflows stay."</p>
                <ul class="question__names" tabindex="0" role="list" aria-label="Deployments to be deleted">{names}</ul>
                <form method="post" action="">
                    <input type="hidden" name="do" value="bulk"/>
                    <input type="hidden" name="action" value="delete"/>
                    <input type="hidden" name="confirmed" value="yes"/>
                    {ids}
                    <label class="field">
                        <span>"Reason (optional)"</span>
                        <input class="input" name="reason" maxlength=Reason::MAX_CHARS.to_string() value=reason autocomplete="off"/>
                    </label>
                    <div class="dialog__actions">
                        <a class="button" href=back>"Cancel"</a>
                        <button type="submit" class="button button--danger">"Delete"</button>
                    </div>
                </form>
            </section>
        }
        .into_any()
    }
}
