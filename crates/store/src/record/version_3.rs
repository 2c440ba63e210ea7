//! What records of version 3 held in another shape: before entries said why, and deployments where they come from.

use super::{Stored, read_as, version_2};
use crate::census::Census;
use domain::{
    Actor, Change, Deployment, DeploymentId, DeploymentStatus, DeploymentType, Digest, EngineKind, FeedEntry, Hidden,
    Hindrance, Name, Origin, PauseMode, Position, Reason, RowRevision, Timestamp, Version, Workflow, WorkflowRef,
};
use serde::Deserialize;

impl Stored for Deployment {
    fn read_version_2(bytes: &[u8]) -> Option<(Self, &[u8])> {
        read_as::<version_2::OldDeployment, Self>(bytes)
    }

    fn read_version_3(bytes: &[u8]) -> Option<(Self, &[u8])> {
        read_as::<OldDeployment, Self>(bytes)
    }
}

impl Stored for FeedEntry {
    fn read_version_2(bytes: &[u8]) -> Option<(Self, &[u8])> {
        read_as::<version_2::OldEntry, Self>(bytes)
    }

    fn read_version_3(bytes: &[u8]) -> Option<(Self, &[u8])> {
        read_as::<OldEntry, Self>(bytes)
    }
}

impl Stored for Census {
    fn read_version_2(bytes: &[u8]) -> Option<(Self, &[u8])> {
        read_as::<version_2::OldCensus, Self>(bytes)
    }

    fn read_version_3(bytes: &[u8]) -> Option<(Self, &[u8])> {
        read_as::<OldCensus, Self>(bytes)
    }
}

#[derive(Debug, Deserialize)]
struct OldDeployment {
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
    pause: PauseMode,
    hindrance: Option<Hindrance>,
    engine: Option<EngineKind>,
    untested: bool,
    hidden: Hidden,
    row: RowRevision,
}

#[derive(Debug, Deserialize)]
pub(crate) struct OldEntry {
    position: Position,
    at: Timestamp,
    actor: Actor,
    change: OldChange,
}

#[derive(Debug, Deserialize)]
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
        pause: PauseMode,
        hindrance: Option<Hindrance>,
        engine: Option<EngineKind>,
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
struct OldCensus {
    workflows: u64,
    deployments: u64,
    revisions: u64,
    versions: u64,
    dead: u64,
    head: u64,
    serial: u64,
    executions: u64,
    execution_revisions: u64,
    once: u64,
    secrets: u64,
}

impl From<OldDeployment> for Deployment {
    fn from(old: OldDeployment) -> Self {
        let OldDeployment { id, name, kind, version, status, workflow, digest, nodes, reason, .. } = old;
        let OldDeployment { created_at, status_since, pause, hindrance, engine, untested, hidden, row, .. } = old;
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
            pause,
            hindrance,
            engine,
            untested,
            hidden,
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
            OldChange::DeploymentStatusSet { id, name, before, after, row, pause, hindrance, engine } => {
                Self::DeploymentStatusSet { id, name, before, after, row, pause, hindrance, engine }
            }
            OldChange::DeploymentRenamed { id, before, after, row } => {
                Self::DeploymentRenamed { id, before, after, row }
            }
            // Nothing was kept of what was deleted but its snapshot's bytes.
            OldChange::DeploymentDeleted { before } => {
                Self::DeploymentDeleted { before: before.into(), kept_until: None }
            }
        }
    }
}

impl From<OldCensus> for Census {
    fn from(old: OldCensus) -> Self {
        let OldCensus { workflows, deployments, revisions, versions, dead, head, serial, .. } = old;
        let OldCensus { executions, execution_revisions, once, secrets, .. } = old;
        Self {
            workflows,
            deployments,
            revisions,
            versions,
            dead,
            head,
            serial,
            executions,
            execution_revisions,
            once,
            secrets,
            ..Self::default()
        }
    }
}
