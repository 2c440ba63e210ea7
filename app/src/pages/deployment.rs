//! One deployment: how to call it, what it runs, its versions, its past.

use crate::{Entry, Page, components::deployment_view::DeploymentView};
use domain::{DeploymentDetail, Position};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The page at `/deployments/{id}`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DeploymentPage {
    /// What to show.
    pub detail: DeploymentDetail,
    /// Where the shown page of the history begins; none where it is the newest.
    pub before: Option<Position>,
}

impl Page for DeploymentPage {
    const ENTRY: Entry = Entry::Deployment;

    fn title(&self) -> String {
        let it = &self.detail.deployment;
        format!("{} {} · Brine", it.name, it.version)
    }

    fn view(self) -> AnyView {
        view! { <DeploymentView detail=self.detail before=self.before/> }.into_any()
    }
}
