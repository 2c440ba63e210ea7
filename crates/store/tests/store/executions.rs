//! What the contract says of executions: how they are accepted, begun, ended, cancelled and forgotten.

use crate::execution_samples::{
    accept, accepted, at, begun, cancelled, claim, claims, conflict, deployment, execution_id, finish, new_execution,
    pause, running, state, workflow_run,
};
use crate::samples::{Shared, author, deployment_id, end, set};
use bytes::Bytes;
use domain::{
    CallbackState, DeploymentStatus, End, Excerpt, Execution, ExecutionState, Lease, Part, PauseMode, RowRevision,
    RunOf, Subject, Version,
};
use store::{Acceptance, Claimed, NewExecution, NewRun, NoteCallback, StoreError};

pub async fn an_accepted_one_waits_with_its_version_digest_and_engine(store: Shared) {
    let row = deployment(&*store).await;
    let accepted = accepted(&*store, new_execution(1)).await;
    let expected = Execution {
        id: execution_id(1),
        of: RunOf::Deployment { id: row.id, version: Version::FIRST },
        digest: row.digest,
        engine: row.engine.unwrap(),
        state: ExecutionState::Queued,
        accepted_at: at(1),
        claims: 0,
        callback: None,
        row: RowRevision::FIRST,
    };
    assert_eq!(accepted, expected);
    assert_eq!(store.execution(execution_id(1)).await.unwrap(), Some(expected));
    assert_eq!(store.execution_part(execution_id(1), Part::Inputs).await.unwrap().unwrap(), "inputs of 1");
    assert_eq!(store.execution_part(execution_id(1), Part::Outcome).await.unwrap(), None);
    assert_eq!(store.head().await.unwrap().get(), 2, "executions are not in the feed");
}

pub async fn one_is_begun_in_the_commit_that_accepts_it(store: Shared) {
    let row = deployment(&*store).await;
    let new = NewExecution { begin_until: Some(at(60)), ..new_execution(1) };
    let lease = Lease { token: 1, until: at(60) };
    let expected = ExecutionState::Running { since: at(1), lease, cancelling: false };
    let made = accepted(&*store, new).await;
    assert_eq!((made.state, made.claims), (expected, 1));
    pause(&*store, &row, PauseMode::Hold).await;
    let held = accepted(&*store, NewExecution { begin_until: Some(at(60)), ..new_execution(2) }).await;
    assert_eq!((held.state, held.claims), (ExecutionState::Queued, 0), "it is held");
}

pub async fn a_paused_deployment_refuses_and_a_held_one_lets_wait(store: Shared) {
    for (number, mode) in (1..).zip(PauseMode::ALL) {
        let row = store.deployment(deployment_id(1)).await.unwrap();
        let row = match row {
            Some(row) => row,
            None => deployment(&*store).await,
        };
        accepted(&*store, new_execution(number)).await;
        let paused = pause(&*store, &row, mode).await;
        let answer = accept(&*store, new_execution(number + 10)).await;
        let is_there = store.execution(execution_id(number + 10)).await.unwrap().is_some();
        let begins = claim(&*store, number, 5, 60).await;
        match mode {
            PauseMode::Finish => assert_eq!((answer, is_there), (Acceptance::Paused, false)),
            PauseMode::Stop => assert_eq!((answer, is_there), (Acceptance::Paused, false)),
            PauseMode::Hold => assert!(matches!(answer, Acceptance::Accepted(_)) && is_there),
        }
        let expected = mode == PauseMode::Finish;
        assert_eq!(matches!(begins, Claimed::Begun(_)), expected, "{mode}: {begins:?}");
        let resumed = store.set_status(author(6), set(&paused, DeploymentStatus::Running)).await.unwrap();
        assert_eq!(resumed.position, store.head().await.unwrap());
        if !expected {
            begun(&*store, number, 7, 60).await;
        }
    }
}

