//! Why an execution's page cannot be shown, and where there is something.

use crate::{AppError, Entry, Page, components::not_shown::NotShown};
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
            <NotShown title why=self.0>
                <p class="quiet">"Executions are kept for a while only: the oldest go first."</p>
                <p><a class="button button--primary" href="/deployments">"See the deployments"</a></p>
            </NotShown>
        }
        .into_any()
    }
}
