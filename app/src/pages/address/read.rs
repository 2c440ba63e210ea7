//! What the pages of addresses show, from the service.

use super::AddressPage;
use crate::{AddressShown, pages::AddressesPage, state::history_words::address_line};
use domain::{Actor, Deployment, DeploymentId, DeploymentQuery, FeedEntry, InputField, Slug, WorkflowId};
use service::{Service, ServiceError};

impl AddressesPage {
    /// Every address as it is now.
    pub fn read(service: &Service) -> Self {
        let all = service.list_addresses();
        let addresses = all.iter().map(|it| AddressShown::of(service, it)).collect();
        Self { addresses, choices: choices(service, None) }
    }
}

impl AddressPage {
    /// One address as it is now.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`].
    pub async fn read(service: &Service, slug: Slug) -> Result<Self, ServiceError> {
        let shown = AddressShown::of(service, &service.address(slug)?);
        let entries = service.address_history(slug).await?;
        let name = |id| name(service, id);
        let workflow = shown.live.deployment.as_ref().map(|it| it.workflow.id);
        Ok(Self {
            inputs: inputs(service, shown.live.deployment.as_ref()).await?,
            choices: choices(service, workflow),
            aborted: entries.first().and_then(aborted),
            history: entries.iter().map(|it| address_line(it, &name)).collect(),
            shown,
        })
    }
}

/// What callers give; nothing where what answered is gone.
async fn inputs(service: &Service, live: Option<&Deployment>) -> Result<Vec<InputField>, ServiceError> {
    let Some(live) = live else { return Ok(Vec::new()) };
    let inputs = service.deployment_detail(live.id, None).await?.interface.inputs;
    Ok(inputs.into_iter().filter(|it| !live.hidden.contains(&it.node)).collect())
}

/// What an address can lead to: the versions of a workflow, newest first, then the newest of all others.
fn choices(service: &Service, of: Option<WorkflowId>) -> Vec<Deployment> {
    let catalogue = service.catalogue();
    let versions: Vec<_> = of.into_iter().flat_map(|of| catalogue.versions(of)).map(|it| (**it).clone()).collect();
    let newest = service.list_deployments(&DeploymentQuery::everything()).items;
    let others = newest.into_iter().filter(|it| Some(it.workflow.id) != of);
    versions.into_iter().chain(others).filter(|it| it.kind.no_door().is_none()).collect()
}

/// Which version an id stands for, also where it is deleted, as far as that is known.
fn name(service: &Service, id: DeploymentId) -> String {
    let known = service.deployment(id).ok();
    let known = known.or_else(|| service.retired(id).ok().map(|it| it.deployment.clone()));
    known.map_or_else(|| id.to_string(), |it| format!("{} {}", it.name, it.version))
}

/// Why a trial ended by itself, where an entry says so.
fn aborted(entry: &FeedEntry) -> Option<String> {
    let by_itself = entry.actor == Actor::System;
    entry.reason.as_ref().filter(|_| by_itself).map(ToString::to_string)
}
