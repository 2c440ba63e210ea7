//! What a caller hands to the store to be written. Each is one transaction.
//!
//! Times, ids and decisions come from the caller; the store adds only what it
//! alone can know inside the transaction: positions, versions, row revisions.

use bytes::Bytes;
use domain::{
    Actor, DeploymentId, DeploymentStatus, DeploymentType, Digest, GraphFormat, Name, Reason, Revision, RowRevision,
    Timestamp, WorkflowId,
};

/// Who writes, and when: what the feed entry says besides the change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Author {
    /// Who.
    pub actor: Actor,
    /// When.
    pub at: Timestamp,
}

/// A workflow to be made, at revision 1.
#[derive(Debug, Clone)]
pub struct NewWorkflow {
    /// Its id, never used before.
    pub id: WorkflowId,
    /// Its name.
    pub name: Name,
    /// What is known of its graph.
    pub graph: GraphFacts,
    /// The graph's bytes.
    pub bytes: Bytes,
}

/// A workflow's next revision.
#[derive(Debug, Clone)]
pub struct SaveWorkflow {
    /// Which workflow.
    pub id: WorkflowId,
    /// The row that the caller has seen; another one is a conflict.
    pub expected: RowRevision,
    /// Its name from now on.
    pub name: Name,
    /// What is known of its graph.
    pub graph: GraphFacts,
    /// The graph's bytes.
    pub bytes: Bytes,
}

/// What a row says of a graph without its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GraphFacts {
    /// The SHA-256 of the bytes; the caller has computed it.
    pub digest: Digest,
    /// In which format it is.
    pub format: GraphFormat,
    /// How many nodes it has.
    pub nodes: u32,
    /// How many problems it has.
    pub problems: u32,
}

/// Another name for a workflow; its revision stays.
#[derive(Debug, Clone)]
pub struct RenameWorkflow {
    /// Which workflow.
    pub id: WorkflowId,
    /// The row that the caller has seen; another one is a conflict.
    pub expected: RowRevision,
    /// Its name from now on.
    pub name: Name,
}

/// The end of a workflow. Its deployments and their snapshots stay.
#[derive(Debug, Clone, Copy)]
pub struct DeleteWorkflow {
    /// Which workflow.
    pub id: WorkflowId,
    /// The row that the caller has seen; another one is a conflict.
    pub expected: RowRevision,
}

/// A snapshot of a workflow's saved revision, to be put to work as its next version, Running.
#[derive(Debug, Clone)]
pub struct NewDeployment {
    /// Its id, never used before.
    pub id: DeploymentId,
    /// Of which workflow.
    pub workflow: WorkflowId,
    /// The revision that the caller has checked; another one is a conflict with the workflow.
    pub expected: Revision,
    /// Its type.
    pub kind: DeploymentType,
    /// Its name; none means the workflow's.
    pub name: Option<Name>,
    /// Why it is deployed.
    pub reason: Option<Reason>,
}

/// A status to be set. Setting the one that is set is not for the store: the caller has looked.
#[derive(Debug, Clone, Copy)]
pub struct SetStatus {
    /// Which deployment.
    pub id: DeploymentId,
    /// The row that the caller has seen; another one is a conflict.
    pub expected: RowRevision,
    /// Its status from now on.
    pub status: DeploymentStatus,
}

/// Another name for a deployment; its snapshot stays.
#[derive(Debug, Clone)]
pub struct RenameDeployment {
    /// Which deployment.
    pub id: DeploymentId,
    /// The row that the caller has seen; another one is a conflict.
    pub expected: RowRevision,
    /// Its name from now on.
    pub name: Name,
}

/// The end of a deployment. Its id stays dead; its snapshot's bytes are kept.
#[derive(Debug, Clone, Copy)]
pub struct DeleteDeployment {
    /// Which deployment.
    pub id: DeploymentId,
    /// The row that the caller has seen; another one is a conflict.
    pub expected: RowRevision,
}

/// Any of the writes above.
#[derive(Debug, Clone)]
pub(crate) enum Write {
    CreateWorkflow(NewWorkflow),
    SaveWorkflow(SaveWorkflow),
    RenameWorkflow(RenameWorkflow),
    DeleteWorkflow(DeleteWorkflow),
    CreateDeployment(NewDeployment),
    SetStatus(SetStatus),
    RenameDeployment(RenameDeployment),
    DeleteDeployment(DeleteDeployment),
}
