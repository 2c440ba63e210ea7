//! What a caller hands to the store to be written. Each is one transaction.
//!
//! Times, ids and decisions come from the caller; the store adds only what it
//! alone can know inside the transaction: positions, versions, row revisions.

use bytes::Bytes;
use domain::{
    Actor, CallbackState, DeploymentId, DeploymentStatus, DeploymentType, Digest, End, EngineKind, Execution,
    ExecutionId, GraphFormat, Hidden, Hindrance, Name, Part, PauseMode, Reason, Revision, RowRevision, Slug, Target,
    Timestamp, WorkflowId,
};
use serde::{Deserialize, Serialize};

/// Who writes, when and why: what the feed entry says besides the change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    /// Who.
    pub actor: Actor,
    /// When.
    pub at: Timestamp,
    /// Why, where somebody has said it.
    pub reason: Option<Reason>,
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

/// A snapshot to be put to work as its workflow's next version: Running, or Paused where something keeps it from
/// running. Why it is deployed is its author's reason.
#[derive(Debug, Clone)]
pub struct NewDeployment {
    /// Its id, never used before.
    pub id: DeploymentId,
    /// What it is a snapshot of.
    pub source: Source,
    /// Its type.
    pub kind: DeploymentType,
    /// Its name; none means the workflow's.
    pub name: Option<Name>,
    /// What runs it; none where no engine can.
    pub engine: Option<EngineKind>,
    /// What keeps it from running, where something does; it is Paused then.
    pub hindrance: Option<Hindrance>,
    /// Whether its revision was not tested with success.
    pub untested: bool,
    /// What its callers neither set nor see.
    pub hidden: Hidden,
}

/// What a new deployment is a snapshot of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// A workflow's saved revision.
    Saved {
        /// Which workflow.
        workflow: WorkflowId,
        /// The revision that the caller has checked; another one is a conflict with the workflow.
        expected: Revision,
    },
    /// The snapshot of a deleted deployment, which is kept still; its workflow may have gone.
    Retired(DeploymentId),
}

/// A status to be set. Setting the one that is set is not for the store: the caller has looked.
#[derive(Debug, Clone)]
pub struct SetStatus {
    /// Which deployment.
    pub id: DeploymentId,
    /// The row that the caller has seen; another one is a conflict.
    pub expected: RowRevision,
    /// Its status from now on.
    pub status: DeploymentStatus,
    /// What its pause does to requests.
    pub pause: PauseMode,
    /// What keeps it from running, where something does.
    pub hindrance: Option<Hindrance>,
    /// What runs it.
    pub engine: Option<EngineKind>,
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

/// The end of a deployment. Its id stays dead unless it is restored; its snapshot is kept.
#[derive(Debug, Clone, Copy)]
pub struct DeleteDeployment {
    /// Which deployment.
    pub id: DeploymentId,
    /// The row that the caller has seen; another one is a conflict.
    pub expected: RowRevision,
    /// Until when its snapshot is kept; none means for ever.
    pub kept_until: Option<Timestamp>,
}

/// Where an address leads from now on.
#[derive(Debug, Clone, Copy)]
pub struct SetAddress {
    /// Which address.
    pub slug: Slug,
    /// The row that the caller has seen, none where the slug was never given; another one is a conflict.
    pub expected: Option<RowRevision>,
    /// Where it leads; nowhere when it is removed. Deployments that are not there are not found.
    pub target: Option<Target>,
}

/// One of several things that are done in one transaction. Each is about something else.
#[derive(Debug, Clone)]
pub enum Step {
    /// Makes a deployment.
    Deploy(NewDeployment),
    /// Pauses or resumes one.
    SetStatus(SetStatus),
    /// Deletes one.
    Delete(DeleteDeployment),
    /// Sets an address; it may lead to what another step deploys.
    SetAddress(SetAddress),
}

/// A request to be accepted.
#[derive(Debug, Clone)]
pub struct NewExecution {
    /// Its id, never used before.
    pub id: ExecutionId,
    /// When it came.
    pub at: Timestamp,
    /// What it runs for.
    pub of: NewRun,
    /// The address that was called, where one was.
    pub through: Option<Through>,
    /// What is kept beside its row: what it was given, where to call back to.
    pub parts: Vec<(Part, Bytes)>,
    /// Whether somebody is to be called back when it is over.
    pub calls_back: bool,
    /// What makes the same request again the same execution.
    pub once: Option<Once>,
    /// Whether one more may be accepted; where not, only a key that is kept is answered.
    pub has_room: bool,
    /// Begins it in the same commit, with a lease until then, where the deployment begins requests now.
    pub begin_until: Option<Timestamp>,
}

/// The address that led a request to its deployment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Through {
    /// Which.
    pub slug: Slug,
    /// The row that the caller has seen. Where it is another one by now, the request is to be led anew.
    pub row: RowRevision,
}

