//! The one task that owns the queue: it sends what is due, and begins nothing once it is told to stop.

use crate::{
    Attempted, Due, Outbox, Sender, attempt,
    attempt::later,
    queue::{Origin, Places, Queue},
};
use domain::{CallbackState, ExecutionId, Timestamp};
use engine::Clock;
use std::{collections::HashMap, sync::Arc, time::Duration};
use tokio::{
    sync::mpsc,
    task::{Id, JoinError, JoinSet},
    time::sleep,
};
use tokio_util::sync::CancellationToken;

/// How long the courier leaves an outbox alone that failed.
const OUTBOX_WAIT: Duration = Duration::from_secs(10);
/// How long it sleeps at most: the clock it is given may jump while it does.
const LONGEST_SLEEP: Duration = Duration::from_secs(30);
/// How many wishes wait for the courier before those who wish wait themselves.
const INBOX: usize = 1024;

/// Sends the callbacks of one outbox.
pub struct Courier {
    hands: Hands,
    inbox: mpsc::Receiver<Due>,
    queue: Queue,
    running: JoinSet<Option<Timestamp>>,
    calls: HashMap<Id, ExecutionId>,
}

/// Tells the courier of callbacks. Cheap to clone.
#[derive(Debug, Clone)]
pub struct CourierHandle(mpsc::Sender<Due>);

/// What one call needs.
#[derive(Clone)]
struct Hands {
    outbox: Arc<dyn Outbox>,
    sender: Arc<dyn Sender>,
    clock: Arc<dyn Clock>,
}

impl CourierHandle {
    /// Has a callback sent that the outbox keeps as due: the first time, or as a replay. Where the courier has stopped
    /// nothing happens; the next one finds it in the outbox.
    pub async fn put(&self, due: Due) {
        let _ = self.0.send(due).await;
    }
}

impl Courier {
    /// A courier that does nothing until it is [run](Self::run).
    pub fn new(
        outbox: Arc<dyn Outbox>,
        sender: Arc<dyn Sender>,
        clock: Arc<dyn Clock>,
        places: Places,
    ) -> (CourierHandle, Self) {
        let (handle, inbox) = mpsc::channel(INBOX);
        let hands = Hands { outbox, sender, clock };
        let (running, calls) = (JoinSet::new(), HashMap::new());
        (CourierHandle(handle), Self { hands, inbox, queue: Queue::new(places), running, calls })
    }

    /// Sends what is due, until told to stop; then waits for the calls under way and their notes: as long as one
    /// attempt may take.
    pub async fn run(mut self, stop: CancellationToken) {
        if stop.run_until_cancelled(self.read_outbox()).await.is_none() {
            return;
        }
        loop {
            self.begin_calls(&stop);
            let pause = sleep(self.until_next());
            tokio::select! {
                () = stop.cancelled() => break,
                Some(due) = self.inbox.recv() => self.queue.put(due.id, Origin::of(&due.url), due.at),
                Some(ended) = self.running.join_next_with_id() => self.end_call(ended),
                () = pause => {}
            }
        }
        while self.running.join_next().await.is_some() {}
    }

    async fn read_outbox(&mut self) {
        loop {
            match self.hands.outbox.due().await {
                Ok(due) => {
                    return due.into_iter().for_each(|due| self.queue.put(due.id, Origin::of(&due.url), due.at));
                }
                Err(error) => tracing::error!(%error, "Cannot read which callbacks are due; asking again"),
            }
            sleep(OUTBOX_WAIT).await;
        }
    }

    fn begin_calls(&mut self, stop: &CancellationToken) {
        while let Some(id) = self.queue.take(self.hands.clock.now()) {
            let call = self.running.spawn(self.hands.clone().call(id, stop.clone()));
            self.calls.insert(call.id(), id);
        }
    }

    fn end_call(&mut self, ended: Result<(Id, Option<Timestamp>), JoinError>) {
        let (task, next) = match ended {
            Ok(ended) => ended,
            Err(error) => {
                tracing::error!(%error, "A callback's task broke down");
                (error.id(), Some(later(self.hands.clock.now(), OUTBOX_WAIT)))
            }
        };
        if let Some(id) = self.calls.remove(&task) {
            self.queue.done(id, next);
        }
    }

    fn until_next(&self) -> Duration {
        let now = self.hands.clock.now().as_millis();
        let millis = self.queue.next_due().map(|at| at.as_millis().saturating_sub(now).max(0).unsigned_abs());
        millis.map_or(LONGEST_SLEEP, |millis| Duration::from_millis(millis).min(LONGEST_SLEEP))
    }
}

impl Hands {
    /// Loads, sends, notes. Says when it is to be sent again.
    async fn call(self, id: ExecutionId, stop: CancellationToken) -> Option<Timestamp> {
        let pending = match self.outbox.load(id).await {
            Ok(Some(pending)) => pending,
            Ok(None) => return None,
            Err(error) => {
                tracing::error!(execution.id = %id, %error, "Cannot read the callback of execution `{id}`; trying again");
                return Some(later(self.clock.now(), OUTBOX_WAIT));
            }
        };
        let attempted = attempt(&*self.sender, &*self.clock, &pending.delivery, pending.attempts).await;
        log(id, &attempted);
        self.note(id, &attempted, &stop).await;
        attempted.state.due()
    }

    /// Keeps its place until the outcome is noted: an outbox that takes no notes must not make receivers get
    /// everything again and again.
    async fn note(&self, id: ExecutionId, attempted: &Attempted, stop: &CancellationToken) {
        while let Err(error) = self.outbox.note(id, attempted).await {
            tracing::error!(execution.id = %id, %error, "Cannot note the callback of execution `{id}`; trying again");
            if stop.run_until_cancelled(sleep(OUTBOX_WAIT)).await.is_none() {
                return;
            }
        }
    }
}

fn log(id: ExecutionId, Attempted { attempt, state }: &Attempted) {
    let (attempts, took_ms, status) = (state.attempts(), attempt.took_ms, attempt.status);
    match state {
        CallbackState::GivenUp { .. } => {
            tracing::warn!(execution.id = %id, attempts, took_ms, status, "Gave up the callback of execution `{id}`");
        }
        CallbackState::Due { next, .. } => {
            tracing::info!(execution.id = %id, attempts, took_ms, status, %next, "Could not call back for execution `{id}`");
        }
        _ => tracing::debug!(execution.id = %id, attempts, took_ms, status, "Called back for execution `{id}`"),
    }
}
