//! The thread that brings home what the journal has made durable.
//!
//! It lags behind by a few batches at most; then the committer waits for it.

use crate::{
    StoreError,
    cells::Cells,
    changes::Changes,
    chunked::Chunked,
    homecoming::{bring_home, sweep_loose},
    horizon::Horizon,
    state::State,
};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    thread::JoinHandle,
};

/// How many batches wait to be brought home; the next one waits for a place.
const BATCHES: usize = 4;

/// What the thread is asked to do.
#[derive(Debug)]
enum Errand {
    /// Bring home the oldest of what is on its way.
    Bring(Arc<Changes>),
    /// Remove chunks that nothing was to name.
    Sweep(Vec<Chunked>),
    /// Say so when everything before this is home.
    Report(SyncSender<()>),
}

/// The thread's handle. Dropping it waits until everything it was given is home.
#[derive(Debug)]
pub(crate) struct Homing {
    errands: Option<SyncSender<Errand>>,
    thread: Option<JoinHandle<()>>,
}

impl Homing {
    /// Starts the thread.
    pub(crate) fn start<C: Cells>(state: Arc<State<C>>, horizon: Arc<Horizon>) -> std::io::Result<Self> {
        let (errands, inbox) = sync_channel(BATCHES);
        let thread = std::thread::Builder::new().name("homing".into()).spawn(move || run(&inbox, &state, &horizon))?;
        Ok(Self { errands: Some(errands), thread: Some(thread) })
    }

    /// Has changes brought home, after those before them.
    pub(crate) fn bring(&self, changes: Arc<Changes>) -> Result<(), StoreError> {
        self.send(Errand::Bring(changes))
    }

    /// Has chunks removed that a refused write has left.
    pub(crate) fn sweep(&self, chunked: Vec<Chunked>) -> Result<(), StoreError> {
        self.send(Errand::Sweep(chunked))
    }

    /// Waits until everything that it was given is home.
    pub(crate) fn wait(&self) -> Result<(), StoreError> {
        let (report, done) = sync_channel(1);
        self.send(Errand::Report(report))?;
        done.recv().map_err(|_| ended())
    }

    fn send(&self, errand: Errand) -> Result<(), StoreError> {
        self.errands.as_ref().and_then(|errands| errands.send(errand).ok()).ok_or_else(ended)
    }
}

impl Drop for Homing {
    fn drop(&mut self) {
        self.errands = None;
        if self.thread.take().is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("The homing thread had panicked");
        }
    }
}

fn ended() -> StoreError {
    StoreError::Unavailable("nothing comes home any more".into())
}

fn run<C: Cells>(inbox: &Receiver<Errand>, state: &State<C>, horizon: &Horizon) {
    while let Ok(errand) = inbox.recv() {
        match errand {
            Errand::Report(report) => {
                // An error only says that the committer has gone.
                let _ = report.send(());
            }
            Errand::Sweep(chunked) => {
                if let Err(error) = fenced(|| chunked.iter().try_for_each(|it| it.sweep(state.home()))) {
                    return horizon.fail(&error.to_string());
                }
            }
            Errand::Bring(changes) => {
                if let Err(error) = fenced(|| bring_home(state.home(), &changes)) {
                    // It stays in the journal, and readers go on seeing it.
                    return horizon.fail(&error.to_string());
                }
                state.arrived();
                if let Err(error) = fenced(|| sweep_loose(state.home(), &changes)) {
                    return horizon.fail(&error.to_string());
                }
            }
        }
    }
}

fn fenced(work: impl FnOnce() -> Result<(), StoreError>) -> Result<(), StoreError> {
    let done = catch_unwind(AssertUnwindSafe(work));
    done.unwrap_or_else(|_| Err(StoreError::Unavailable("coming home panicked".into())))
}
