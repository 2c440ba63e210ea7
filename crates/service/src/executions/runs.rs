//! What runs and what waits: places are given out here, and here alone.

use super::{ExecutionPolicy, Target, activities::Activities, board::Board, line::Line, worker};
use crate::{Service, metrics::Metrics};
use domain::ExecutionId;
use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// Everything that executions need besides the store and the engines.
pub(crate) struct Runs {
    pub(crate) policy: ExecutionPolicy,
    pub(crate) board: Board,
    pub(super) activities: Activities,
    pub(crate) metrics: Metrics,
    line: Mutex<Line>,
    /// Ends the runs of this process.
    cancellers: Mutex<HashMap<ExecutionId, CancellationToken>>,
    pub(crate) workers: TaskTracker,
    pub(crate) stopping: CancellationToken,
}

impl Runs {
    pub(crate) fn new(policy: ExecutionPolicy) -> Self {
        Self {
            line: Mutex::new(Line::new(&policy)),
            policy,
            board: Board::default(),
            activities: Activities::default(),
            metrics: Metrics::default(),
            cancellers: Mutex::default(),
            workers: TaskTracker::new(),
            stopping: CancellationToken::new(),
        }
    }

    fn line(&self) -> MutexGuard<'_, Line> {
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn cancellers(&self) -> MutexGuard<'_, HashMap<ExecutionId, CancellationToken>> {
        self.cancellers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A way to end a run of this process, until it is over.
    pub(super) fn canceller(&self, id: ExecutionId) -> CancellationToken {
        let token = CancellationToken::new();
        self.cancellers().insert(id, token.clone());
        token
    }

    /// Forgets the way to end a run: it is over.
    pub(super) fn forget_canceller(&self, id: ExecutionId) {
        self.cancellers().remove(&id);
    }

    /// Ends a run, if it is one of this process.
    pub(super) fn end(&self, id: ExecutionId) {
        if let Some(token) = self.cancellers().get(&id) {
            token.cancel();
        }
    }
}

/// A place in which an execution runs. Dropping it lets the next one begin.
pub(super) struct Place {
    service: Service,
    pub(super) target: Target,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.service.runs.line().leave(self.target);
        self.service.begin_next();
    }
}

impl Service {
    /// Takes a place at once, where one is free and nobody waits for it.
    pub(super) fn take_place(&self, target: Target) -> Option<Place> {
        let passes = !self.runs.stopping.is_cancelled() && self.runs.line().pass(target);
        passes.then(|| Place { service: self.clone(), target })
    }

    /// Has an execution wait for its turn.
    pub(super) fn enqueue(&self, target: Target, id: ExecutionId) {
        self.runs.line().wait(target, id);
        self.begin_next();
    }

    /// Has an execution that could not begin wait again; others go on.
    pub(super) fn put_back(&self, place: &Place, id: ExecutionId) {
        self.runs.line().wait_first(place.target, id);
    }

    /// Has an execution wait no longer: it is over.
    pub(super) fn drop_out(&self, target: Target, id: ExecutionId) {
        self.runs.line().drop_out(target, id);
    }

    /// Begins whatever may begin now.
    pub(crate) fn begin_next(&self) {
        while !self.runs.stopping.is_cancelled() {
            let catalogue = self.catalogue();
            let next = self.runs.line().next(|target| match target {
                Target::Deployment(id) => catalogue.deployment(id).is_some_and(|it| it.begins()),
                Target::Workflow(_) => true,
            });
            let Some((target, id)) = next else { return };
            let place = Place { service: self.clone(), target };
            self.runs.workers.spawn(worker::begin(self.clone(), id, place));
        }
    }

    /// Begins nothing any more, and gives back what runs: it is begun again at the next start.
    pub async fn stop(&self) {
        self.runs.stopping.cancel();
        self.runs.workers.close();
        self.runs.workers.wait().await;
    }
}
