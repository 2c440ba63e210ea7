//! What happens between a write and its answer: group commit, and the end after a failure.

use crate::{
    Author, GraphFacts, NewExecution, NewRun, NewWorkflow, Once, Store, StoreError,
    cells::{Cells, Edit, Order},
    changes::Changes,
    journal::Journal,
    keyed_store::KeyedStore,
    keys::{self, Key},
    memory_store::Memory,
    state::State,
};
use bytes::Bytes;
use domain::{Actor, Digest, EngineKind, ExecutionId, GraphFormat, Position, Revision, Subject, Timestamp, WorkflowId};
use futures::future::join_all;
use std::{
    ops::Range,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
};

/// Cells in memory, and a journal, that wait or fail where a test says so.
#[derive(Clone, Default)]
struct Faulty {
    cells: Arc<Memory>,
    disk: Arc<Disk>,
}

#[derive(Default)]
struct Disk {
    /// How many groups were to become durable, and how many the gate has let through.
    asked: AtomicU32,
    appends: AtomicU32,
    /// Which append fails; none at 0.
    fails_at: AtomicU32,
    fails_to_append: AtomicBool,
    is_full: AtomicBool,
    fails_to_apply: AtomicBool,
    homecomings: AtomicU32,
    panics: AtomicBool,
    /// While a test holds this, nothing becomes durable.
    gate: tokio::sync::Mutex<()>,
}

impl Faulty {
    fn open(&self) -> KeyedStore<Self> {
        KeyedStore::start(State::new(self.clone()), self.clone()).unwrap()
    }
}

impl Cells for Faulty {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        assert!(!self.disk.panics.load(Ordering::SeqCst), "a panic while planning");
        self.cells.get(key)
    }

    fn range(&self, range: Range<Key>, order: Order, limit: u32) -> Result<Vec<(Key, Vec<u8>)>, StoreError> {
        self.cells.range(range, order, limit)
    }

    fn apply(&self, edits: Vec<Edit>) -> Result<(), StoreError> {
        failing(&self.disk.fails_to_apply)?;
        if edits.iter().any(|(key, _)| *key == keys::census()) {
            self.disk.homecomings.fetch_add(1, Ordering::SeqCst);
        }
        self.cells.apply(edits)
    }

    fn make_durable(&self) -> Result<(), StoreError> {
        Ok(())
    }

    fn has_room(&self) -> bool {
        true
    }
}

impl Journal for Faulty {
    fn has_place(&self, _changes: &Changes) -> bool {
        !self.disk.is_full.load(Ordering::SeqCst)
    }

    fn rewind(&mut self) {
        self.disk.is_full.store(false, Ordering::SeqCst);
    }

    fn append(&mut self, _changes: &Changes) -> Result<(), StoreError> {
        self.disk.asked.fetch_add(1, Ordering::SeqCst);
        let _open = self.disk.gate.blocking_lock();
        let number = self.disk.appends.fetch_add(1, Ordering::SeqCst) + 1;
        if number == self.disk.fails_at.load(Ordering::SeqCst) {
            return Err(StoreError::Unavailable("input/output error".into()));
        }
        failing(&self.disk.fails_to_append)
    }
}

fn failing(fails: &AtomicBool) -> Result<(), StoreError> {
    if fails.load(Ordering::SeqCst) { Err(StoreError::Unavailable("input/output error".into())) } else { Ok(()) }
}

fn id(number: u8) -> WorkflowId {
    WorkflowId::from_bytes([number; 16])
}

async fn create(store: &dyn Store, number: u8) -> Result<Position, StoreError> {
    let bytes = Bytes::from_static(b"{}");
    let digest = Digest::of(&bytes);
    let graph = GraphFacts { digest, format: GraphFormat::Api, nodes: 0, problems: 0 };
    let author = Author { actor: Actor::System, at: Timestamp::from_millis(0), reason: None };
    let new = NewWorkflow { id: id(number), name: "a".parse().unwrap(), graph, bytes };
    store.create_workflow(author, new).await.map(|entry| entry.position)
}

#[tokio::test]
async fn nobody_is_told_and_nobody_sees_before_it_is_durable() {
    let faulty = Faulty::default();
    let store = faulty.open();
    create(&store, 1).await.unwrap();
    let disk = Arc::clone(&faulty.disk);
    {
        let mut first = Box::pin(create(&store, 2));
        let closed = disk.gate.lock().await;
        assert!(futures::poll!(&mut first).is_pending());
        let mut others: Vec<_> = (3..=40).map(|number| Box::pin(create(&store, number))).collect();
        for other in &mut others {
            assert!(futures::poll!(other).is_pending());
        }
        assert!(futures::poll!(&mut first).is_pending(), "not durable");
        assert_eq!(store.head().await.unwrap(), Position::new(1));
        assert!(store.workflow(id(2)).await.unwrap().is_none(), "nobody sees it");
        assert_eq!(store.workflows(None, 99).await.unwrap().len(), 1);
        assert!(store.history(Subject::Workflow(id(2)), None, 9).await.unwrap().is_empty());
        drop(closed);
        assert_eq!(first.await.unwrap(), Position::new(2));
        assert!(store.workflow(id(2)).await.unwrap().is_some(), "whoever was told sees it");
        for answer in join_all(others).await {
            answer.unwrap();
        }
    }
    assert!(disk.appends.load(Ordering::SeqCst) <= 3, "38 writes that waited share one fsync");
}

