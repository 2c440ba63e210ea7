//! What records of version 2 held in another shape: before deployments said how they pause and what runs them.

use crate::census::Census;
use domain::{
    Actor, Change, Deployment, DeploymentId, DeploymentStatus, DeploymentType, Digest, FeedEntry, Hidden, Name, Origin,
    PauseMode, Position, Reason, RowRevision, Timestamp, Version, Workflow, WorkflowRef,
};
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct OldDeployment {
    id: DeploymentId,
    name: Name,
    #[serde(rename = "type")]
    kind: DeploymentType,
    version: Version,
    status: DeploymentStatus,
    workflow: WorkflowRef,
    digest: Digest,
    nodes: u32,
    reason: Option<Reason>,
    created_at: Timestamp,
    status_since: Timestamp,
    row: RowRevision,
}

#[derive(Deserialize)]
pub(super) struct OldEntry {
    position: Position,
    at: Timestamp,
    actor: Actor,
    change: OldChange,
}

#[derive(Deserialize)]
enum OldChange {
    WorkflowCreated {
        workflow: Workflow,
    },
    WorkflowSaved {
        before: Workflow,
        after: Workflow,
    },
    WorkflowRenamed {
        before: Workflow,
        after: Workflow,
    },
    WorkflowDeleted {
        before: Workflow,
    },
    DeploymentCreated {
        deployment: OldDeployment,
    },
    DeploymentStatusSet {
        id: DeploymentId,
        name: Name,
        before: DeploymentStatus,
        after: DeploymentStatus,
        row: RowRevision,
    },
    DeploymentRenamed {
        id: DeploymentId,
        before: Name,
        after: Name,
        row: RowRevision,
    },
    DeploymentDeleted {
        before: OldDeployment,
    },
}

#[derive(Deserialize)]
pub(super) struct OldCensus {
    workflows: u64,
    deployments: u64,
    revisions: u64,
    versions: u64,
    dead: u64,
}

impl From<OldDeployment> for Deployment {
    fn from(old: OldDeployment) -> Self {
        let OldDeployment { id, name, kind, version, status, workflow, digest, nodes, reason, .. } = old;
        let OldDeployment { created_at, status_since, row, .. } = old;
        Self {
            id,
            name,
            kind,
            version,
            status,
            workflow,
            digest,
            nodes,
            reason,
            created_at,
            status_since,
            pause: PauseMode::default(),
            hindrance: None,
            engine: None,
            untested: false,
            hidden: Hidden::default(),
            origin: Origin::Saved,
            row,
        }
    }
}

impl From<OldEntry> for FeedEntry {
    fn from(old: OldEntry) -> Self {
        let OldEntry { position, at, actor, change } = old;
        Self { position, at, actor, change: change.into(), reason: None, undertaking: None }
    }
}

impl From<OldChange> for Change {
    fn from(old: OldChange) -> Self {
        match old {
            OldChange::WorkflowCreated { workflow } => Self::WorkflowCreated { workflow },
            OldChange::WorkflowSaved { before, after } => Self::WorkflowSaved { before, after },
            OldChange::WorkflowRenamed { before, after } => Self::WorkflowRenamed { before, after },
            OldChange::WorkflowDeleted { before } => Self::WorkflowDeleted { before },
            OldChange::DeploymentCreated { deployment } => Self::DeploymentCreated { deployment: deployment.into() },
            OldChange::DeploymentStatusSet { id, name, before, after, row } => {
                let pause = PauseMode::default();
                Self::DeploymentStatusSet { id, name, before, after, row, pause, hindrance: None, engine: None }
            }
            OldChange::DeploymentRenamed { id, before, after, row } => {
                Self::DeploymentRenamed { id, before, after, row }
            }
            OldChange::DeploymentDeleted { before } => {
                Self::DeploymentDeleted { before: before.into(), kept_until: None }
            }
        }
    }
}

impl From<OldCensus> for Census {
    fn from(old: OldCensus) -> Self {
        let OldCensus { workflows, deployments, revisions, versions, dead } = old;
        Self { workflows, deployments, revisions, versions, dead, ..Self::default() }
    }
}
