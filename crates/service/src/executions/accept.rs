//! The one way in: a request becomes an execution in the store, and waits or begins.

use super::{target::Target, worker};
use crate::{error::ServiceError, service::Service};
use bytes::Bytes;
use domain::{Execution, ExecutionId, ExecutionState, ExecutionStatus, Part};
use engine::Given;
use std::sync::Arc;
use store::{Acceptance, NewExecution, NewRun, Once, Through};

/// What a request is to, and which address led there.
pub(super) struct Called {
    pub(super) of: NewRun,
    pub(super) through: Option<Through>,
}

impl From<NewRun> for Called {
    fn from(of: NewRun) -> Self {
        Self { of, through: None }
    }
}

impl Service {
    /// Accepts a request, durably; begins it at once where there is a place.
    pub(super) async fn accept(
        &self,
        target: Target,
        called: Called,
        parts: Vec<(Part, Bytes)>,
        given: Given,
        calls_back: bool,
        once: Option<Once>,
    ) -> Result<Arc<Execution>, ServiceError> {
        let place = self.take_place(target);
        let at = self.clock.now();
        let begin_until = place.as_ref().map(|_| self.lease_end(at));
        let id = ExecutionId::new(self.new_uuid());
        // Where there is no room, only a request that came before is answered.
        let has_room = self.has_room(target);
        let Called { of, through } = called;
        let new = NewExecution { id, at, of, through, parts, calls_back, once, has_room, begin_until };
        match self.timed(self.store.accept_execution(new)).await? {
            Acceptance::Accepted(row) => {
                self.runs.metrics.accepted();
                self.runs.board.note(row.clone());
                match (&row.state, place) {
                    (ExecutionState::Running { .. }, Some(place)) => {
                        self.runs.workers.spawn(worker::run(self.clone(), row.clone(), place, Some(given)));
                    }
                    // What stopped or deleted the deployment meanwhile did not see this one.
                    _ if self.is_to_be_cancelled(target) => return self.end_execution(id).await.map(Arc::new),
                    _ => self.enqueue(target, id),
                }
                Ok(Arc::new(row))
            }
            Acceptance::Known(id) => self.row(id),
            Acceptance::KeyTaken => Err(ServiceError::KeyTaken),
            Acceptance::Paused => Err(ServiceError::Paused(None)),
            Acceptance::Full => Err(self.busy()),
            Acceptance::Moved => Err(ServiceError::Moved),
        }
    }

    pub(super) fn refuse_when_full(&self, target: Target) -> Result<(), ServiceError> {
        if self.has_room(target) { Ok(()) } else { Err(self.busy()) }
    }

    /// Whether one more of a target may wait.
    fn has_room(&self, target: Target) -> bool {
        self.runs.board.count(target, ExecutionStatus::Queued) < self.runs.policy.waiting_each
    }

    fn busy(&self) -> ServiceError {
        ServiceError::Busy { limit: self.runs.policy.waiting_each, retry_after: 5 }
    }
}
