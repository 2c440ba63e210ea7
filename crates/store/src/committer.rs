//! The one thread that writes: plans, makes durable, shows, answers.
//!
//! Group commit: while one group is being made durable the next one gathers,
//! so that many clients share one fsync. Nobody is answered, and nobody sees
//! anything, before it returned. Fail-stop: after a failure nobody knows what
//! the disk holds, so nothing is written any more and no fsync is tried again.

#[cfg(test)]
mod fail_stop;
mod sweep;

use crate::{
    Author, StoreError,
    answer::Answer,
    cells::Cells,
    census::Census,
    changes::{Changes, HEAVY},
    draft::Draft,
    execution_write::{ExecutionWrite, Parts},
    homing::Homing,
    horizon::Horizon,
    journal::Journal,
    plan::{plan, plan_execution},
    state::State,
    write::Write,
};
use domain::Position;
use std::{
    iter::Peekable,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    thread::JoinHandle,
};
use tokio::sync::{mpsc, oneshot};

/// How many writes wait at most; more wait for a place.
const QUEUE: usize = 1_024;
/// How many writes share one fsync at most.
const GROUP: usize = 512;

type Answered = Result<Answer, StoreError>;

/// What is to be written.
#[derive(Debug)]
pub(crate) enum Order {
    /// What entries of the feed tell of, in one transaction.
    Entries(Author, Vec<Write>),
    /// To remove the snapshots that are to be forgotten, where nothing else names them.
    Sweep,
    /// What is about executions, with its parts in place.
    Execution(Box<ExecutionWrite>, Parts),
}

/// A write on its way to the committer.
#[derive(Debug)]
struct Request {
    order: Order,
    answer: oneshot::Sender<Answered>,
}

/// A way to the committer. While there is one it stays.
#[derive(Debug, Clone)]
pub(crate) struct Way(mpsc::Sender<Request>);

/// An answer that will come.
#[derive(Debug)]
pub(crate) struct Pending(oneshot::Receiver<Answered>);

impl Way {
    /// Hands over a write.
    pub(crate) async fn send(&self, order: Order) -> Result<Pending, StoreError> {
        let (answer, answered) = oneshot::channel();
        self.0.send(Request { order, answer }).await.map_err(|_| closed())?;
        Ok(Pending(answered))
    }

    /// Hands over a write, from a thread that may block.
    pub(crate) fn send_blocking(&self, order: Order) -> Result<Pending, StoreError> {
        let (answer, answered) = oneshot::channel();
        self.0.blocking_send(Request { order, answer }).map_err(|_| closed())?;
        Ok(Pending(answered))
    }
}

impl Pending {
    /// Returns once the write is durable.
    pub(crate) async fn answer(self) -> Answered {
        self.0.await.map_err(|_| closed())?
    }
}

/// The committer's handle. Dropping it waits until everything accepted is written.
#[derive(Debug)]
pub(crate) struct Committer {
    way: Option<Way>,
    thread: Option<JoinHandle<()>>,
}

impl Committer {
    /// Starts the thread. Where there is none to be had, the store only reads.
    pub(crate) fn start<C: Cells>(
        state: Arc<State<C>>,
        journal: impl Journal,
        census: Census,
        horizon: Arc<Horizon>,
    ) -> Self {
        let (requests, inbox) = mpsc::channel(QUEUE);
        let started = Homing::start(Arc::clone(&state), Arc::clone(&horizon)).and_then(|homing| {
            let (newest, horizon) = (horizon.durable(), Arc::clone(&horizon));
            let work = Work { state, journal, homing, newest, census, horizon };
            std::thread::Builder::new().name("committer".into()).spawn(move || work.run(inbox))
        });
        if let Err(error) = &started {
            horizon.stop(&format!("no thread can be started: {error}"));
        }
        Self { way: Some(Way(requests)), thread: started.ok() }
    }

    /// Writes, and returns once the write is durable.
    pub(crate) async fn write(&self, order: Order) -> Answered {
        self.way()?.send(order).await?.answer().await
    }

    /// The way to it.
    pub(crate) fn way(&self) -> Result<&Way, StoreError> {
        self.way.as_ref().ok_or_else(closed)
    }
}

impl Drop for Committer {
    fn drop(&mut self) {
        self.way = None;
        if self.thread.take().is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("The committer had panicked");
        }
    }
}

fn closed() -> StoreError {
    StoreError::Unavailable("it is closed".into())
}

struct Work<C, J> {
    state: Arc<State<C>>,
    journal: J,
    homing: Homing,
    /// The newest entry's position.
    newest: Position,
    /// The sums after it.
    census: Census,
    horizon: Arc<Horizon>,
}

