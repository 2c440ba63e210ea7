//! The editable source of deployments.

use crate::{Digest, GraphFormat, Name, Revision, RowRevision, Timestamp, WorkflowId};
use serde::{Deserialize, Serialize};

/// A workflow as of its newest save. Its graph's bytes are kept apart, under `digest`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Workflow {
    /// Its name for programs.
    pub id: WorkflowId,
    /// Its name for people.
    pub name: Name,
    /// Which save this is.
    pub revision: Revision,
    /// Names the saved graph's bytes.
    pub digest: Digest,
    /// Which of ComfyUI's two formats the graph is in.
    pub format: GraphFormat,
    /// How many nodes the graph has.
    pub nodes: u32,
    /// How many problems the graph has; one with any (API format) cannot be deployed.
    pub problems: u32,
    /// When it was imported.
    pub created_at: Timestamp,
    /// When it was last saved or renamed.
    pub changed_at: Timestamp,
    /// Grows with every write of this row.
    pub row: RowRevision,
}

impl Workflow {
    /// Whether a snapshot of the saved revision may be put to work.
    pub const fn is_deployable(&self) -> bool {
        self.problems == 0
    }
}
