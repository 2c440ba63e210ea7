//! What was acknowledged through all the cuts that one disk lived through.

use domain::{Change, Digest, Execution, ExecutionId, FeedEntry, Part, Position, RowRevision, Subject};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Everything that must still be there.
#[derive(Debug, Default)]
pub struct Ledger {
    /// The newest that is known to have been durable of each thing.
    pub newest: HashMap<Subject, State>,
    /// Graphs that rows or entries name.
    pub graphs: BTreeSet<Digest>,
    /// The newest position.
    pub head: Option<Position>,
    /// The newest acknowledged of each execution.
    pub executions: HashMap<ExecutionId, Execution>,
    /// The parts that were acknowledged, by their digests.
    pub parts: HashMap<(ExecutionId, Part), Digest>,
    /// Executions that were asked to be removed, acknowledged or not: nothing of them has to be there.
    pub leaving: HashSet<ExecutionId>,
    /// Those of them whose removal was acknowledged: nothing of them may be there.
    pub removed: HashSet<ExecutionId>,
}

/// What a writer says through the pipe.
#[derive(Debug, Serialize, Deserialize)]
pub enum Said {
    /// An acknowledged entry of the feed.
    Entry(FeedEntry),
    /// An acknowledged write of an execution, with the parts that were put.
    Execution(Execution, Vec<(Part, Digest)>),
    /// A removal that is asked for; not yet acknowledged.
    Removing(ExecutionId),
    /// An acknowledged removal.
    Removed(ExecutionId),
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
    /// Adds what a writer has said.
    pub fn hear(&mut self, said: &Said) {
        match said {
            Said::Entry(entry) => self.add(entry),
            Said::Execution(execution, parts) => {
                self.executions.insert(execution.id, execution.clone());
                self.parts.extend(parts.iter().map(|(part, digest)| ((execution.id, *part), *digest)));
            }
            Said::Removing(id) => {
                self.leaving.insert(*id);
            }
            Said::Removed(id) => {
                self.removed.insert(*id);
            }
        }
    }

    fn add(&mut self, entry: &FeedEntry) {
        self.head = self.head.max(Some(entry.position));
        let state = match &entry.change {
            Change::WorkflowCreated { workflow } => State::Alive(workflow.row),
            Change::WorkflowSaved { after, .. } | Change::WorkflowRenamed { after, .. } => State::Alive(after.row),
            Change::DeploymentCreated { deployment } | Change::DeploymentRestored { deployment } => {
                State::Alive(deployment.row)
            }
            Change::DeploymentStatusSet { row, .. } | Change::DeploymentRenamed { row, .. } => State::Alive(*row),
            Change::AddressSet { after, .. } => State::Alive(after.row),
            Change::WorkflowDeleted { .. } | Change::DeploymentDeleted { .. } | Change::SnapshotForgotten { .. } => {
                State::Deleted
            }
        };
        if let Change::WorkflowCreated { workflow: row } | Change::WorkflowSaved { after: row, .. } = &entry.change {
            self.graphs.insert(row.digest);
        }
        self.newest.insert(entry.change.subject(), state);
    }
}
