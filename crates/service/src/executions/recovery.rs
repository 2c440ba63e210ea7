//! What a start finds of the time before: what waited waits on, what ran is begun again, what is past its time goes.

use super::{Target, worker::after};
use crate::{Service, ServiceError};
use domain::{DeploymentId, DeploymentStatus, Execution, ExecutionState, ExecutionStatus, PauseMode};
use std::{sync::Arc, time::Duration};

/// How many rows are read at once.
const PAGE: u32 = 1_000;
/// How often it is looked for what is past its time.
const SWEEP: Duration = Duration::from_secs(60);
/// How many executions are forgotten at once.
const SWEPT: usize = 256;

impl Service {
    /// Reads every execution, and has those that are not over go on.
    pub(crate) async fn recover(&self) -> Result<(), ServiceError> {
        let mut last = None;
        loop {
            let page = self.store.executions(last, PAGE).await?;
            let Some(newest) = page.last() else { break };
            last = Some(newest.id);
            page.into_iter().for_each(|row| self.runs.board.note(row));
        }
        self.publish(self.runs.board.take_news());
        for row in self.runs.board.unfinished() {
            self.take_up(&row).await?;
        }
        tokio::spawn(self.clone().publish_activities());
        tokio::spawn(self.clone().sweep());
        tokio::spawn(self.clone().follow_statuses());
        Ok(())
    }

    async fn take_up(&self, row: &Arc<Execution>) -> Result<(), ServiceError> {
        let target = Target::from(row.of);
        if self.is_to_be_cancelled(target) {
            // A crash came between a stop or a delete and the end of what it ends.
            let row = self.store.cancel_execution(row.id, self.clock.now()).await?;
            self.runs.board.note(row);
        }
        match row.state {
            ExecutionState::Queued => self.enqueue(target, row.id),
            ExecutionState::Running { lease, .. } => self.take_over_after(row.id, target, lease.until),
            _ => {}
        }
        Ok(())
    }

    /// Whether a target's executions shall not be run any more: it is stopped, or gone.
    pub(super) fn is_to_be_cancelled(&self, target: Target) -> bool {
        let Target::Deployment(id) = target else { return false };
        self.catalogue().deployment(id).is_none_or(|it| {
            it.status == DeploymentStatus::Paused && it.pause == PauseMode::Stop && it.hindrance.is_none()
        })
    }

    /// Ends what waits for a target, and with `running` what runs, too.
    pub(crate) async fn cancel_all(&self, of: DeploymentId, running: bool) -> Result<(), ServiceError> {
        let target = Target::Deployment(of);
        let mut ids = self.runs.board.of(target, ExecutionStatus::Queued);
        if running {
            ids.extend(self.runs.board.of(target, ExecutionStatus::Running));
        }
        let ends = ids.into_iter().map(|id| self.end_execution(id));
        futures::future::try_join_all(ends).await.map(|_| ())
    }

    /// Begins what waited when a deployment is resumed, also where another process resumed it.
    async fn follow_statuses(self) {
        let mut position = self.following.position.subscribe();
        while position.changed().await.is_ok() {
            self.begin_next();
        }
    }

    /// Forgets what is past its time, for as long as the service lives.
    async fn sweep(self) {
        loop {
            tokio::time::sleep(SWEEP).await;
            if let Err(error) = self.sweep_once().await {
                tracing::error!(error = ?error, "Could not forget executions that are past their time");
            }
        }
    }

    /// Forgets what is past its time now.
    ///
    /// # Errors
    /// Where the store takes no writes.
    pub async fn sweep_once(&self) -> Result<(), ServiceError> {
        let now = self.clock.now();
        let policy = &self.runs.policy;
        let until = domain::Timestamp::from_millis(
            now.as_millis().saturating_sub(i64::try_from(policy.kept_for.as_millis()).unwrap_or(i64::MAX)),
        );
        for target in self.runs.board.targets() {
            loop {
                let ids = self.runs.board.outdated(target, policy.kept_each, until, SWEPT);
                if ids.is_empty() {
                    break;
                }
                self.store.remove_executions(ids.clone()).await?;
                self.runs.board.forget(&ids);
            }
        }
        while self.store.forget_keys(now, PAGE).await? == PAGE {}
        self.sweep_snapshots().await
    }

    /// Until when a request's key is kept.
    pub(super) fn key_end(&self) -> domain::Timestamp {
        after(self.clock.now(), self.runs.policy.key_life)
    }
}
