//! The one thread that writes: plans, applies, makes durable, answers.
//!
//! Group commit: while one group is being made durable the next one gathers,
//! so that many clients share one fsync. Nobody is answered before it returned.
//! After a failure to make something durable nothing is written any more.

use crate::{Author, StoreError, cells::Cells, plan::plan, rows, write::Write};
use domain::{FeedEntry, Position};
use std::sync::{Arc, OnceLock};
use tokio::sync::{mpsc, oneshot, watch};

/// How many writes wait at most; more wait for a place.
const QUEUE: usize = 1_024;
/// How many writes share one fsync at most.
const GROUP: usize = 512;

type Answer = Result<FeedEntry, StoreError>;

/// A write on its way to the committer.
#[derive(Debug)]
pub(crate) struct Request {
    author: Author,
    write: Write,
    answer: oneshot::Sender<Answer>,
}

/// The committer's handle. It stops when the last handle is gone and everything accepted is written.
#[derive(Debug, Clone)]
pub(crate) struct Committer {
    requests: mpsc::Sender<Request>,
    /// The newest durable entry.
    pub(crate) head: watch::Receiver<Position>,
    /// Why nothing is written any more.
    failure: Arc<OnceLock<String>>,
}

impl Committer {
    /// Starts the thread.
    pub(crate) fn start<C: Cells>(cells: Arc<C>) -> Result<(Self, std::thread::JoinHandle<()>), StoreError> {
        let (requests, inbox) = mpsc::channel(QUEUE);
        let newest = rows::head(&*cells)?;
        let (durable, head) = watch::channel(newest);
        let failure = Arc::new(OnceLock::new());
        let work = Work { cells, newest, durable, failure: Arc::clone(&failure) };
        let thread = std::thread::Builder::new().name("committer".into()).spawn(move || work.run(inbox));
        let thread = thread.map_err(|error| StoreError::Unavailable(error.to_string()))?;
        Ok((Self { requests, head, failure }, thread))
    }

    /// Writes, and returns once the write is durable.
    pub(crate) async fn write(&self, author: Author, write: Write) -> Answer {
        let (answer, answered) = oneshot::channel();
        self.requests.send(Request { author, write, answer }).await.map_err(|_| stopped())?;
        answered.await.map_err(|_| stopped())?
    }

    /// Whether writes are taken.
    pub(crate) fn health(&self) -> Result<(), StoreError> {
        self.failure.get().map_or(Ok(()), |why| Err(StoreError::Unavailable(why.clone())))
    }
}

fn stopped() -> StoreError {
    StoreError::Unavailable("the store is closed".into())
}

struct Work<C> {
    cells: Arc<C>,
    /// The newest applied entry; those after `durable` are not answered yet.
    newest: Position,
    durable: watch::Sender<Position>,
    failure: Arc<OnceLock<String>>,
}

impl<C: Cells> Work<C> {
    fn run(mut self, mut inbox: mpsc::Receiver<Request>) {
        let mut group = Vec::with_capacity(GROUP);
        while inbox.blocking_recv_many(&mut group, GROUP) > 0 {
            self.commit(group.drain(..));
        }
    }

    fn commit(&mut self, group: impl Iterator<Item = Request>) {
        let mut answers = Vec::new();
        for Request { author, write, answer } in group {
            let result = self.apply(author, &write);
            answers.push((answer, result));
        }
        let wrote = answers.iter().any(|(_, result)| result.is_ok());
        if wrote && self.failure.get().is_none() {
            match self.cells.make_durable() {
                Ok(()) => {
                    self.durable.send_replace(self.newest);
                }
                Err(error) => self.fail(&error),
            }
        }
        for (answer, result) in answers {
            let result = match self.failure.get() {
                Some(why) => Err(StoreError::Unavailable(why.clone())),
                None => result,
            };
            // An error only says that the caller has gone; the write stands.
            let _ = answer.send(result);
        }
    }

    fn apply(&mut self, author: Author, write: &Write) -> Answer {
        if let Some(why) = self.failure.get() {
            return Err(StoreError::Unavailable(why.clone()));
        }
        let plan = plan(&*self.cells, self.newest, author, write)?;
        if let Err(error) = self.cells.apply(plan.edits) {
            self.fail(&error);
            return Err(error);
        }
        self.newest = plan.entry.position;
        Ok(plan.entry)
    }

    /// From now on nothing is written: what is on disk is known only after a restart.
    fn fail(&self, error: &StoreError) {
        tracing::error!(%error, "A write could not be made durable; no more are taken until a restart");
        let _ = self.failure.set(format!("an earlier write failed ({error}); restart the server"));
    }
}
