//! Why an execution's page cannot be shown, and where there is something.

use crate::{
    AppError, Entry, Page,
    components::{blank_slate::BlankSlate, icon::Icon},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What stands at the address of an execution that is not there, or cannot be read now.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct NoExecutionPage(
    /// Why.
    pub AppError,
);

impl NoExecutionPage {
    const fn heading(&self) -> &'static str {
        match self.0 {
            AppError::NotFound { .. } => "No such execution",
            _ => "This execution cannot be shown",
        }
    }
}

impl Page for NoExecutionPage {
    const ENTRY: Entry = Entry::None;

    fn title(&self) -> String {
        [self.heading(), " · Brine"].concat()
    }

    fn view(self) -> AnyView {
        let title = self.heading();
        view! {
            <h1 class="visually-hidden">{title}</h1>
            <BlankSlate icon=Icon::Search title>
                <p>{self.0.sentence()}</p>
                <p class="quiet">"Executions are kept for a while only: the oldest go first."</p>
                <p><a class="button button--primary" href="/deployments">"See the deployments"</a></p>
            </BlankSlate>
        }
        .into_any()
    }
}