#[tokio::test]
async fn a_failed_fsync_is_the_end_of_writing() {
    let faulty = Faulty::default();
    let store = faulty.open();
    create(&store, 1).await.unwrap();
    faulty.disk.fails_to_append.store(true, Ordering::SeqCst);
    check_refused(create(&store, 2).await);
    faulty.disk.fails_to_append.store(false, Ordering::SeqCst);
    check_refused(create(&store, 3).await);
    check_refused(store.health());
    check_refused(store.feed_grew(Position::new(1)).await);
    assert!(store.workflow(id(2)).await.unwrap().is_none(), "what is in doubt is not shown");
    assert!(store.workflow(id(1)).await.unwrap().is_some(), "what is durable is still read");
    assert_eq!(store.head().await.unwrap(), Position::new(1));
    let subject = Subject::Workflow(id(2));
    assert!(store.history(subject, None, 9).await.unwrap().is_empty(), "histories end where durability does");
    assert_eq!(faulty.disk.appends.load(Ordering::SeqCst), 2, "a failed fsync is never tried again");
}

#[tokio::test]
async fn a_graph_that_cannot_be_kept_is_the_end_of_writing() {
    let faulty = Faulty::default();
    let store = faulty.open();
    faulty.disk.fails_to_apply.store(true, Ordering::SeqCst);
    check_refused(create(&store, 1).await);
    faulty.disk.fails_to_apply.store(false, Ordering::SeqCst);
    check_refused(create(&store, 1).await);
    check_refused(store.health());
    assert_eq!(faulty.disk.appends.load(Ordering::SeqCst), 0, "nothing names a graph that is not kept");
}

#[tokio::test]
async fn what_cannot_come_home_is_the_end_of_writing_and_is_still_read() {
    let faulty = Faulty::default();
    let store = faulty.open();
    create(&store, 1).await.unwrap();
    faulty.disk.fails_to_apply.store(true, Ordering::SeqCst);
    faulty.disk.is_full.store(true, Ordering::SeqCst);
    // The graph is kept already, so that only what comes home is applied.
    check_refused(create(&store, 2).await);
    check_refused(store.health());
    assert!(store.workflow(id(1)).await.unwrap().is_some(), "it is durable in the journal");
    assert_eq!(faulty.disk.appends.load(Ordering::SeqCst), 1, "nothing is written over what is not home");
}

#[tokio::test]
async fn a_full_journal_begins_anew_when_all_is_home() {
    let faulty = Faulty::default();
    let store = faulty.open();
    create(&store, 1).await.unwrap();
    assert_eq!(faulty.disk.homecomings.load(Ordering::SeqCst), 0);
    faulty.disk.is_full.store(true, Ordering::SeqCst);
    create(&store, 2).await.unwrap();
    assert_eq!(faulty.disk.homecomings.load(Ordering::SeqCst), 1);
    assert!(faulty.cells.get(&keys::workflow(id(1))).unwrap().is_some(), "home before it was written over");
    drop(store);
    assert!(faulty.cells.get(&keys::workflow(id(2))).unwrap().is_some(), "closing brings all home");
}

#[tokio::test]
async fn a_panic_while_planning_is_an_answer() {
    let faulty = Faulty::default();
    let store = faulty.open();
    faulty.disk.panics.store(true, Ordering::SeqCst);
    check_refused(create(&store, 1).await);
    faulty.disk.panics.store(false, Ordering::SeqCst);
    assert!(store.health().is_ok(), "nothing was written, so nothing is in doubt");
    create(&store, 1).await.unwrap();
}

/// A key that is known by a request of the same group: nothing is told of what is not durable.
#[tokio::test]
async fn what_only_tells_is_told_when_that_is_durable() {
    let faulty = Faulty::default();
    let store = faulty.open();
    faulty.disk.fails_at.store(2, Ordering::SeqCst);
    let request = |number| {
        let digest = Digest::of(b"a");
        let of = NewRun::Workflow { id: id(1), revision: Revision::FIRST, digest, engine: EngineKind::Builtin };
        let at = Timestamp::from_millis(0);
        let once = Some(Once { key: digest, body: digest, until: at });
        let id = ExecutionId::from_bytes([number; 16]);
        NewExecution {
            id,
            at,
            of,
            through: None,
            parts: Vec::new(),
            calls_back: false,
            once,
            has_room: true,
            begin_until: None,
        }
    };
    let closed = faulty.disk.gate.lock().await;
    let mut first = Box::pin(create(&store, 1));
    assert!(futures::poll!(&mut first).is_pending());
    while faulty.disk.asked.load(Ordering::SeqCst) == 0 {
        tokio::task::yield_now().await;
    }
    let mut accepted = store.accept_execution(request(1));
    let mut known = store.accept_execution(request(2));
    assert!(futures::poll!(&mut accepted).is_pending() && futures::poll!(&mut known).is_pending());
    drop(closed);
    first.await.unwrap();
    check_refused(accepted.await);
    check_refused(known.await);
    assert_eq!(store.execution(ExecutionId::from_bytes([1; 16])).await.unwrap(), None);
}

#[track_caller]
fn check_refused<T: std::fmt::Debug>(answer: Result<T, StoreError>) {
    assert!(matches!(answer, Err(StoreError::Unavailable(_))), "{answer:?}");
}