impl<C: Cells, J: Journal> Work<C, J> {
    fn run(mut self, mut inbox: mpsc::Receiver<Request>) {
        let mut waiting = Vec::with_capacity(GROUP);
        while inbox.blocking_recv_many(&mut waiting, GROUP) > 0 {
            let mut waiting = waiting.drain(..).peekable();
            while waiting.peek().is_some() {
                self.commit(&mut waiting);
            }
        }
        if let Some(last) = self.state.seal() {
            self.send_home(last);
        }
        self.horizon.stop("it is closed");
    }

    /// Takes as many of those that wait as make one group.
    fn commit(&mut self, waiting: &mut Peekable<impl Iterator<Item = Request>>) {
        let state = Arc::clone(&self.state);
        let has_room = state.home().has_room();
        let mut draft = Draft::new(&state, self.newest, self.census);
        let mut has_graphs = false;
        let mut answers = Vec::new();
        if let Some(Request { answer, .. }) = waiting.next_if(|it| matches!(it.order, Order::Sweep)) {
            // An error only says that the caller has gone.
            let _ = answer.send(self.sweep());
            return;
        }
        while draft.weight() < HEAVY
            && let Some(Request { order, answer }) = waiting.next_if(|it| !matches!(it.order, Order::Sweep))
        {
            let result = if has_room { self.take(&mut draft, &mut has_graphs, &order) } else { Err(StoreError::Full) };
            answers.push((answer, result));
        }
        let (sealed, is_kept) = match self.keep(draft.into_changes(), has_graphs) {
            Ok(sealed) => (sealed, true),
            Err(error) => {
                self.horizon.fail(&error.to_string());
                (None, false)
            }
        };
        for (answer, result) in answers {
            let result = if is_kept { result } else { result.and_then(|it| self.horizon.check().map(|()| it)) };
            // An error only says that the caller has gone; the write stands.
            let _ = answer.send(result);
        }
        if let Some(sealed) = sealed {
            self.send_home(sealed);
        }
    }

    /// Plans one write and adds it to the group. A refusal changes nothing; a failure stops the store.
    fn take(&self, draft: &mut Draft<'_, C>, has_graphs: &mut bool, order: &Order) -> Answered {
        self.horizon.check()?;
        let planned = catch_unwind(AssertUnwindSafe(|| match order {
            Order::Entries(author, writes) => plan(draft, author, writes),
            Order::Execution(write, parts) => plan_execution(draft, write, parts),
            Order::Sweep => Err(StoreError::Unavailable("a sweep is never part of a group".into())),
        }));
        let planned = planned.unwrap_or_else(|_| Err(StoreError::Unavailable("planning a write panicked".into())));
        if let Order::Execution(_, parts) = order
            && planned.as_ref().map_or(true, |plan| plan.line.is_none())
        {
            let unnamed: Vec<_> = parts.chunked().collect();
            if !unnamed.is_empty() {
                self.homing.sweep(unnamed)?;
            }
        }
        let plan = planned?;
        if let Some(graph) = plan.graph {
            graph.keep(self.state.home()).inspect_err(|error| self.horizon.fail(&error.to_string()))?;
            *has_graphs = true;
        }
        if let Some(line) = plan.line {
            draft.follow(line)?;
        }
        Ok(plan.answer)
    }

    /// Makes a group durable and shows it. Gives what has to go home now.
    fn keep(&mut self, changes: Changes, has_graphs: bool) -> Result<Option<Arc<Changes>>, StoreError> {
        if changes.count() == 0 {
            return Ok(None);
        }
        let newest = changes.last().unwrap_or(self.newest);
        self.horizon.check()?;
        if has_graphs {
            self.state.home().make_durable()?;
        }
        if !self.journal.has_place(&changes) {
            self.bring_all_home()?;
            self.journal.rewind();
        }
        self.journal.append(&changes)?;
        self.newest = newest;
        self.census = changes.census();
        Ok(self.state.show(changes, || self.horizon.advance(newest)))
    }

    /// Returns when everything that is in the journal is home.
    fn bring_all_home(&self) -> Result<(), StoreError> {
        self.state.seal().map_or(Ok(()), |sealed| self.homing.bring(sealed))?;
        self.homing.wait()?;
        self.horizon.check()
    }

    fn send_home(&self, sealed: Arc<Changes>) {
        if let Err(error) = self.homing.bring(sealed) {
            self.horizon.fail(&error.to_string());
        }
    }
}
