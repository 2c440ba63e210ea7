//! The one ordered log of everything that changed.
//!
//! Live updates, history and replicas read it. An entry is written in the same
//! transaction as its change, so there is never one without the other.

use crate::{
    Actor, Address, Deployment, DeploymentId, DeploymentStatus, EngineKind, ExecutionId, Hindrance, Name, PauseMode,
    Position, Reason, RowRevision, Slug, Timestamp, Version, Workflow, WorkflowId,
};
use serde::{Deserialize, Serialize};

/// One change, at its place in the order of all changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedEntry {
    /// Its place; the next entry has the next one.
    pub position: Position,
    /// When it happened.
    pub at: Timestamp,
    /// Who did it.
    pub actor: Actor,
    /// What changed, with what was before and what is now.
    pub change: Change,
    /// Why, in the words of whoever did it; of a deployment that was made, its own reason says it.
    #[serde(default)]
    pub reason: Option<Reason>,
    /// The first entry of the undertaking that this one is part of, where several things were done in one.
    #[serde(default)]
    pub undertaking: Option<Position>,
}

/// What changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// A workflow was imported, or made as a copy.
    WorkflowCreated {
        /// What it is now.
        workflow: Workflow,
    },
    /// A workflow's graph was saved; its name may have changed with it.
    WorkflowSaved {
        /// What it was.
        before: Workflow,
        /// What it is now.
        after: Workflow,
    },
    /// A workflow got another name; its graph stayed.
    WorkflowRenamed {
        /// What it was.
        before: Workflow,
        /// What it is now.
        after: Workflow,
    },
    /// A workflow was deleted; its deployments stay.
    WorkflowDeleted {
        /// What it was.
        before: Workflow,
    },
    /// A snapshot was put to work.
    DeploymentCreated {
        /// What it is now.
        deployment: Deployment,
    },
    /// A deployment was paused or resumed.
    DeploymentStatusSet {
        /// Which deployment.
        id: DeploymentId,
        /// What it is called.
        name: Name,
        /// Its status before.
        before: DeploymentStatus,
        /// Its status now.
        after: DeploymentStatus,
        /// The row's revision now.
        row: RowRevision,
        /// What the pause does to requests.
        #[serde(default)]
        pause: PauseMode,
        /// What keeps it from running now, where something does.
        #[serde(default)]
        hindrance: Option<Hindrance>,
        /// What runs it now.
        #[serde(default)]
        engine: Option<EngineKind>,
    },
    /// A deployment got another name.
    DeploymentRenamed {
        /// Which deployment.
        id: DeploymentId,
        /// What it was called.
        before: Name,
        /// What it is called now.
        after: Name,
        /// The row's revision now.
        row: RowRevision,
    },
    /// A deployment was deleted; its id stays dead, but for an undo.
    DeploymentDeleted {
        /// What it was, without the texts that its own entries have: its reason and its hindrance.
        before: Deployment,
        /// Until when its snapshot is kept; none means for ever.
        #[serde(default)]
        kept_until: Option<Timestamp>,
    },
    /// A delete was undone.
    DeploymentRestored {
        /// What it is now.
        deployment: Deployment,
    },
    /// The snapshot of a deleted deployment is kept no more.
    SnapshotForgotten {
        /// Of which deployment.
        id: DeploymentId,
        /// What it was called.
        name: Name,
        /// Which version of its workflow it was.
        version: Version,
        /// The row's revision now.
        row: RowRevision,
    },
    /// An address leads elsewhere.
    AddressSet {
        /// What it was; none where the slug is new.
        before: Option<Address>,
        /// What it is now.
        after: Address,
    },
}

/// What an entry is about; each has a history of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Subject {
    /// One deployment.
    Deployment(DeploymentId),
    /// One workflow.
    Workflow(WorkflowId),
    /// One execution. No entry is about it: executions are not in the feed.
    Execution(ExecutionId),
    /// One address.
    Address(Slug),
}

impl Change {
    /// What this change is about.
    pub const fn subject(&self) -> Subject {
        match self {
            Self::WorkflowCreated { workflow: it } | Self::WorkflowDeleted { before: it } => Subject::Workflow(it.id),
            Self::WorkflowSaved { after, .. } | Self::WorkflowRenamed { after, .. } => Subject::Workflow(after.id),
            Self::DeploymentCreated { deployment: it }
            | Self::DeploymentDeleted { before: it, .. }
            | Self::DeploymentRestored { deployment: it } => Subject::Deployment(it.id),
            Self::DeploymentStatusSet { id, .. }
            | Self::DeploymentRenamed { id, .. }
            | Self::SnapshotForgotten { id, .. } => Subject::Deployment(*id),
            Self::AddressSet { after, .. } => Subject::Address(after.slug),
        }
    }
}
