//! The rules of writes of deployments.

use super::refuse_known;
use crate::{
    Author, StoreError,
    cells::Cells,
    draft::Draft,
    write::{DeleteDeployment, NewDeployment, RenameDeployment, SetStatus, Source},
};
use domain::{
    Change, Deployment, DeploymentId, DeploymentStatus, Digest, Origin, PauseMode, Retired, RowRevision, Subject,
    Timestamp, Version, WorkflowRef,
};
use std::sync::Arc;

/// What a deployment takes from its source.
struct Snapshot {
    workflow: WorkflowRef,
    digest: Digest,
    nodes: u32,
    origin: Origin,
}

pub(super) fn create<C: Cells>(
    draft: &Draft<'_, C>,
    author: &Author,
    new: &NewDeployment,
) -> Result<Change, StoreError> {
    refuse_known(draft, Subject::Deployment(new.id))?;
    let Snapshot { workflow, digest, nodes, origin } = snapshot(draft, new.source)?;
    let deployment = Deployment {
        id: new.id,
        name: new.name.clone().unwrap_or_else(|| workflow.name.clone()),
        kind: new.kind,
        version: draft.version(workflow.id)?.map_or(Version::FIRST, Version::next),
        status: if new.hindrance.is_some() { DeploymentStatus::Paused } else { DeploymentStatus::Running },
        workflow,
        digest,
        nodes,
        reason: author.reason.clone(),
        created_at: author.at,
        status_since: author.at,
        pause: PauseMode::default(),
        hindrance: new.hindrance.clone(),
        engine: new.engine,
        untested: new.untested,
        hidden: new.hidden.clone(),
        origin,
        row: RowRevision::FIRST,
    };
    Ok(Change::DeploymentCreated { deployment })
}

fn snapshot<C: Cells>(draft: &Draft<'_, C>, source: Source) -> Result<Snapshot, StoreError> {
    match source {
        Source::Saved { workflow, expected } => {
            let of = Subject::Workflow(workflow);
            let workflow = draft.workflow(workflow)?.ok_or(StoreError::NotFound(of))?;
            if workflow.revision != expected {
                return Err(StoreError::Conflict(of));
            }
            Ok(Snapshot {
                workflow: WorkflowRef { id: workflow.id, name: workflow.name.clone(), revision: workflow.revision },
                digest: workflow.digest,
                nodes: workflow.nodes,
                origin: Origin::Saved,
            })
        }
        Source::Retired(id) => {
            let retired = kept(draft, id)?;
            let Deployment { workflow, digest, nodes, version, .. } = &retired.deployment;
            let origin = Origin::RolledBack { to: id, version: *version };
            Ok(Snapshot { workflow: workflow.clone(), digest: *digest, nodes: *nodes, origin })
        }
    }
}

pub(super) fn set_status<C: Cells>(draft: &Draft<'_, C>, set: &SetStatus) -> Result<Change, StoreError> {
    let now = expected(draft, set.id, set.expected)?;
    Ok(Change::DeploymentStatusSet {
        id: set.id,
        name: now.name.clone(),
        before: now.status,
        after: set.status,
        row: now.row.next(),
        pause: set.pause,
        hindrance: set.hindrance.clone(),
        engine: set.engine,
    })
}

pub(super) fn rename<C: Cells>(draft: &Draft<'_, C>, rename: &RenameDeployment) -> Result<Change, StoreError> {
    let now = expected(draft, rename.id, rename.expected)?;
    let (before, row) = (now.name.clone(), now.row.next());
    Ok(Change::DeploymentRenamed { id: rename.id, before, after: rename.name.clone(), row })
}

pub(super) fn delete<C: Cells>(draft: &Draft<'_, C>, delete: DeleteDeployment) -> Result<Change, StoreError> {
    let now = Arc::unwrap_or_clone(expected(draft, delete.id, delete.expected)?);
    // The entry has room for one long reason: the one why it is deleted.
    let before = Deployment { reason: None, hindrance: None, ..now };
    Ok(Change::DeploymentDeleted { before, kept_until: delete.kept_until })
}

/// Undoes a delete, where there still is time to.
pub(super) fn restore<C: Cells>(draft: &Draft<'_, C>, at: Timestamp, id: DeploymentId) -> Result<Change, StoreError> {
    let retired = kept(draft, id)?;
    if !retired.can_be_restored(at) {
        return Err(StoreError::NotFound(Subject::Deployment(id)));
    }
    let deployment = Deployment { row: retired.row.next(), ..retired.deployment.clone() };
    Ok(Change::DeploymentRestored { deployment })
}

pub(super) fn forget<C: Cells>(draft: &Draft<'_, C>, id: DeploymentId) -> Result<Change, StoreError> {
    let retired = kept(draft, id)?;
    let Deployment { name, version, .. } = &retired.deployment;
    Ok(Change::SnapshotForgotten { id, name: name.clone(), version: *version, row: retired.row.next() })
}

/// A deleted deployment whose snapshot is kept.
fn kept<C: Cells>(draft: &Draft<'_, C>, id: DeploymentId) -> Result<Arc<Retired>, StoreError> {
    let retired = draft.retired(id)?.filter(|it| !it.is_forgotten);
    retired.ok_or(StoreError::NotFound(Subject::Deployment(id)))
}

fn expected<C: Cells>(
    draft: &Draft<'_, C>,
    id: DeploymentId,
    expected: RowRevision,
) -> Result<Arc<Deployment>, StoreError> {
    let subject = Subject::Deployment(id);
    let row = draft.deployment(id)?.ok_or(StoreError::NotFound(subject))?;
    if row.row == expected { Ok(row) } else { Err(StoreError::Conflict(subject)) }
}
