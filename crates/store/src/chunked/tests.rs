//! Chunks that no row names do not stay: after a refusal, a replacement, a removal, and a crash.

use super::{Chunked, Stages, sweep_all};
use crate::{
    Acceptance, FinishExecution, NewExecution, NewRun, NoteCallback, Store as _, StoreError,
    cells::{Cells, Edit, Order},
    keyed_store::KeyedStore,
    keys::{self, Table},
    memory_store::{Memory, Unwritten},
    state::State,
};
use bytes::Bytes;
use domain::{CallbackState, Digest, End, EngineKind, Execution, ExecutionId, Part, Revision, Timestamp, WorkflowId};
use std::{ops::Range, sync::Arc};

impl Cells for Arc<Memory> {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        (**self).get(key)
    }

    fn range(
        &self,
        range: Range<keys::Key>,
        order: Order,
        limit: u32,
    ) -> Result<Vec<(keys::Key, Vec<u8>)>, StoreError> {
        (**self).range(range, order, limit)
    }

    fn apply(&self, edits: Vec<Edit>) -> Result<(), StoreError> {
        (**self).apply(edits)
    }

    fn make_durable(&self) -> Result<(), StoreError> {
        Ok(())
    }

    fn has_room(&self) -> bool {
        true
    }
}

const ID: ExecutionId = ExecutionId::from_bytes([1; 16]);

fn open(cells: &Arc<Memory>) -> KeyedStore<Arc<Memory>> {
    sweep_all(cells).unwrap();
    KeyedStore::start(State::new(Arc::clone(cells)), Unwritten).unwrap()
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_millis(second * 1_000)
}

fn long(seed: u8) -> Bytes {
    vec![seed; 10_000].into()
}

/// How many chunks and how many marks there are.
fn left(cells: &impl Cells) -> (usize, usize) {
    let count = |table: Table| cells.range(table.key(&[])..table.end(), Order::Ascending, 99).unwrap().len();
    (count(Table::PartChunks), count(Table::Loose))
}

/// One with long inputs, that runs.
async fn accepted(store: &KeyedStore<Arc<Memory>>) -> Execution {
    let (id, digest) = (WorkflowId::from_bytes([2; 16]), Digest::of(b"a"));
    let new = NewExecution {
        id: ID,
        at: at(1),
        of: NewRun::Workflow { id, revision: Revision::FIRST, digest, engine: EngineKind::Builtin },
        through: None,
        parts: vec![(Part::Inputs, long(1))],
        calls_back: true,
        once: None,
        has_room: true,
        begin_until: Some(at(60)),
    };
    match store.accept_execution(new).await.unwrap() {
        Acceptance::Accepted(execution) => execution,
        other => panic!("{other:?}"),
    }
}

fn finish(token: u32) -> FinishExecution {
    FinishExecution { id: ID, token, at: at(2), end: End::Succeeded, parts: vec![(Part::Outcome, long(2))] }
}

#[tokio::test]
async fn those_of_a_refused_write_are_removed() {
    let cells = Arc::new(Memory::default());
    let store = open(&cells);
    accepted(&store).await;
    store.finish_execution(finish(9)).await.unwrap_err();
    drop(store);
    assert_eq!(left(&cells), (3, 0), "the inputs' alone");
}

#[tokio::test]
async fn those_of_what_was_replaced_or_removed_are_removed() {
    let cells = Arc::new(Memory::default());
    let store = open(&cells);
    accepted(&store).await;
    let mut row = store.finish_execution(finish(1)).await.unwrap();
    for seed in 3..6 {
        let state = CallbackState::Waiting;
        let note = NoteCallback { id: ID, expected: row.row, state, attempts: long(seed) };
        row = store.note_callback(note).await.unwrap();
    }
    drop(store);
    assert_eq!(left(&cells), (9, 0), "of the attempts the newest");
    let store = open(&cells);
    assert_eq!(store.execution_part(ID, Part::Attempts).await.unwrap(), Some(long(5)));
    store.remove_executions(vec![ID]).await.unwrap();
    drop(store);
    assert_eq!(left(&cells), (0, 0));
}

#[tokio::test]
async fn those_that_a_crash_left_are_removed_on_opening_and_no_others() {
    let cells = Arc::new(Memory::default());
    let store = open(&cells);
    accepted(&store).await;
    drop(store);
    let stages = Stages::new(&cells).unwrap();
    let staged = Chunked::stage(&cells, &stages, &long(7)).unwrap();
    cells.apply(vec![(keys::part_chunk(staged.stage, 1), None)]).unwrap();
    assert_eq!(left(&cells), (5, 1));
    let store = open(&cells);
    assert_eq!(left(&cells), (3, 0));
    assert_eq!(store.execution_part(ID, Part::Inputs).await.unwrap(), Some(long(1)));
    store.finish_execution(finish(1)).await.unwrap();
    assert_eq!(store.execution_part(ID, Part::Inputs).await.unwrap(), Some(long(1)), "no number is given twice");
}

#[tokio::test]
async fn a_lost_or_older_part_is_found_when_it_is_read() {
    for damage in ["lost", "older", "another's", "a chunk lost"] {
        let cells = Arc::new(Memory::default());
        let store = open(&cells);
        accepted(&store).await;
        let row = store.finish_execution(finish(1)).await.unwrap();
        let note = |row: &Execution, attempts: Bytes| {
            let state = CallbackState::Delivered { attempts: 1, at: at(9) };
            NoteCallback { id: ID, expected: row.row, state, attempts }
        };
        let row = store.note_callback(note(&row, "1".into())).await.unwrap();
        drop(store);
        let key = keys::part(ID, Part::Attempts);
        let older = cells.get(&key).unwrap();
        let store = open(&cells);
        store.note_callback(note(&row, "2".into())).await.unwrap();
        drop(store);
        let (part, value) = match damage {
            "older" => (Part::Attempts, older),
            "another's" => (Part::Outcome, cells.get(&keys::part(ID, Part::Inputs)).unwrap()),
            "lost" => (Part::Outcome, None),
            _ => {
                cells.apply(vec![(keys::part_chunk(1, 2), None)]).unwrap();
                (Part::Inputs, cells.get(&keys::part(ID, Part::Inputs)).unwrap())
            }
        };
        cells.apply(vec![(keys::part(ID, part), value)]).unwrap();
        let store = open(&cells);
        let read = store.execution_part(ID, part).await;
        assert!(matches!(read, Err(StoreError::Corrupt { .. })), "{damage}: {read:?}");
    }
}
