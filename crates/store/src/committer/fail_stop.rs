//! What happens between a write and its answer: group commit, and the end after a failure.

use crate::{
    Author, GraphFacts, NewWorkflow, Store, StoreError,
    cells::{Cells, Edit, Order},
    keyed_store::KeyedStore,
    keys::Key,
    memory_store::Memory,
};
use bytes::Bytes;
use domain::{Actor, Digest, GraphFormat, Position, Subject, Timestamp, WorkflowId};
use futures::future::join_all;
use std::{
    ops::Range,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
};

/// Cells in memory that wait or fail where a test says so.
#[derive(Clone, Default)]
struct Faulty {
    cells: Arc<Memory>,
    disk: Arc<Disk>,
}

#[derive(Default)]
struct Disk {
    syncs: AtomicU32,
    fails_to_sync: AtomicBool,
    fails_to_apply: AtomicBool,
    panics: AtomicBool,
    /// While a test holds this, nothing becomes durable.
    gate: tokio::sync::Mutex<()>,
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
        self.cells.apply(edits)
    }

    fn make_durable(&self, _newest: Position) -> Result<(), StoreError> {
        let _open = self.disk.gate.blocking_lock();
        self.disk.syncs.fetch_add(1, Ordering::SeqCst);
        failing(&self.disk.fails_to_sync)
    }

    fn has_room(&self) -> bool {
        true
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
    let author = Author { actor: Actor::System, at: Timestamp::from_millis(0) };
    let new = NewWorkflow { id: id(number), name: "a".parse().unwrap(), graph, bytes };
    store.create_workflow(author, new).await.map(|entry| entry.position)
}

#[tokio::test]
async fn nobody_is_told_and_nobody_sees_before_it_is_durable() {
    let faulty = Faulty::default();
    let store = KeyedStore::start(faulty.clone()).unwrap();
    create(&store, 1).await.unwrap();
    let disk = Arc::clone(&faulty.disk);
    {
        let mut first = Box::pin(create(&store, 2));
        let closed = disk.gate.lock().await;
        assert!(futures::poll!(&mut first).is_pending());
        while faulty.get(&crate::keys::workflow(id(2))).unwrap().is_none() {
            std::thread::yield_now();
        }
        assert!(futures::poll!(&mut first).is_pending(), "applied, but not durable");
        assert_eq!(store.head().await.unwrap(), Position::new(1));
        assert!(futures::poll!(Box::pin(store.workflow(id(2)))).is_pending(), "a reader of it waits");
        assert!(store.workflow(id(1)).await.unwrap().is_some(), "a reader of something else does not");
        let mut others: Vec<_> = (3..=40).map(|number| Box::pin(create(&store, number))).collect();
        for other in &mut others {
            assert!(futures::poll!(other).is_pending());
        }
        drop(closed);
        assert_eq!(first.await.unwrap(), Position::new(2));
        for answer in join_all(others).await {
            answer.unwrap();
        }
    }
    assert_eq!(disk.syncs.load(Ordering::SeqCst), 3, "38 writes that waited share one fsync");
}

#[tokio::test]
async fn a_failed_fsync_is_the_end_of_writing() {
    let faulty = Faulty::default();
    let store = KeyedStore::start(faulty.clone()).unwrap();
    create(&store, 1).await.unwrap();
    faulty.disk.fails_to_sync.store(true, Ordering::SeqCst);
    check_refused(create(&store, 2).await);
    faulty.disk.fails_to_sync.store(false, Ordering::SeqCst);
    check_refused(create(&store, 3).await);
    check_refused(store.health());
    check_refused(store.feed_grew(Position::new(1)).await);
    check_refused(store.workflow(id(2)).await);
    assert!(store.workflow(id(1)).await.unwrap().is_some(), "what is durable is still read");
    assert_eq!(store.head().await.unwrap(), Position::new(1));
    let subject = Subject::Workflow(id(2));
    assert!(store.history(subject, None, 9).await.unwrap().is_empty(), "histories end where durability does");
    assert_eq!(faulty.disk.syncs.load(Ordering::SeqCst), 2, "a failed fsync is never tried again");
}

#[tokio::test]
async fn a_failed_apply_is_the_end_of_writing() {
    let faulty = Faulty::default();
    let store = KeyedStore::start(faulty.clone()).unwrap();
    faulty.disk.fails_to_apply.store(true, Ordering::SeqCst);
    check_refused(create(&store, 1).await);
    faulty.disk.fails_to_apply.store(false, Ordering::SeqCst);
    check_refused(create(&store, 1).await);
    check_refused(store.health());
}

#[tokio::test]
async fn a_panic_while_planning_is_an_answer() {
    let faulty = Faulty::default();
    let store = KeyedStore::start(faulty.clone()).unwrap();
    faulty.disk.panics.store(true, Ordering::SeqCst);
    check_refused(create(&store, 1).await);
    faulty.disk.panics.store(false, Ordering::SeqCst);
    assert!(store.health().is_ok(), "nothing was written, so nothing is in doubt");
    create(&store, 1).await.unwrap();
}

#[track_caller]
fn check_refused<T: std::fmt::Debug>(answer: Result<T, StoreError>) {
    assert!(matches!(answer, Err(StoreError::Unavailable(_))), "{answer:?}");
}
