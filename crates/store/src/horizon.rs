//! Up to where writes are durable, and whether more are taken.
//!
//! The committer moves the horizon; readers look at it and wait for it, so
//! that nobody is shown what a power cut could still undo.

use crate::StoreError;
use domain::{Position, Subject};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::sync::watch;

/// The horizon of one store.
#[derive(Debug)]
pub(crate) struct Horizon {
    state: watch::Sender<State>,
    /// What was written but is not durable yet, with its newest position.
    in_flight: Mutex<HashMap<Subject, Position>>,
}

#[derive(Debug)]
struct State {
    durable: Position,
    stopped: Option<Arc<str>>,
}

impl Horizon {
    /// A horizon at the position up to which a store was found durable.
    pub(crate) fn new(durable: Position) -> Self {
        Self { state: watch::Sender::new(State { durable, stopped: None }), in_flight: Mutex::default() }
    }

    /// The newest durable position.
    pub(crate) fn durable(&self) -> Position {
        self.state.borrow().durable
    }

    /// Says that a write about `subject` is about to be seen and is not durable yet.
    pub(crate) fn begin(&self, subject: Subject, position: Position) {
        self.in_flight().insert(subject, position);
    }

    /// Says that everything up to `durable` is durable.
    pub(crate) fn advance(&self, durable: Position) {
        self.state.send_modify(|state| state.durable = durable);
        self.in_flight().retain(|_, position| *position > durable);
    }

    /// Takes no more writes, for this reason; the first one stays.
    pub(crate) fn stop(&self, why: &str) {
        self.state.send_modify(|state| {
            state.stopped.get_or_insert_with(|| why.into());
        });
    }

    /// Whether writes are taken.
    pub(crate) fn check(&self) -> Result<(), StoreError> {
        self.state.borrow().check()
    }

    /// Waits until everything that was written about `subject` is durable.
    pub(crate) async fn settled(&self, subject: Subject) -> Result<(), StoreError> {
        let newest = self.in_flight().get(&subject).copied();
        self.reached(newest).await
    }

    /// Waits until everything that was written is durable.
    pub(crate) async fn all_settled(&self) -> Result<(), StoreError> {
        let newest = self.in_flight().values().max().copied();
        self.reached(newest).await
    }

    /// Waits until a position is durable; not at all where there is none.
    pub(crate) async fn reached(&self, position: Option<Position>) -> Result<(), StoreError> {
        let Some(position) = position else { return Ok(()) };
        let mut state = self.state.subscribe();
        let moved = state.wait_for(|state| state.durable >= position || state.stopped.is_some()).await;
        let state = moved.map_err(|_| StoreError::Unavailable("the store is closed".to_owned()))?;
        if state.durable >= position { Ok(()) } else { state.check() }
    }

    fn in_flight(&self) -> MutexGuard<'_, HashMap<Subject, Position>> {
        self.in_flight.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn check(&self) -> Result<(), StoreError> {
        self.stopped.as_ref().map_or(Ok(()), |why| Err(StoreError::Unavailable(why.to_string())))
    }
}
