//! Why a workflow's page cannot be shown, and where there is something.

use crate::{AppError, Entry, Page, components::not_shown::NotShown};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What stands at the address of a workflow that is not there, or cannot be read now.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct NoWorkflowPage(
    /// Why.
    pub AppError,
);

impl NoWorkflowPage {
    const fn is_gone(&self) -> bool {
        matches!(self.0, AppError::NotFound { .. })
    }

    const fn heading(&self) -> &'static str {
        if self.is_gone() { "No such workflow" } else { "This workflow cannot be shown" }
    }
}

impl Page for NoWorkflowPage {
    const ENTRY: Entry = Entry::None;

    fn title(&self) -> String {
        [self.heading(), " · Brine"].concat()
    }

    fn view(self) -> AnyView {
        let (title, gone) = (self.heading(), self.is_gone());
        view! {
            <NotShown title why=self.0>
                {gone.then(|| view! { <p class="quiet">"Deployments made of a deleted workflow stay on the dashboard."</p> })}
                <p class="blank-slate__ways">
                    <a class="button button--primary" href="/workflows">"See all workflows"</a>
                    <a class="button" href="/deployments">"See the deployments"</a>
                </p>
            </NotShown>
        }
        .into_any()
    }
}
