//! What was acknowledged through all the cuts that one disk lived through.

use domain::{Change, Digest, FeedEntry, Position, RowRevision, Subject};
use std::collections::{BTreeSet, HashMap};

/// Everything that must still be there.
#[derive(Debug, Default)]
pub struct Ledger {
    /// The newest that is known to have been durable of each thing.
    pub newest: HashMap<Subject, State>,
    /// Graphs that rows or entries name.
    pub graphs: BTreeSet<Digest>,
    /// The newest position.
    pub head: Option<Position>,
}

/// What is known of one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It has been written at least so often.
    Alive(RowRevision),
    /// It was deleted.
    Deleted,
}

impl Ledger {
    /// Adds an acknowledged write.
    pub fn add(&mut self, entry: &FeedEntry) {
        self.head = self.head.max(Some(entry.position));
        let state = match &entry.change {
            Change::WorkflowCreated { workflow } => State::Alive(workflow.row),
            Change::WorkflowSaved { after, .. } | Change::WorkflowRenamed { after, .. } => State::Alive(after.row),
            Change::DeploymentCreated { deployment } => State::Alive(deployment.row),
            Change::DeploymentStatusSet { row, .. } | Change::DeploymentRenamed { row, .. } => State::Alive(*row),
            Change::WorkflowDeleted { .. } | Change::DeploymentDeleted { .. } => State::Deleted,
        };
        if let Change::WorkflowCreated { workflow: row } | Change::WorkflowSaved { after: row, .. } = &entry.change {
            self.graphs.insert(row.digest);
        }
        self.newest.insert(entry.change.subject(), state);
    }
}
