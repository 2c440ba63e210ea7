//! What the contract says of the parts of executions, short and long.

use crate::execution_samples::{accepted, begun, conflict, deployment, execution_id, finish, new_execution};
use crate::samples::Shared;
use bytes::Bytes;
use domain::{CallbackState, End, Part, RowRevision};
use store::{FinishExecution, NewExecution, NoteCallback, StoreError};

/// Bytes that no other length and seed has.
fn bytes(length: usize, seed: u8) -> Bytes {
    (0..length).map(|at| (at % 251) as u8 ^ seed).collect()
}

async fn check(store: &Shared, number: u64, parts: &[(Part, Bytes)]) {
    for (part, bytes) in parts {
        let kept = store.execution_part(execution_id(number), *part).await.unwrap();
        assert!(kept.as_ref() == Some(bytes), "{part:?} of {} bytes is not what it was", bytes.len());
    }
}

/// From nothing to several chunks, each length beside the ones where something else begins.
pub async fn parts_of_every_length_come_back(store: Shared) {
    deployment(&*store).await;
    for (number, length) in (1..).zip([0, 1, 2_047, 2_048, 2_049, 3_999, 4_000, 4_001, 8_000, 20_480, 131_072]) {
        let inputs = vec![(Part::Inputs, bytes(length, 1)), (Part::CallbackUrl, bytes(40, 2))];
        accepted(&*store, NewExecution { parts: inputs.clone(), ..new_execution(number) }).await;
        begun(&*store, number, 2, 60).await;
        let outcome = vec![
            (Part::Outcome, bytes(length, 3)),
            (Part::Timeline, bytes(length, 4)),
            (Part::Artefact(0), bytes(length, 5)),
            (Part::Artefact(300), bytes(length / 2, 6)),
        ];
        store
            .finish_execution(FinishExecution { parts: outcome.clone(), ..finish(number, 1, 3, End::Succeeded) })
            .await
            .unwrap();
        check(&store, number, &inputs).await;
        check(&store, number, &outcome).await;
        assert_eq!(store.execution_part(execution_id(number), Part::Artefact(1)).await.unwrap(), None);
    }
}

pub async fn an_artefact_of_sixteen_mebibytes_comes_back(store: Shared) {
    deployment(&*store).await;
    accepted(&*store, new_execution(1)).await;
    begun(&*store, 1, 2, 60).await;
    let parts = vec![(Part::Artefact(0), bytes(16 << 20, 9)), (Part::Outcome, bytes(100, 1))];
    store.finish_execution(FinishExecution { parts: parts.clone(), ..finish(1, 1, 3, End::Succeeded) }).await.unwrap();
    check(&store, 1, &parts).await;
}

/// The last of a part that is given twice counts, and so does the last that was put.
pub async fn a_part_is_what_was_put_last(store: Shared) {
    deployment(&*store).await;
    let twice = vec![(Part::Inputs, bytes(9_000, 1)), (Part::Inputs, bytes(9_000, 2))];
    accepted(&*store, NewExecution { parts: twice, calls_back: true, ..new_execution(1) }).await;
    check(&store, 1, &[(Part::Inputs, bytes(9_000, 2))]).await;
    begun(&*store, 1, 2, 60).await;
    let mut row = store.finish_execution(finish(1, 1, 3, End::Succeeded)).await.unwrap();
    for (length, attempts) in [100, 5_000, 9_000, 9_000, 10, 0, 4_000].into_iter().zip(1..) {
        let attempts = CallbackState::Due { attempts, next: row.accepted_at };
        let (id, expected) = (row.id, row.row);
        let note = NoteCallback { id, expected, state: attempts, attempts: bytes(length, 7) };
        row = store.note_callback(note).await.unwrap();
        check(&store, 1, &[(Part::Attempts, bytes(length, 7)), (Part::Inputs, bytes(9_000, 2))]).await;
    }
}

pub async fn a_refused_write_leaves_the_parts_as_they_are(store: Shared) {
    deployment(&*store).await;
    accepted(&*store, new_execution(1)).await;
    begun(&*store, 1, 2, 60).await;
    let long =
        |seed| FinishExecution { parts: vec![(Part::Outcome, bytes(50_000, seed))], ..finish(1, 1, 3, End::Succeeded) };
    store.finish_execution(long(1)).await.unwrap();
    conflict(store.finish_execution(long(2)).await);
    let stale = RowRevision::new(99);
    let state = CallbackState::Waiting;
    let note = NoteCallback { id: execution_id(1), expected: stale, state, attempts: bytes(50_000, 3) };
    conflict(store.note_callback(note).await);
    check(&store, 1, &[(Part::Outcome, bytes(50_000, 1))]).await;
    assert_eq!(store.execution_part(execution_id(1), Part::Attempts).await.unwrap(), None);
}

pub async fn too_many_parts_are_refused(store: Shared) {
    deployment(&*store).await;
    let many = |count| NewExecution {
        parts: (0..count).map(|it| (Part::Artefact(it), bytes(90, 1))).collect(),
        ..new_execution(1)
    };
    let refused = store.accept_execution(many(401)).await;
    assert!(matches!(refused, Err(StoreError::Unavailable(_))), "{refused:?}");
    accepted(&*store, many(400)).await;
    check(&store, 1, &[(Part::Artefact(399), bytes(90, 1))]).await;
    begun(&*store, 1, 2, 60).await;
    let why = End::Failed(domain::Excerpt::of(&"x".repeat(999)));
    store.finish_execution(FinishExecution { parts: Vec::new(), ..finish(1, 1, 3, why) }).await.unwrap();
    store.remove_executions(vec![execution_id(1)]).await.unwrap();
    assert!(store.health().is_ok());
}
