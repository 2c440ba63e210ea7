//! What came of a request that a form sent, at an address of its own.

use super::public_document;
use crate::{
    Assets, Theme,
    components::{execution_outputs::ExecutionOutputs, run_form::RunWords},
};
use domain::{ExecutionDetail, ExecutionStatus, Slug, WebForm};
use leptos::prelude::*;

/// A request's page: how far it is, then what came of it.
#[derive(Debug, Clone)]
pub struct RunResult {
    /// Where the form is.
    pub slug: Slug,
    /// What the form says.
    pub form: WebForm,
    /// The request, with outputs as the form calls them.
    pub detail: ExecutionDetail,
    /// How many nodes its graph has.
    pub nodes: u32,
}

impl RunResult {
    /// The whole document. While it runs, a script looks again; without one the browser loads it again.
    pub fn document(self, theme: Theme, assets: &Assets) -> String {
        let title = self.form.heading.clone();
        let goes_on = !self.detail.execution.state.is_over();
        let script = goes_on.then(|| assets.run.clone());
        public_document(&title, theme, assets, script, move || self.view())
    }

    fn view(self) -> AnyView {
        let Self { slug, form, detail, nodes } = self;
        let status = detail.execution.state.status();
        let again = ["/run/", slug.as_str()].concat();
        let done = detail.nodes.iter().filter(|span| span.until.is_some()).count();
        let state = match status {
            ExecutionStatus::Queued => "Waiting for its turn…".to_owned(),
            ExecutionStatus::Running => format!("Running: {done} of {nodes} steps done…"),
            ExecutionStatus::Succeeded => "Done.".to_owned(),
            ExecutionStatus::Failed => "This did not work.".to_owned(),
            ExecutionStatus::Cancelled => "This was cancelled.".to_owned(),
        };
        let progress = (!detail.execution.state.is_over()).then(|| {
            view! { <progress class="run__progress" aria-label="Steps done" max=nodes.max(1).to_string() value=done.to_string()></progress> }
        });
        let failure = detail.failure.map(|it| view! { <p class="refusal">{it.message}</p> });
        let nothing = (status == ExecutionStatus::Succeeded && detail.outputs.is_empty())
            .then(|| view! { <p>"It has nothing to show."</p> });
        view! {
            <RunWords form level=1/>
            <div id="run-state" data-goes-on=(!detail.execution.state.is_over()).then_some("")>
                <p class="run__state" role="status">{state}</p>
                {progress} {failure} {nothing}
                <ExecutionOutputs id=detail.execution.id outputs=detail.outputs/>
            </div>
            <p class="run__again"><a class="button" href=again>"Fill the form in again"</a></p>
            <p class="quiet">"This page stays at its address: keep the link to come back."</p>
        }
        .into_any()
    }
}
