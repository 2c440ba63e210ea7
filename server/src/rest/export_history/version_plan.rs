//! Which versions of which workflows a deployment history tells of, before any of them is looked at.

use super::next;
use domain::{Change, DeploymentId, Happening, HistoryListing, HistoryQuery, Name, Version, WorkflowId};
use service::{Service, ServiceError};
use std::collections::{BTreeMap, BTreeSet};

/// A workflow and its versions, newest first.
pub(super) struct PlannedWorkflow {
    pub(super) id: WorkflowId,
    pub(super) name: Name,
    pub(super) versions: Vec<DeploymentId>,
}

/// The workflows, by name. Also those that were deleted, and versions of which no snapshot is kept.
pub(super) async fn plan(
    service: &Service,
    query: &HistoryQuery,
    first: HistoryListing,
) -> Result<Vec<PlannedWorkflow>, ServiceError> {
    let mut versions: BTreeMap<WorkflowId, BTreeMap<Version, (DeploymentId, Name)>> = BTreeMap::new();
    let mut put = |workflow: WorkflowId, version: Version, id: DeploymentId, name: &Name| {
        versions.entry(workflow).or_default().insert(version, (id, name.clone()));
    };
    let mut found = BTreeSet::new();
    let mut page = Some(first);
    while let Some(listing) = page {
        for entry in listing.items.iter().flat_map(Happening::entries) {
            found.extend(entry.deployments());
            if let Change::DeploymentCreated { deployment: it } | Change::DeploymentDeleted { before: it, .. } =
                &entry.change
            {
                put(it.workflow.id, it.version, it.id, &it.workflow.name);
            }
        }
        for it in &listing.known.deployments {
            put(it.workflow, it.version, it.id, &it.workflow_name);
        }
        page = next(service, query, &listing).await?;
    }
    let catalogue = service.catalogue();
    let kept = catalogue.all_retired().map(|it| &it.deployment);
    for it in catalogue.all_deployments().map(|it| &**it).chain(kept) {
        put(it.workflow.id, it.version, it.id, &it.workflow.name);
    }
    let is_told = |id: DeploymentId| {
        query.deployment.is_none_or(|wanted| wanted == id) && (query.is_everything() || found.contains(&id))
    };
    let mut plan = Vec::new();
    for (id, versions) in versions {
        if query.workflow.is_some_and(|wanted| wanted != id) {
            continue;
        }
        let newest = versions.values().next_back().map(|(_, name)| name.clone());
        let name = catalogue.workflow(id).map(|it| it.name.clone()).or(newest);
        let mut told = versions.into_values().map(|(id, _)| id).filter(|id| is_told(*id)).rev().peekable();
        if let (Some(name), true) = (name, told.peek().is_some()) {
            plan.push(PlannedWorkflow { id, name, versions: told.collect() });
        }
    }
    plan.sort_by_cached_key(|it| (it.name.as_str().to_lowercase(), it.id));
    Ok(plan)
}
