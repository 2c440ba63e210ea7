//! One execution: what it was given, what came of it, and how it went.

use crate::{Entry, Page, components::execution_view::ExecutionView};
use domain::{ExecutionDetail, RunOf};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The page at `/executions/{id}`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ExecutionPage(
    /// What to show.
    pub ExecutionDetail,
);

impl Page for ExecutionPage {
    const ENTRY: Entry = Entry::Execution;

    fn title(&self) -> String {
        let what = match self.0.execution.of {
            RunOf::Deployment { .. } => "Execution",
            RunOf::Workflow { .. } => "Test",
        };
        let of = self.0.of_name.as_ref().map(|name| [" of ", name.as_str()].concat());
        [what, &of.unwrap_or_default(), " · Brine"].concat()
    }

    fn view(self) -> AnyView {
        view! { <ExecutionView detail=self.0/> }.into_any()
    }
}
