//! What a group of writes will have changed once it is durable. Nobody but its writer sees it.

use crate::{
    StoreError,
    cells::Cells,
    census::Census,
    changes::{Changes, Row, Written},
    keys::{self, Table},
    record,
    state::State,
};
use domain::{Change, Deployment, DeploymentId, FeedEntry, Position, Subject, Version, Workflow, WorkflowId};
use std::sync::Arc;

/// Changes over the durable state, entry by entry.
#[derive(Debug)]
pub(crate) struct Draft<'a, C> {
    under: &'a State<C>,
    changes: Changes,
    head: Position,
    census: Census,
}

impl<'a, C: Cells> Draft<'a, C> {
    /// Nothing yet, after the entry at `head`, with the sums as they are there.
    pub(crate) fn new(under: &'a State<C>, head: Position, census: Census) -> Self {
        Self { under, changes: Changes::default(), head, census }
    }

    /// The newest entry's position.
    pub(crate) const fn head(&self) -> Position {
        self.head
    }

    /// The cells where kept graphs are.
    pub(crate) const fn home(&self) -> &'a C {
        self.under.home()
    }

    pub(crate) fn workflow(&self, id: WorkflowId) -> Result<Row<Workflow>, StoreError> {
        self.changes.workflow(id).map_or_else(|| self.under.workflow(id), |row| Ok(row.clone()))
    }

    pub(crate) fn deployment(&self, id: DeploymentId) -> Result<Row<Deployment>, StoreError> {
        self.changes.deployment(id).map_or_else(|| self.under.deployment(id), |row| Ok(row.clone()))
    }

    /// The newest version of a workflow's deployments.
    pub(crate) fn version(&self, of: WorkflowId) -> Result<Option<Version>, StoreError> {
        self.changes.version(of).map_or_else(|| self.under.version(of), |version| Ok(Some(version)))
    }

    /// Whether an id lives or lived.
    pub(crate) fn is_known(&self, subject: Subject) -> Result<bool, StoreError> {
        let is_here = match subject {
            Subject::Workflow(id) => self.changes.workflow(id).is_some(),
            Subject::Deployment(id) => self.changes.deployment(id).is_some(),
            Subject::Execution(_) => false,
        };
        if is_here { Ok(true) } else { self.under.is_known(subject) }
    }

    /// Does what an entry says: the rows, versions and sums all follow from it, when it is written
    /// and again when it is read in the journal.
    ///
    /// # Errors
    /// Where it does not fit what is there; then nothing was changed.
    pub(crate) fn follow(&mut self, entry: FeedEntry) -> Result<(), StoreError> {
        if entry.position != self.head.next() {
            return Err(record::corrupt(Table::Feed, &keys::feed(entry.position)));
        }
        let written = Written::new(entry)?;
        let entry = &written.entry;
        match &entry.change {
            Change::WorkflowCreated { workflow: it }
            | Change::WorkflowSaved { after: it, .. }
            | Change::WorkflowRenamed { after: it, .. } => {
                self.changes.put_workflow(it.id, Some(Arc::new(it.clone())));
            }
            Change::WorkflowDeleted { before } => self.changes.put_workflow(before.id, None),
            Change::DeploymentCreated { deployment: it } => {
                self.changes.put_version(it.workflow.id, it.version);
                self.changes.put_deployment(it.id, Some(Arc::new(it.clone())));
            }
            Change::DeploymentStatusSet { id, .. } | Change::DeploymentRenamed { id, .. } => {
                let row = self.deployment(*id)?;
                let mut row = row.ok_or_else(|| record::corrupt(Table::Deployments, &keys::deployment(*id)))?;
                Arc::make_mut(&mut row).follow(entry);
                self.changes.put_deployment(*id, Some(row));
            }
            Change::DeploymentDeleted { before } => self.changes.put_deployment(before.id, None),
        }
        self.census.count(&entry.change);
        self.head = entry.position;
        self.changes.push(written, self.census);
        Ok(())
    }

    /// About how many bytes the changes are at home.
    pub(crate) const fn weight(&self) -> usize {
        self.changes.weight()
    }

    /// The changes.
    pub(crate) fn into_changes(self) -> Changes {
        self.changes
    }
}