pub async fn a_hindered_deployment_accepts_nothing(store: Shared) {
    let row = deployment(&*store).await;
    let hindrance = domain::Hindrance { kind: domain::HindranceKind::UnknownTypes, words: Excerpt::of("unknown") };
    for pause in PauseMode::ALL {
        let row = store.deployment(row.id).await.unwrap().unwrap();
        let hindered = store::SetStatus {
            pause,
            hindrance: Some(hindrance.clone()),
            engine: None,
            ..set(&row, DeploymentStatus::Paused)
        };
        store.set_status(author(2), hindered).await.unwrap();
        assert_eq!(accept(&*store, new_execution(1)).await, Acceptance::Paused, "{pause}");
    }
    assert_eq!(store.execution(execution_id(1)).await.unwrap(), None);
}

pub async fn a_deleted_deployment_is_not_found_and_begins_nothing(store: Shared) {
    let row = deployment(&*store).await;
    accepted(&*store, new_execution(1)).await;
    store.delete_deployment(author(2), end(&row)).await.unwrap();
    let refused = store.accept_execution(new_execution(2)).await;
    assert!(matches!(refused, Err(StoreError::NotFound(Subject::Deployment(_)))), "{refused:?}");
    assert_eq!(claim(&*store, 1, 3, 60).await, Claimed::NotNow);
    assert!(store.execution(execution_id(1)).await.unwrap().is_some(), "what was accepted is not forgotten");
    assert_eq!(cancelled(&*store, 1, 4).await.state, ExecutionState::Cancelled { since: None, at: at(4) });
}

pub async fn an_id_in_use_is_a_conflict(store: Shared) {
    deployment(&*store).await;
    let first = accepted(&*store, new_execution(1)).await;
    let again = NewExecution { parts: vec![(Part::Inputs, Bytes::from("x".repeat(9_000)))], ..new_execution(1) };
    conflict(store.accept_execution(again).await);
    assert_eq!(store.execution(execution_id(1)).await.unwrap(), Some(first));
    assert_eq!(store.execution_part(execution_id(1), Part::Inputs).await.unwrap().unwrap(), "inputs of 1");
}

pub async fn a_test_of_a_workflow_runs_what_it_says(store: Shared) {
    let row = deployment(&*store).await;
    pause(&*store, &row, PauseMode::Stop).await;
    let run = workflow_run(&row);
    let made = accepted(&*store, NewExecution { of: run, begin_until: Some(at(60)), ..new_execution(1) }).await;
    let NewRun::Workflow { id, revision, digest, engine } = run else { panic!("{run:?}") };
    assert_eq!((made.of, made.digest, made.engine), (RunOf::Workflow { id, revision }, digest, engine));
    assert_eq!(made.claims, 1, "tests of workflows always begin");
}

pub async fn a_claim_holds_until_its_lease_runs_out(store: Shared) {
    deployment(&*store).await;
    accepted(&*store, new_execution(1)).await;
    let first = begun(&*store, 1, 2, 60).await;
    assert_eq!((running(&first).token, first.claims, first.row), (1, 1, RowRevision::new(2)));
    assert_eq!(claim(&*store, 1, 59, 120).await, Claimed::NotNow, "somebody holds its lease");
    let renewed = store.renew_execution(execution_id(1), 1, at(80)).await.unwrap();
    assert_eq!(running(&renewed).until, at(80));
    assert_eq!(claim(&*store, 1, 79, 120).await, Claimed::NotNow);
    let second = begun(&*store, 1, 80, 120).await;
    assert_eq!((running(&second).token, second.claims), (2, 2));
    conflict(store.renew_execution(execution_id(1), 1, at(200)).await);
    conflict(store.release_execution(execution_id(1), 1, at(81)).await);
    conflict(store.finish_execution(finish(1, 1, 81, End::Succeeded)).await);
    assert_eq!(store.execution(execution_id(1)).await.unwrap(), Some(second), "whoever lost it changes nothing");
    assert_eq!(store.execution_part(execution_id(1), Part::Outcome).await.unwrap(), None);
    let unknown = store.claim_execution(claims(9, 1, 2)).await;
    assert!(matches!(unknown, Err(StoreError::NotFound(Subject::Execution(_)))), "{unknown:?}");
}

