//! Everything that the list pages show, in memory and immutable.
//!
//! A catalogue is advanced only by feed entries, each making the next one;
//! those who read one see a still picture. Lists therefore never read the store.

mod listing;
mod orders;

use domain::{
    Address, Change, Deployment, DeploymentId, FeedEntry, Position, Retired, Slug, Timestamp, Workflow, WorkflowId,
};
use imbl::OrdMap;
pub use listing::WorkflowKey;
use orders::Orders;
use std::sync::Arc;

/// All workflows and deployments as of one position of the feed.
#[derive(Debug, Clone)]
pub struct Catalogue {
    position: Position,
    deployments: OrdMap<DeploymentId, Arc<Deployment>>,
    workflows: OrdMap<WorkflowId, Arc<Workflow>>,
    /// The deployments of each workflow, also of deleted ones, oldest first.
    versions: OrdMap<WorkflowId, Arc<[DeploymentId]>>,
    /// The deleted deployments whose snapshots are kept.
    retired: OrdMap<DeploymentId, Arc<Retired>>,
    /// The addresses that lead somewhere, and those that did.
    addresses: OrdMap<Slug, Arc<Address>>,
    orders: Orders,
}

/// Every row that a catalogue is made of.
#[derive(Debug, Default)]
pub struct Rows {
    /// The workflows.
    pub workflows: Vec<Workflow>,
    /// The deployments.
    pub deployments: Vec<Deployment>,
    /// What is kept of deleted ones.
    pub retired: Vec<Retired>,
    /// The addresses.
    pub addresses: Vec<Address>,
}

impl Catalogue {
    /// The catalogue of these rows, read when `position` was the newest entry.
    pub fn new(position: Position, rows: Rows) -> Self {
        let Rows { workflows, deployments, retired, addresses } = rows;
        let kept = retired.into_iter().filter(|it| !it.is_forgotten);
        let mut catalogue = Self {
            position,
            deployments: OrdMap::new(),
            workflows: workflows.into_iter().map(|it| (it.id, Arc::new(it))).collect(),
            versions: OrdMap::new(),
            retired: kept.map(|it| (it.deployment.id, Arc::new(it))).collect(),
            addresses: addresses.into_iter().map(|it| (it.slug, Arc::new(it))).collect(),
            orders: Orders::default(),
        };
        for deployment in deployments {
            catalogue.insert(deployment);
        }
        catalogue
    }

    /// The newest feed entry that it knows of.
    pub const fn position(&self) -> Position {
        self.position
    }

    /// One deployment.
    pub fn deployment(&self, id: DeploymentId) -> Option<&Arc<Deployment>> {
        self.deployments.get(&id)
    }

    /// Every deployment, in the order of their ids.
    pub fn all_deployments(&self) -> impl Iterator<Item = &Arc<Deployment>> {
        self.deployments.values()
    }

    /// One workflow.
    pub fn workflow(&self, id: WorkflowId) -> Option<&Arc<Workflow>> {
        self.workflows.get(&id)
    }

    /// The deployments of a workflow, newest version first.
    pub fn versions(&self, of: WorkflowId) -> impl Iterator<Item = &Arc<Deployment>> {
        let ids = self.versions.get(&of).map(|ids| &**ids).unwrap_or_default();
        ids.iter().rev().filter_map(|id| self.deployments.get(id))
    }

    /// How many deployments of a workflow there are.
    pub fn version_count(&self, of: WorkflowId) -> u32 {
        self.versions.get(&of).map_or(0, |ids| u32::try_from(ids.len()).unwrap_or(u32::MAX))
    }

    /// A deleted deployment whose snapshot is kept.
    pub fn retired(&self, id: DeploymentId) -> Option<&Arc<Retired>> {
        self.retired.get(&id)
    }

    /// Every deleted deployment whose snapshot is kept, in the order of their ids.
    pub fn all_retired(&self) -> impl Iterator<Item = &Arc<Retired>> {
        self.retired.values()
    }

    /// An address, also one that leads nowhere any more.
    pub fn address(&self, slug: Slug) -> Option<&Arc<Address>> {
        self.addresses.get(&slug)
    }

    /// Every address that leads somewhere, in the order of their slugs.
    pub fn addresses(&self) -> impl Iterator<Item = &Arc<Address>> {
        self.addresses.values().filter(|it| it.target.is_some())
    }

    /// The catalogue after one more entry.
    #[must_use]
    pub fn after(&self, entry: &FeedEntry) -> Self {
        let mut next = self.clone();
        next.position = entry.position;
        next.orders = Orders::default();
        next.apply(entry);
        next
    }

    fn apply(&mut self, entry: &FeedEntry) {
        match &entry.change {
            Change::WorkflowCreated { workflow: it }
            | Change::WorkflowSaved { after: it, .. }
            | Change::WorkflowRenamed { after: it, .. } => {
                self.workflows.insert(it.id, Arc::new(it.clone()));
            }
            Change::WorkflowDeleted { before } => {
                self.workflows.remove(&before.id);
            }
            Change::DeploymentCreated { deployment } => self.insert(deployment.clone()),
            Change::DeploymentStatusSet { id, .. } | Change::DeploymentRenamed { id, .. } => {
                if let Some(it) = self.deployments.get_mut(id) {
                    Arc::make_mut(it).follow(entry);
                }
            }
            Change::DeploymentDeleted { before, kept_until } => self.retire(before.id, entry.at, *kept_until),
            Change::DeploymentRestored { deployment } => {
                self.retired.remove(&deployment.id);
                self.insert(deployment.clone());
            }
            Change::SnapshotForgotten { id, .. } => {
                self.retired.remove(id);
            }
            Change::AddressSet { after, .. } => {
                self.addresses.insert(after.slug, Arc::new(after.clone()));
            }
        }
    }

    fn retire(&mut self, id: DeploymentId, deleted_at: Timestamp, kept_until: Option<Timestamp>) {
        let Some(now) = self.deployments.get(&id).cloned() else { return };
        self.remove(&now);
        let (row, deployment) = (now.row.next(), Arc::unwrap_or_clone(now));
        let retired = Retired { deployment, deleted_at, kept_until, is_forgotten: false, row };
        self.retired.insert(id, Arc::new(retired));
    }

    fn insert(&mut self, deployment: Deployment) {
        let known = self.versions.get(&deployment.workflow.id).map(|ids| &**ids).unwrap_or_default();
        let mut ids = known.to_vec();
        ids.push(deployment.id);
        ids.sort_by_key(|id| if *id == deployment.id { Some(deployment.version) } else { self.version_of(*id) });
        self.versions.insert(deployment.workflow.id, ids.into());
        self.deployments.insert(deployment.id, Arc::new(deployment));
    }

    fn version_of(&self, id: DeploymentId) -> Option<domain::Version> {
        self.deployments.get(&id).map(|it| it.version)
    }

    fn remove(&mut self, before: &Deployment) {
        self.deployments.remove(&before.id);
        let of = before.workflow.id;
        let left: Vec<_> = self
            .versions
            .get(&of)
            .into_iter()
            .flat_map(|ids| ids.iter())
            .filter(|id| **id != before.id)
            .copied()
            .collect();
        if left.is_empty() {
            self.versions.remove(&of)
        } else {
            self.versions.insert(of, left.into())
        };
    }
}
