//! The panels of a deployment's page that the server writes: they are read, and their forms are plain ones.

mod addresses;
mod history;
mod pause;
mod versions;

use crate::{components::history_list::HistoryLine, deployment_shown::DeploymentShown, state::history_words::line};
use addresses::Addresses;
use domain::{DeploymentDetail, DeploymentId, Position};
use history::History;
use leptos::prelude::*;
use pause::PauseWithReason;
use service::{Service, ServiceError};
use versions::Versions;

impl DeploymentShown {
    /// A deployment's page, with the page of its history from before `before`.
    ///
    /// # Errors
    /// As [`Service::deployment_detail`].
    pub async fn read(service: &Service, id: DeploymentId, before: Option<Position>) -> Result<Self, ServiceError> {
        let detail = service.deployment_detail(id, before).await?;
        let retired = service.retired_of(detail.deployment.workflow.id);
        let addresses: Vec<_> = service.list_addresses().into_iter().filter(|it| it.address.leads_to(id)).collect();
        let DeploymentDetail { deployment, versions, version_count, history, older, .. } = detail;
        let lines: Vec<HistoryLine> = history.iter().map(line).collect();
        let panels = html(|| {
            view! {
                <Versions this=id versions count=version_count retired/>
                {deployment.kind.no_door().is_none().then(|| view! { <Addresses deployment=deployment.clone() addresses/> })}
                <History id lines older/>
                <PauseWithReason deployment=deployment.clone()/>
            }
        });
        let DeploymentDetail { activity, interface, executions, graph, bytes, .. } = detail;
        Ok(Self { deployment, activity, interface, executions, graph, bytes, panels })
    }
}

/// A view as HTML that nothing is hydrated in.
pub(crate) fn html<V: IntoView>(view: impl FnOnce() -> V) -> String {
    let owner = Owner::new();
    let html = owner.with(|| view().to_html());
    owner.cleanup();
    // Marks between texts, for a hydration that does not come.
    html.replace("<!>", "").replace("<!--<() />-->", "")
}

#[cfg(test)]
mod tests;