pub async fn an_end_is_written_once_with_what_is_kept_of_it(store: Shared) {
    deployment(&*store).await;
    let ends = [
        (End::Succeeded, ExecutionState::Succeeded { since: at(2), at: at(3) }),
        (
            End::Failed(Excerpt::of("why")),
            ExecutionState::Failed { since: Some(at(2)), at: at(3), why: Excerpt::of("why") },
        ),
        (End::Cancelled, ExecutionState::Cancelled { since: Some(at(2)), at: at(3) }),
    ];
    for (number, (how, expected)) in (1..).zip(ends) {
        accepted(&*store, NewExecution { calls_back: number == 1, ..new_execution(number) }).await;
        conflict(store.finish_execution(finish(number, 1, 2, how.clone())).await);
        begun(&*store, number, 2, 60).await;
        let ended = store.finish_execution(finish(number, 1, 3, how)).await.unwrap();
        assert_eq!(ended.state, expected);
        let due = (number == 1).then_some(CallbackState::Due { attempts: 0, next: at(3) });
        assert_eq!(ended.callback, due, "due at once, where there is one");
        assert_eq!(store.execution_part(ended.id, Part::Outcome).await.unwrap().unwrap(), "outcome by 1");
        conflict(store.finish_execution(finish(number, 1, 4, End::Succeeded)).await);
        conflict(store.renew_execution(ended.id, 1, at(99)).await);
        assert_eq!(claim(&*store, number, 99, 120).await, Claimed::NotNow, "it is over");
        assert_eq!(cancelled(&*store, number, 5).await, ended, "one that is over stays as it is");
    }
}

pub async fn one_that_is_given_back_waits_again(store: Shared) {
    deployment(&*store).await;
    accepted(&*store, NewExecution { begin_until: Some(at(60)), ..new_execution(1) }).await;
    let released = store.release_execution(execution_id(1), 1, at(2)).await.unwrap();
    assert_eq!((released.state, released.claims), (ExecutionState::Queued, 1));
    assert_eq!(running(&begun(&*store, 1, 3, 60).await).token, 2, "a token is never given twice");
}

pub async fn a_cancel_ends_what_waits_and_is_kept_of_what_runs(store: Shared) {
    deployment(&*store).await;
    accepted(&*store, NewExecution { calls_back: true, ..new_execution(1) }).await;
    let waiting = cancelled(&*store, 1, 2).await;
    assert_eq!(waiting.state, ExecutionState::Cancelled { since: None, at: at(2) });
    assert_eq!(waiting.callback, Some(CallbackState::Due { attempts: 0, next: at(2) }));

    for (number, by) in [(2, "its worker"), (3, "giving back"), (4, "the next worker")] {
        accepted(&*store, NewExecution { begin_until: Some(at(60)), ..new_execution(number) }).await;
        let asked = cancelled(&*store, number, 2).await;
        assert!(matches!(asked.state, ExecutionState::Running { cancelling: true, .. }), "{asked:?}");
        assert_eq!(cancelled(&*store, number, 3).await, asked, "asking twice changes nothing");
        let renewed = store.renew_execution(asked.id, 1, at(70)).await.unwrap();
        assert!(matches!(renewed.state, ExecutionState::Running { cancelling: true, .. }), "its worker hears of it");
        let ended = match by {
            "its worker" => store.finish_execution(finish(number, 1, 90, End::Cancelled)).await.unwrap(),
            "giving back" => store.release_execution(asked.id, 1, at(90)).await.unwrap(),
            _ => match claim(&*store, number, 90, 120).await {
                Claimed::Cancelled(ended) => ended,
                other => panic!("{other:?}"),
            },
        };
        assert_eq!(ended.state, ExecutionState::Cancelled { since: Some(at(1)), at: at(90) }, "{by}");
        assert_eq!(state(&*store, number).await, ended.state);
    }
}