/// What a new execution runs for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NewRun {
    /// A deployment; version, digest and engine are its.
    Deployment(DeploymentId),
    /// A test of a workflow's revision, which the caller has read.
    Workflow {
        /// Which workflow.
        id: WorkflowId,
        /// Which save of it.
        revision: Revision,
        /// That save's graph.
        digest: Digest,
        /// What runs it.
        engine: EngineKind,
    },
}

/// What makes a request that comes twice one execution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Once {
    /// The SHA-256 of deployment, caller and the key that the caller chose.
    pub key: Digest,
    /// The SHA-256 of the request's body.
    pub body: Digest,
    /// Until when the key is kept.
    pub until: Timestamp,
}

/// What became of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Acceptance {
    /// It is accepted.
    Accepted(Execution),
    /// It was accepted before, under the same key and with the same body, as this execution.
    Known(ExecutionId),
    /// The same key came with another body before.
    KeyTaken,
    /// The deployment is paused and accepts nothing.
    Paused,
    /// There is no room for one more.
    Full,
    /// The address that was called leads elsewhere now.
    Moved,
}

/// An execution to be begun.
#[derive(Debug, Clone, Copy)]
pub struct ClaimExecution {
    /// Which.
    pub id: ExecutionId,
    /// Now.
    pub at: Timestamp,
    /// Until when nobody else may claim it.
    pub until: Timestamp,
}

/// What became of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claimed {
    /// It is begun; its lease is in its state.
    Begun(Execution),
    /// It was to be cancelled while its worker was away, and is Cancelled now.
    Cancelled(Execution),
    /// Its deployment begins nothing now, or is gone; or somebody holds its lease; or it is over.
    NotNow,
}

/// How an execution ended.
#[derive(Debug, Clone)]
pub struct FinishExecution {
    /// Which.
    pub id: ExecutionId,
    /// The claim's token; an older one is a conflict.
    pub token: u32,
    /// When.
    pub at: Timestamp,
    /// How.
    pub end: End,
    /// What is kept of it.
    pub parts: Vec<(Part, Bytes)>,
}

/// How far a callback is.
#[derive(Debug, Clone)]
pub struct NoteCallback {
    /// Of which execution.
    pub id: ExecutionId,
    /// The row that the caller has seen; another one is a conflict.
    pub expected: RowRevision,
    /// How far it is now.
    pub state: CallbackState,
    /// All attempts, as they are kept.
    pub attempts: Bytes,
}

/// What a deployment's callbacks are signed with.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallbackSecrets {
    /// The newest.
    pub current: [u8; 32],
    /// The one before it; both are valid.
    pub previous: Option<[u8; 32]>,
    /// When the newest was made.
    pub since: Timestamp,
}

impl std::fmt::Debug for CallbackSecrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CallbackSecrets").field("since", &self.since).finish_non_exhaustive()
    }
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
    RestoreDeployment(DeploymentId),
    ForgetSnapshot(DeploymentId),
    SetAddress(SetAddress),
}

impl From<Step> for Write {
    fn from(step: Step) -> Self {
        match step {
            Step::Deploy(new) => Self::CreateDeployment(new),
            Step::SetStatus(set) => Self::SetStatus(set),
            Step::Delete(delete) => Self::DeleteDeployment(delete),
            Step::SetAddress(set) => Self::SetAddress(set),
        }
    }
}
