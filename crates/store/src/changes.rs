//! What consecutive entries have changed: the entries as they are written, and the rows that they left.

use crate::{census::Census, record};
use domain::{Deployment, DeploymentId, FeedEntry, Position, Version, Workflow, WorkflowId};
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

/// How heavy changes may be that come home together. Measured: of more than 128 KiB that wait for
/// one fsync of sled's log, a power cut may leave what sled cannot open.
pub(crate) const HEAVY: usize = 96 * 1_024;
/// What a row weighs besides its texts.
const ROW: usize = 192;

/// A row, or that it was deleted; another one than what it is about.
pub(crate) type Row<T> = Option<Arc<T>>;

/// An entry, and how it is written.
#[derive(Debug)]
pub(crate) struct Written {
    pub(crate) entry: FeedEntry,
    pub(crate) bytes: Vec<u8>,
}

/// Consecutive entries and what became of them.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    entries: Vec<Written>,
    workflows: BTreeMap<WorkflowId, Row<Workflow>>,
    deployments: BTreeMap<DeploymentId, Row<Deployment>>,
    versions: HashMap<WorkflowId, Version>,
    census: Census,
    weight: usize,
}

impl Changes {
    /// Adds the next entry, and the sums as they are now.
    pub(crate) fn push(&mut self, written: Written, census: Census) {
        self.census = census;
        self.add(written);
    }

    /// Adds the changes that come right after these.
    pub(crate) fn absorb(&mut self, later: Self) {
        later.workflows.into_iter().for_each(|(id, row)| self.put_workflow(id, row));
        later.deployments.into_iter().for_each(|(id, row)| self.put_deployment(id, row));
        self.versions.extend(later.versions);
        self.census = later.census;
        later.entries.into_iter().for_each(|written| self.add(written));
    }

    fn add(&mut self, written: Written) {
        // Once for the feed and once for the history.
        self.weight += 2 * written.bytes.len();
        self.entries.push(written);
    }

    /// Says what became of a workflow.
    pub(crate) fn put_workflow(&mut self, id: WorkflowId, row: Row<Workflow>) {
        let weight = ROW + row.as_ref().map_or(0, |it| it.name.as_str().len());
        if self.workflows.insert(id, row).is_none() {
            self.weight += weight;
        }
    }

    /// Says what became of a deployment.
    pub(crate) fn put_deployment(&mut self, id: DeploymentId, row: Row<Deployment>) {
        let texts = |it: &Arc<Deployment>| {
            it.name.as_str().len()
                + it.workflow.name.as_str().len()
                + it.reason.as_ref().map_or(0, |it| it.as_str().len())
        };
        let weight = ROW + row.as_ref().map_or(0, texts);
        if self.deployments.insert(id, row).is_none() {
            self.weight += weight;
        }
    }

    /// Says which version a workflow's newest deployment has.
    pub(crate) fn put_version(&mut self, of: WorkflowId, version: Version) {
        self.versions.insert(of, version);
    }

    /// About how many bytes they are at home.
    pub(crate) const fn weight(&self) -> usize {
        self.weight
    }

    /// The entries, oldest first; their positions have no gaps.
    pub(crate) fn entries(&self) -> &[Written] {
        &self.entries
    }

    /// The position of the oldest entry.
    pub(crate) fn first(&self) -> Option<Position> {
        self.entries.first().map(|it| it.entry.position)
    }

    /// The position of the newest entry.
    pub(crate) fn last(&self) -> Option<Position> {
        self.entries.last().map(|it| it.entry.position)
    }

    /// The entries after one position, up to and with another.
    pub(crate) fn between(&self, after: Position, until: Position) -> &[Written] {
        let begin = self.entries.partition_point(|it| it.entry.position <= after);
        let end = self.entries.partition_point(|it| it.entry.position <= until);
        self.entries.get(begin..end).unwrap_or_default()
    }

    /// What became of a workflow; nothing where no entry is about it.
    pub(crate) fn workflow(&self, id: WorkflowId) -> Option<&Row<Workflow>> {
        self.workflows.get(&id)
    }

    /// What became of a deployment; nothing where no entry is about it.
    pub(crate) fn deployment(&self, id: DeploymentId) -> Option<&Row<Deployment>> {
        self.deployments.get(&id)
    }

    /// The newest version of a workflow's deployments; nothing where none was made.
    pub(crate) fn version(&self, of: WorkflowId) -> Option<Version> {
        self.versions.get(&of).copied()
    }

    pub(crate) const fn workflows(&self) -> &BTreeMap<WorkflowId, Row<Workflow>> {
        &self.workflows
    }

    pub(crate) const fn deployments(&self) -> &BTreeMap<DeploymentId, Row<Deployment>> {
        &self.deployments
    }

    pub(crate) const fn versions(&self) -> &HashMap<WorkflowId, Version> {
        &self.versions
    }

    /// The sums after the newest entry.
    pub(crate) const fn census(&self) -> Census {
        self.census
    }
}

impl Written {
    /// Writes an entry.
    pub(crate) fn new(entry: FeedEntry) -> Result<Self, crate::StoreError> {
        let bytes = record::write(&entry)?;
        Ok(Self { entry, bytes })
    }
}