/// Also where its deployment begins nothing any more.
pub async fn one_that_was_to_be_cancelled_is_cancelled_by_the_next_claim(store: Shared) {
    let row = deployment(&*store).await;
    accepted(&*store, NewExecution { begin_until: Some(at(60)), ..new_execution(1) }).await;
    accepted(&*store, NewExecution { begin_until: Some(at(60)), ..new_execution(2) }).await;
    pause(&*store, &row, PauseMode::Stop).await;
    cancelled(&*store, 1, 2).await;
    assert_eq!(claim(&*store, 1, 59, 90).await, Claimed::NotNow, "its worker may still be there");
    assert!(matches!(claim(&*store, 1, 60, 90).await, Claimed::Cancelled(_)));
    assert_eq!(claim(&*store, 2, 60, 90).await, Claimed::NotNow, "it was not cancelled, and is not begun");
}

pub async fn a_callback_is_noted_where_there_is_one_to_be_made(store: Shared) {
    deployment(&*store).await;
    for (number, calls_back) in [(1, true), (2, false)] {
        accepted(&*store, NewExecution { calls_back, begin_until: Some(at(60)), ..new_execution(number) }).await;
    }
    let note = |number, expected, attempts, bytes: &'static str| NoteCallback {
        id: execution_id(number),
        expected: RowRevision::new(expected),
        state: CallbackState::Due { attempts, next: at(9) },
        attempts: bytes.into(),
    };
    conflict(store.note_callback(note(1, 1, 1, "[1]")).await);
    for number in [1, 2] {
        store.finish_execution(finish(number, 1, 3, End::Succeeded)).await.unwrap();
    }
    conflict(store.note_callback(note(2, 2, 1, "[1]")).await);
    let noted = store.note_callback(note(1, 2, 1, "[1]")).await.unwrap();
    assert_eq!(noted.callback, Some(CallbackState::Due { attempts: 1, next: at(9) }));
    conflict(store.note_callback(note(1, 2, 9, "[9]")).await);
    assert_eq!(store.execution_part(noted.id, Part::Attempts).await.unwrap().unwrap(), "[1]");
    store.note_callback(note(1, 3, 2, "[1,2]")).await.unwrap();
    assert_eq!(store.execution_part(noted.id, Part::Attempts).await.unwrap().unwrap(), "[1,2]");
    assert_eq!(store.execution_part(execution_id(2), Part::Attempts).await.unwrap(), None);
}

pub async fn what_is_over_is_removed_with_all_that_is_kept_of_it(store: Shared) {
    deployment(&*store).await;
    for number in 1..=3 {
        accepted(&*store, NewExecution { begin_until: Some(at(60)), ..new_execution(number) }).await;
    }
    let long = Bytes::from(vec![7; 30_000]);
    let parts = vec![(Part::Outcome, "short".into()), (Part::Artefact(0), long)];
    let end = store::FinishExecution { parts, ..finish(2, 1, 3, End::Succeeded) };
    store.finish_execution(end).await.unwrap();
    store.remove_executions((0..9).map(execution_id).collect()).await.unwrap();
    let left = store.executions(None, 9).await.unwrap();
    assert_eq!(left.iter().map(|it| it.id).collect::<Vec<_>>(), [execution_id(1), execution_id(3)]);
    assert_eq!(store.execution(execution_id(2)).await.unwrap(), None);
    for part in [Part::Inputs, Part::Outcome, Part::Artefact(0)] {
        assert_eq!(store.execution_part(execution_id(2), part).await.unwrap(), None, "{part:?}");
    }
    store.remove_executions(vec![execution_id(2)]).await.unwrap();
}

pub async fn executions_page_in_the_order_of_ids(store: Shared) {
    deployment(&*store).await;
    for number in [3, 1, 5, 4, 2] {
        accepted(&*store, new_execution(number)).await;
    }
    let mut seen = Vec::new();
    while let page = store.executions(seen.last().copied(), 2).await.unwrap()
        && !page.is_empty()
    {
        seen.extend(page.iter().map(|it| it.id));
    }
    assert_eq!(seen, (1..=5).map(execution_id).collect::<Vec<_>>());
}
