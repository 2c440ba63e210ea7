//! Schedules go with the version that takes another's place.
//!
//! Before the commit by which it does, it is kept that they shall; after it, they are moved. A start finishes what a
//! crash in between has left, or takes it back where the commit did not happen. So they are done on one version only.

use super::kept::{Kept, Set};
use crate::{
    ServiceError,
    service::{ATTEMPTS, Service},
};
use domain::{DeploymentId, DeploymentStatus};

impl Service {
    /// Keeps that the schedules of the first of these that has some shall go to a deployment, and says whose they are.
    /// Until they are moved or that is withdrawn, they are not done.
    pub(crate) async fn begin_move(
        &self,
        from: impl IntoIterator<Item = DeploymentId>,
        to: DeploymentId,
    ) -> Result<Option<DeploymentId>, ServiceError> {
        for from in from {
            if self.set_move(from, Some(to)).await? {
                return Ok(Some(from));
            }
        }
        Ok(None)
    }

    /// Moves schedules after the commit, or leaves them where it did not happen. Where that fails, the next start does it.
    pub(crate) async fn end_move(&self, from: DeploymentId, is_done: bool) {
        let ended = if is_done { self.settle_move(from).await } else { self.set_move(from, None).await.map(|_| ()) };
        if let Err(error) = ended {
            tracing::error!(deployment.id = %from, error = ?error, "Could not carry schedules over; the next start does it");
        }
        self.schedules.changed(from);
    }

    /// What a crash has left between the two.
    pub(super) async fn settle_moves(&self, all: &[DeploymentId]) {
        for from in all {
            if let Err(error) = self.settle_left(*from).await {
                tracing::error!(deployment.id = %from, error = ?error, "Could not carry schedules over");
            }
        }
    }

    async fn settle_left(&self, from: DeploymentId) -> Result<(), ServiceError> {
        let Some(to) = self.kept_schedules(from).await?.set.moving_to else { return Ok(()) };
        let catalogue = self.catalogue();
        let is_replaced = catalogue.deployment(from).is_none_or(|it| it.status == DeploymentStatus::Paused);
        if is_replaced && catalogue.deployment(to).is_some() {
            return self.settle_move(from).await;
        }
        self.set_move(from, None).await.map(|_| ())
    }

    /// Says whether there are schedules.
    async fn set_move(&self, from: DeploymentId, moving_to: Option<DeploymentId>) -> Result<bool, ServiceError> {
        for _ in 0..ATTEMPTS {
            let kept = self.kept_schedules(from).await?;
            let has_some = !kept.set.schedules.is_empty();
            if !has_some || kept.set.moving_to == moving_to {
                return Ok(has_some);
            }
            let set = Set { moving_to, schedules: kept.set.schedules.clone() };
            if self.put_set(from, &kept, &set).await? {
                return Ok(true);
            }
        }
        Err(ServiceError::Conflict("deployment"))
    }

    async fn settle_move(&self, from: DeploymentId) -> Result<(), ServiceError> {
        for _ in 0..ATTEMPTS {
            let kept = self.kept_schedules(from).await?;
            let Some(to) = kept.set.moving_to else { return Ok(()) };
            let has_moved = self.copy(&kept, to).await?;
            // A version that has its own keeps those, and the other one keeps these.
            let left = if has_moved { Vec::new() } else { kept.set.schedules.clone() };
            if self.put_set(from, &kept, &Set { schedules: left, moving_to: None }).await? {
                self.schedules.changed(to);
                return Ok(());
            }
        }
        Err(ServiceError::Conflict("deployment"))
    }

    /// Copies schedules, unless they are there; says whether they are there then. What came of them first, so that
    /// none of it is done again.
    async fn copy(&self, from: &Kept, to: DeploymentId) -> Result<bool, ServiceError> {
        for _ in 0..ATTEMPTS {
            let there = self.kept_schedules(to).await?;
            if !there.set.schedules.is_empty() {
                let ids = |kept: &Kept| kept.set.schedules.iter().map(|it| it.id).collect::<Vec<_>>();
                return Ok(ids(&there) == ids(from));
            }
            let set = Set { schedules: from.set.schedules.clone(), moving_to: None };
            if self.put_notes(to, &there, &from.notes).await? && self.put_set(to, &there, &set).await? {
                return Ok(true);
            }
        }
        Err(ServiceError::Conflict("deployment"))
    }
}
