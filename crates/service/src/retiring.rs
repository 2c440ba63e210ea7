//! Deleting deployments, and what can be done with deleted ones while something is kept of them.

use crate::{
    error::{ServiceError, not_found},
    executions::after,
    service::{ATTEMPTS, Service, is_conflict},
};
use domain::{Actor, Change, Deployment, DeploymentId, Reason, Retired, Timestamp, WorkflowId};
use std::{cmp::Reverse, sync::Arc, time::Duration};
use store::DeleteDeployment;

/// How a deployment is deleted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Deletion {
    /// Why.
    pub reason: Option<Reason>,
    /// Whether its snapshot is kept no longer than the delete can be undone.
    pub forgets_snapshot: bool,
}

impl Deletion {
    /// As a form says it.
    ///
    /// # Errors
    /// [`ServiceError::Invalid`] where the reason is too long, or has control characters.
    pub fn typed(reason: &str, forgets_snapshot: bool) -> Result<Self, ServiceError> {
        let invalid =
            |error: domain::InvalidReason| ServiceError::Invalid { member: "reason", problem: error.to_string() };
        Ok(Self { reason: Reason::from_field(reason).map_err(invalid)?, forgets_snapshot })
    }
}

impl Service {
    /// Deletes a deployment and returns what it was. What waited for it is cancelled, what runs ends.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`], also where it was deleted before.
    pub async fn delete_deployment(
        &self,
        actor: Actor,
        id: DeploymentId,
        deletion: Deletion,
    ) -> Result<Deployment, ServiceError> {
        for _ in 0..ATTEMPTS {
            let now = self.stored_deployment(id).await?;
            let author = self.author_because(actor, deletion.reason.clone());
            match self.store.delete_deployment(author, self.deletion(&now, deletion.forgets_snapshot)).await {
                Ok(entry) => {
                    self.shown(entry).await;
                    self.cancel_all(id, false).await?;
                    tracing::info!(deployment.id = %id, "Deleted {:?} {}", now.name, now.version);
                    return Ok(now);
                }
                Err(error) if is_conflict(&error) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(ServiceError::Conflict("deployment"))
    }

    /// Undoes a delete within [`Retired::UNDO`]: the same deployment is there again, with the status that it had. What
    /// was cancelled stays so.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] where it is not deleted, or the time is over.
    pub async fn restore_deployment(&self, actor: Actor, id: DeploymentId) -> Result<Deployment, ServiceError> {
        let entry = self.store.restore_deployment(self.author(actor), id).await?;
        match self.shown(entry).await.change {
            Change::DeploymentRestored { deployment } => {
                tracing::info!(deployment.id = %id, "Restored {:?} {}", deployment.name, deployment.version);
                Ok(deployment)
            }
            _ => Err(crate::deployments::unexpected_entry()),
        }
    }

    /// Removes the snapshot of a deleted deployment: it cannot be rolled back to any more.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] where none is kept.
    pub async fn forget_snapshot(
        &self,
        actor: Actor,
        id: DeploymentId,
        reason: Option<Reason>,
    ) -> Result<(), ServiceError> {
        let entry = self.store.forget_snapshot(self.author_because(actor, reason), id).await?;
        self.shown(entry).await;
        self.store.sweep_snapshots().await?;
        Ok(())
    }

    /// A deleted deployment whose snapshot is kept. Reads no store.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`].
    pub fn retired(&self, id: DeploymentId) -> Result<Arc<Retired>, ServiceError> {
        self.catalogue().retired(id).cloned().ok_or_else(|| not_found("deployment", id))
    }

    /// The deleted deployments of a workflow whose snapshots are kept, newest version first. Reads no store.
    pub fn retired_of(&self, workflow: WorkflowId) -> Vec<Arc<Retired>> {
        let catalogue = self.catalogue();
        let its = catalogue.all_retired().filter(|it| it.deployment.workflow.id == workflow);
        let mut its: Vec<_> = its.cloned().collect();
        its.sort_by_key(|it| Reverse(it.deployment.version));
        its
    }

    /// Whether the delete of a deployment can be undone now. Reads no store.
    pub fn can_be_restored(&self, id: DeploymentId) -> bool {
        self.catalogue().retired(id).is_some_and(|it| it.can_be_restored(self.clock.now()))
    }

    /// How long the snapshots of deleted deployments are kept; none means for ever.
    pub fn snapshots_kept_for(&self) -> Option<Duration> {
        self.runs.policy.snapshots_kept_for
    }

    /// Until when the snapshot of a deployment is kept that is deleted now; none means for ever.
    pub fn snapshot_kept_until(&self) -> Option<Timestamp> {
        self.snapshots_kept_for().map(|time| after(self.clock.now(), time))
    }

    /// Forgets the snapshots that have been kept long enough, and removes the bytes of all that are forgotten.
    pub(crate) async fn sweep_snapshots(&self) -> Result<(), ServiceError> {
        let now = self.clock.now();
        let due: Vec<_> =
            self.catalogue().all_retired().filter(|it| it.is_due(now)).map(|it| it.deployment.id).collect();
        for id in due {
            match self.store.forget_snapshot(self.author(Actor::System), id).await {
                Ok(entry) => drop(self.shown(entry).await),
                // Somebody was faster.
                Err(store::StoreError::NotFound(_)) => {}
                Err(error) => return Err(error.into()),
            }
        }
        self.store.sweep_snapshots().await?;
        Ok(())
    }

    /// How a deployment is deleted: until when its snapshot is kept is settled now, as it is said now.
    pub(crate) fn deletion(&self, row: &Deployment, forgets_snapshot: bool) -> DeleteDeployment {
        let kept_until = match forgets_snapshot {
            true => Some(after(self.clock.now(), Retired::UNDO)),
            false => self.snapshot_kept_until(),
        };
        DeleteDeployment { id: row.id, expected: row.row, kept_until }
    }
}
