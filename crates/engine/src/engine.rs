//! The one trait of all engines, and what holds a run.

use crate::{ApiGraph, Given, NodeId, NodeTypes, Outcome, RunEvent, Validation};
use async_trait::async_trait;
use futures::{FutureExt as _, future::BoxFuture};
use std::{collections::BTreeSet, fmt, panic::AssertUnwindSafe, sync::Arc};
use tokio::sync::mpsc;
use tokio_util::sync::{CancellationToken, DropGuard};
use uuid::Uuid;

/// Runs graphs. Knows no store: what is to be kept is its caller's to keep.
#[async_trait]
pub trait Engine: Send + Sync + 'static {
    /// What it is called: `builtin`, `comfyui`.
    fn name(&self) -> &'static str;

    /// The node types it knows.
    ///
    /// # Errors
    /// [`EngineError::Unavailable`] where it cannot be asked now.
    async fn node_types(&self) -> Result<Arc<NodeTypes>, EngineError>;

    /// Finds everything that is wrong with a graph.
    ///
    /// # Errors
    /// [`EngineError::Unavailable`] where it cannot be asked now.
    async fn validate(&self, graph: &ApiGraph) -> Result<Validation, EngineError>;

    /// Begins a run. From here on all that happens, failures included, is told by its events.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] where any output of the graph could not be run, and
    /// [`EngineError::Unavailable`] where the engine cannot be asked now.
    async fn start(&self, order: RunOrder) -> Result<Run, EngineError>;

    /// What of it does not answer now, each in words for the operator.
    async fn silent(&self) -> Vec<String> {
        Vec::new()
    }
}

/// What is to be run.
#[derive(Debug, Clone, Default)]
pub struct RunOrder {
    /// Names the run, now and when it is ordered again after a crash: what a server already did is not done twice.
    pub id: Uuid,
    /// The graph.
    pub graph: Arc<ApiGraph>,
    /// What the caller gave for the graph's inputs.
    pub given: Given,
    /// The output nodes whose values are left out of the outcome.
    pub hidden_outputs: BTreeSet<NodeId>,
}

/// A run that has begun. Dropping it cancels it. It goes on while its events are waited for: an engine may
/// have its reader's task do the run's own small work, for another task costs more than that.
pub struct Run {
    events: mpsc::Receiver<RunEvent>,
    cancel: CancellationToken,
    /// What makes the events, where nothing else does.
    work: Option<BoxFuture<'static, ()>>,
    _cancel_when_dropped: DropGuard,
}

/// Why an engine did not begin.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// The graph cannot be run as it is.
    #[error("the graph cannot be run as it is")]
    Invalid(Box<Validation>),
    /// What the caller gave cannot be had: a reference that leads nowhere.
    #[error("{0}")]
    Input(String),
    /// The engine cannot be reached now; try again later.
    #[error("the engine is not available: {0}")]
    Unavailable(String),
}

impl fmt::Debug for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Run").finish_non_exhaustive()
    }
}

impl Run {
    /// A run whose events come out of this channel, and which ends when this token is cancelled.
    pub(crate) fn new(events: mpsc::Receiver<RunEvent>, cancel: CancellationToken) -> Self {
        Self { events, work: None, _cancel_when_dropped: cancel.clone().drop_guard(), cancel }
    }

    /// The same; `work` makes the events, and is done while they are waited for.
    pub(crate) fn done_by_its_reader(
        events: mpsc::Receiver<RunEvent>,
        cancel: CancellationToken,
        work: impl Future<Output = ()> + Send + 'static,
    ) -> Self {
        // Where it panics there is no event any more, which is told as the end of a run that is gone.
        let work = AssertUnwindSafe(work).catch_unwind().map(drop).boxed();
        Self { work: Some(work), ..Self::new(events, cancel) }
    }

    /// The next event; none after [`RunEvent::Ended`].
    pub async fn next(&mut self) -> Option<RunEvent> {
        while let Some(work) = &mut self.work {
            tokio::select! {
                biased;
                event = self.events.recv() => return event,
                () = work => self.work = None,
            }
        }
        self.events.recv().await
    }

    /// The next event, where it has happened already.
    pub fn next_at_once(&mut self) -> Option<RunEvent> {
        self.events.try_recv().ok()
    }

    /// Asks the run to end. Its last event says how it did.
    pub fn cancel(&self) {
        self.cancel.cancel();
    }

    /// Something to cancel the run with from elsewhere.
    pub fn canceller(&self) -> CancellationToken {
        self.cancel.clone()
    }

    /// Waits for the end and leaves all other events aside.
    pub async fn outcome(mut self) -> Outcome {
        while let Some(event) = self.next().await {
            if let RunEvent::Ended { outcome, .. } = event {
                return outcome;
            }
        }
        // The task that owned the run is gone without a word: the process is shutting down.
        Outcome::Cancelled
    }
}
