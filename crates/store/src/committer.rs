//! The one thread that writes: plans, applies, makes durable, answers.
//!
//! Group commit: while one group is being made durable the next one gathers,
//! so that many clients share one fsync. Nobody is answered before it returned.
//! Fail-stop: after a failure to apply or to make durable nobody knows what the
//! disk holds, so nothing is written any more and no fsync is tried again.

#[cfg(test)]
mod fail_stop;

use crate::{
    Author, StoreError,
    cells::Cells,
    horizon::Horizon,
    plan::{Plan, plan},
    write::Write,
};
use domain::{FeedEntry, Position};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    thread::JoinHandle,
};
use tokio::sync::{mpsc, oneshot};

/// How many writes wait at most; more wait for a place.
const QUEUE: usize = 1_024;
/// How many writes share one fsync at most.
const GROUP: usize = 512;

type Answer = Result<FeedEntry, StoreError>;

/// A write on its way to the committer.
#[derive(Debug)]
struct Request {
    author: Author,
    write: Write,
    answer: oneshot::Sender<Answer>,
}

/// The committer's handle. Dropping it waits until everything accepted is written.
#[derive(Debug)]
pub(crate) struct Committer {
    requests: Option<mpsc::Sender<Request>>,
    thread: Option<JoinHandle<()>>,
}

impl Committer {
    /// Starts the thread. Where there is none to be had, the store only reads.
    pub(crate) fn start<C: Cells>(cells: Arc<C>, horizon: Arc<Horizon>) -> Self {
        let (requests, inbox) = mpsc::channel(QUEUE);
        let work = Work { cells, newest: horizon.durable(), horizon: Arc::clone(&horizon) };
        let thread = std::thread::Builder::new().name("committer".into()).spawn(move || work.run(inbox));
        if let Err(error) = &thread {
            horizon.stop(&format!("no thread can be started: {error}"));
        }
        Self { requests: Some(requests), thread: thread.ok() }
    }

    /// Writes, and returns once the write is durable.
    pub(crate) async fn write(&self, author: Author, write: Write) -> Answer {
        let (answer, answered) = oneshot::channel();
        let requests = self.requests.as_ref().ok_or_else(closed)?;
        requests.send(Request { author, write, answer }).await.map_err(|_| closed())?;
        answered.await.map_err(|_| closed())?
    }
}

impl Drop for Committer {
    fn drop(&mut self) {
        self.requests = None;
        if self.thread.take().is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("The committer had panicked");
        }
    }
}

fn closed() -> StoreError {
    StoreError::Unavailable("it is closed".into())
}

struct Work<C> {
    cells: Arc<C>,
    /// The newest applied entry; those after the horizon are not answered yet.
    newest: Position,
    horizon: Arc<Horizon>,
}

impl<C: Cells> Work<C> {
    fn run(mut self, mut inbox: mpsc::Receiver<Request>) {
        let mut group = Vec::with_capacity(GROUP);
        while inbox.blocking_recv_many(&mut group, GROUP) > 0 {
            self.commit(group.drain(..));
        }
        self.horizon.stop("it is closed");
    }

    fn commit(&mut self, group: impl Iterator<Item = Request>) {
        let mut answers = Vec::new();
        for Request { author, write, answer } in group {
            let result = self.apply(author, &write);
            answers.push((answer, result));
        }
        if self.newest > self.horizon.durable() && self.horizon.check().is_ok() {
            match self.cells.make_durable(self.newest) {
                Ok(()) => self.horizon.advance(self.newest),
                Err(error) => self.stop(&error.to_string()),
            }
        }
        for (answer, result) in answers {
            let result = match result {
                Ok(entry) if entry.position > self.horizon.durable() => self.horizon.check().map(|()| entry),
                other => other,
            };
            // An error only says that the caller has gone; the write stands.
            let _ = answer.send(result);
        }
    }

    /// Plans and applies one write. A refusal changes nothing; a failure stops the store.
    fn apply(&mut self, author: Author, write: &Write) -> Answer {
        self.horizon.check()?;
        if !self.cells.has_room() {
            return Err(StoreError::Full);
        }
        let planned = catch_unwind(AssertUnwindSafe(|| plan(&*self.cells, self.newest, author, write)));
        let plan = planned.unwrap_or_else(|_| Err(StoreError::Unavailable("planning a write panicked".into())))?;
        let entry = plan.entry.clone();
        // Before anybody can see the change: whoever sees it then waits until it is durable.
        self.horizon.begin(entry.change.subject(), entry.position);
        if let Err(error) = self.make(plan) {
            self.stop(&error.to_string());
            self.horizon.check()?;
        }
        self.newest = entry.position;
        Ok(entry)
    }

    fn make(&self, plan: Plan) -> Result<(), StoreError> {
        for edits in plan.staged.iter().flat_map(|staged| staged.edits()) {
            self.cells.apply(edits)?;
        }
        self.cells.apply(plan.edits)
    }

    /// From now on nothing is written: what is on disk is known only after a restart.
    fn stop(&self, why: &str) {
        tracing::error!(why, "A write could not be made durable; no more are taken until a restart");
        self.horizon.stop(&format!("an earlier write failed ({why}); restart the server"));
    }
}
