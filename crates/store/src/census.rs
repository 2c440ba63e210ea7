//! Sums over the store, kept with every write: what opening compares with what it finds.
//!
//! sled skips a damaged stretch of its log, so that single records would
//! silently be what they were some writes ago. No record can be one without a
//! sum being wrong.

use crate::{StoreError, cells::Cells, keys, keys::Table, rows};
use domain::{Change, RowRevision};
use serde::{Deserialize, Serialize};

/// The sums. Each write changes at least one of them.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Census {
    /// How many workflows there are.
    pub(crate) workflows: u64,
    /// How many deployments there are.
    pub(crate) deployments: u64,
    /// The row revisions of them all, added up.
    pub(crate) revisions: u64,
    /// The newest versions of all workflows' deployments, added up.
    pub(crate) versions: u64,
    /// How many ids are dead.
    pub(crate) dead: u64,
    /// The position of the newest entry.
    #[serde(default)]
    pub(crate) head: u64,
    /// The serial number of the newest line.
    #[serde(default)]
    pub(crate) serial: u64,
    /// How many executions there are.
    #[serde(default)]
    pub(crate) executions: u64,
    /// Their row revisions, added up.
    #[serde(default)]
    pub(crate) execution_revisions: u64,
    /// How many keys of requests there are.
    #[serde(default)]
    pub(crate) once: u64,
    /// How often the secrets that there are were put, added up.
    #[serde(default)]
    pub(crate) secrets: u64,
    /// How many deleted deployments there is something kept of.
    #[serde(default)]
    pub(crate) retired: u64,
    /// How many of them have their snapshot removed.
    #[serde(default)]
    pub(crate) forgotten: u64,
    /// The row revisions of all addresses, added up.
    #[serde(default)]
    pub(crate) addresses: u64,
    /// The row revisions of all settings, added up.
    #[serde(default)]
    pub(crate) settings: u64,
}

/// The sums as they were kept; none in an empty store.
pub(crate) fn read(cells: &impl Cells) -> Result<Census, StoreError> {
    Ok(rows::row(cells, Table::Meta, &keys::census())?.unwrap_or_default())
}

impl Census {
    /// Counts one more change.
    pub(crate) fn count(&mut self, change: &Change) {
        match change {
            Change::WorkflowDeleted { before } => {
                self.workflows = self.workflows.saturating_sub(1);
                return self.bury(before.row);
            }
            Change::DeploymentDeleted { before, .. } => {
                self.deployments = self.deployments.saturating_sub(1);
                self.retired += 1;
                return self.bury(before.row);
            }
            Change::DeploymentRestored { deployment } => {
                self.retired = self.retired.saturating_sub(1);
                self.dead = self.dead.saturating_sub(1);
                self.deployments += 1;
                self.revisions += deployment.row.get();
                return;
            }
            Change::SnapshotForgotten { .. } => {
                self.forgotten += 1;
                return;
            }
            Change::AddressSet { .. } => {
                self.addresses += 1;
                return;
            }
            Change::WorkflowCreated { .. } => self.workflows += 1,
            Change::DeploymentCreated { .. } => {
                self.deployments += 1;
                self.versions += 1;
            }
            Change::WorkflowSaved { .. }
            | Change::WorkflowRenamed { .. }
            | Change::DeploymentStatusSet { .. }
            | Change::DeploymentRenamed { .. } => {}
        }
        self.revisions += 1;
    }

    fn bury(&mut self, row: RowRevision) {
        self.revisions = self.revisions.saturating_sub(row.get());
        self.dead += 1;
    }
}
