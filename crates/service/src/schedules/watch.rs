//! The one task that knows what is due when, and does it.

use crate::{clock::Clock, service::Service};
use domain::{DeploymentId, Timestamp};
use futures::StreamExt as _;
use std::{
    collections::{BTreeSet, HashMap},
    sync::{Mutex, PoisonError},
    time::Duration,
};
use tokio::sync::{Notify, RwLock, RwLockReadGuard, RwLockWriteGuard};

/// How many deployments are attended to at once.
const AT_ONCE: usize = 16;
/// When it is tried again after the store has failed.
const RETRY: Duration = Duration::from_secs(10);

/// The way to the task.
#[derive(Debug)]
pub(crate) struct Schedules {
    started: Timestamp,
    /// The deployments whose schedules are others than the task knows.
    changed: Mutex<BTreeSet<DeploymentId>>,
    change: Notify,
    /// Held alone while a version takes another's place: nothing is done on either then.
    places: RwLock<()>,
}

/// When each deployment is to be attended to.
#[derive(Debug, Default)]
pub(super) struct Agenda {
    by_time: BTreeSet<(Timestamp, DeploymentId)>,
    by_deployment: HashMap<DeploymentId, Timestamp>,
}

impl Schedules {
    pub(crate) fn new(clock: &dyn Clock) -> Self {
        Self { started: clock.now(), changed: Mutex::default(), change: Notify::new(), places: RwLock::default() }
    }

    /// When the server was started: what was due before was due while nobody looked.
    pub(super) const fn started(&self) -> Timestamp {
        self.started
    }

    /// Says that a deployment's schedules are others now, or that it is there again.
    pub(crate) fn changed(&self, of: DeploymentId) {
        self.changed.lock().unwrap_or_else(PoisonError::into_inner).insert(of);
        self.change.notify_one();
    }

    /// Waits until no version takes another's place; none does as long as this is held.
    pub(super) async fn at_rest(&self) -> RwLockReadGuard<'_, ()> {
        self.places.read().await
    }

    /// Waits until nothing is being done; nothing is as long as this is held.
    pub(crate) async fn replacing(&self) -> RwLockWriteGuard<'_, ()> {
        self.places.write().await
    }

    fn take_changed(&self) -> Vec<DeploymentId> {
        std::mem::take(&mut *self.changed.lock().unwrap_or_else(PoisonError::into_inner)).into_iter().collect()
    }
}

impl Agenda {
    /// Has a deployment attended to at a time, and at no other; not at all where there is none.
    fn put(&mut self, of: DeploymentId, at: Option<Timestamp>) {
        if let Some(before) = self.by_deployment.remove(&of) {
            self.by_time.remove(&(before, of));
        }
        if let Some(at) = at {
            self.by_deployment.insert(of, at);
            self.by_time.insert((at, of));
        }
    }

    fn next(&self) -> Option<Timestamp> {
        self.by_time.first().map(|(at, _)| *at)
    }

    /// Takes those out whose time has come.
    fn take(&mut self, now: Timestamp) -> Vec<DeploymentId> {
        let mut due = Vec::new();
        while let Some((at, of)) = self.by_time.first().copied().filter(|(at, _)| *at <= now) {
            self.by_time.remove(&(at, of));
            self.by_deployment.remove(&of);
            due.push(of);
        }
        due
    }
}

impl Service {
    /// Does what became due while the server was down, and from then on what is due when it is.
    pub(crate) async fn start_schedules(&self) -> Result<(), crate::ServiceError> {
        let mut agenda = Agenda::default();
        self.settle_moves(&self.scheduled_deployments().await?).await;
        // Read again: those that they went to are others.
        self.attend_all(self.scheduled_deployments().await?, &mut agenda).await;
        self.runs.workers.spawn(self.clone().watch(agenda));
        Ok(())
    }

    async fn watch(self, mut agenda: Agenda) {
        loop {
            let next = agenda.next();
            tokio::select! {
                () = self.runs.stopping.cancelled() => return,
                () = self.schedules.change.notified() => {
                    self.attend_all(self.schedules.take_changed(), &mut agenda).await;
                }
                () = self.clock.sleep_until(next.unwrap_or(Timestamp::from_millis(i64::MAX))), if next.is_some() => {
                    let due = agenda.take(self.clock.now());
                    self.attend_all(due, &mut agenda).await;
                }
            }
        }
    }

    /// Does what is due of these deployments, and puts down when there is something next.
    async fn attend_all(&self, all: Vec<DeploymentId>, agenda: &mut Agenda) {
        let attended = futures::stream::iter(all.into_iter().map(async |of| (of, self.attend(of).await)));
        let mut attended = std::pin::pin!(attended.buffer_unordered(AT_ONCE));
        while let Some((of, next)) = attended.next().await {
            let next = next.unwrap_or_else(|error| {
                tracing::error!(deployment.id = %of, error = ?error, "Could not do what is due; trying again");
                Some(crate::executions::after(self.clock.now(), RETRY))
            });
            agenda.put(of, next);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_deployment_has_one_time() {
        let [first, second] = [1, 2].map(|byte| DeploymentId::from_bytes([byte; 16]));
        let at = Timestamp::from_millis;
        let mut agenda = Agenda::default();
        agenda.put(first, Some(at(5)));
        agenda.put(second, Some(at(7)));
        agenda.put(first, Some(at(9)));
        assert_eq!((agenda.next(), agenda.take(at(6))), (Some(at(7)), Vec::new()));
        assert_eq!(agenda.take(at(9)), [second, first]);
        agenda.put(first, Some(at(5)));
        agenda.put(first, None);
        assert_eq!(agenda.next(), None);
    }
}
