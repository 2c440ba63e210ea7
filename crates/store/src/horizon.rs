//! Up to where writes are durable, and whether more are taken.
//!
//! The committer moves the horizon; readers look at it and wait for it.

use crate::StoreError;
use domain::Position;
use std::sync::Arc;
use tokio::sync::watch;

/// The horizon of one store.
#[derive(Debug)]
pub(crate) struct Horizon(watch::Sender<State>);

#[derive(Debug)]
struct State {
    durable: Position,
    stopped: Option<Arc<str>>,
}

impl Horizon {
    /// A horizon at the position up to which a store was found durable.
    pub(crate) fn new(durable: Position) -> Self {
        Self(watch::Sender::new(State { durable, stopped: None }))
    }

    /// The newest durable position.
    pub(crate) fn durable(&self) -> Position {
        self.0.borrow().durable
    }

    /// Says that everything up to `durable` is durable. Wakes nobody where that was known: most groups are of
    /// executions alone, and the feed's readers wait for entries.
    pub(crate) fn advance(&self, durable: Position) {
        self.0.send_if_modified(|state| std::mem::replace(&mut state.durable, durable) != durable);
    }

    /// Takes no more writes, for this reason; the first one stays.
    pub(crate) fn stop(&self, why: &str) {
        self.0.send_modify(|state| {
            state.stopped.get_or_insert_with(|| why.into());
        });
    }

    /// Takes no more writes, for one failed: what is on the disk is known only after a restart.
    pub(crate) fn fail(&self, why: &str) {
        tracing::error!(why, "A write could not be made durable; no more are taken until a restart");
        self.stop(&format!("an earlier write failed ({why}); restart the server"));
    }

    /// Whether writes are taken.
    pub(crate) fn check(&self) -> Result<(), StoreError> {
        self.0.borrow().check()
    }

    /// Waits until a position is durable.
    pub(crate) async fn reached(&self, position: Position) -> Result<(), StoreError> {
        let mut state = self.0.subscribe();
        let moved = state.wait_for(|state| state.durable >= position || state.stopped.is_some()).await;
        let state = moved.map_err(|_| StoreError::Unavailable("the store is closed".to_owned()))?;
        if state.durable >= position { Ok(()) } else { state.check() }
    }
}

impl State {
    fn check(&self) -> Result<(), StoreError> {
        self.stopped.as_ref().map_or(Ok(()), |why| Err(StoreError::Unavailable(why.to_string())))
    }
}
