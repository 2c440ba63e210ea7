//! One deployment: how it is doing, how to call it, what it ran and runs, its versions, its past.

use crate::{DeploymentAddress, DeploymentShown, Entry, Page, components::deployment_view::DeploymentView};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The page at `/deployments/{id}`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DeploymentPage {
    /// What to show.
    pub shown: DeploymentShown,
    /// Which pages of its history and its executions.
    pub address: DeploymentAddress,
}

impl Page for DeploymentPage {
    const ENTRY: Entry = Entry::Deployment;

    fn title(&self) -> String {
        let it = &self.shown.deployment;
        format!("{} {} · Brine", it.name, it.version)
    }

    fn view(self) -> AnyView {
        view! { <DeploymentView shown=self.shown address=self.address/> }.into_any()
    }
}
