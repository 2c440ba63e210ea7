//! Arbitrary writes of executions against a model that is too simple to be wrong.
//!
//! What deployments do to each other is `model`'s; here two of them are paused, resumed and deleted, and
//! requests come, run, end, are cancelled, called back and forgotten.

use crate::arbitrary::run;
use crate::execution_rules::{Answer, Model, Step, bytes, ends, secrets};
use crate::execution_samples::{at, execution_id};
use crate::samples::{author, create_workflow, deploy, deployment_id, end, set};
use domain::{CallbackState, DeploymentStatus, Digest, Part, PauseMode, RowRevision};
use proptest::prelude::{Strategy, any, prop_oneof};
use std::{path::Path, sync::Arc};
use store::{
    ClaimExecution, FinishExecution, NewExecution, NewRun, NoteCallback, Once, SetStatus, SledStore, Store, StoreError,
    memory_store,
};

fn step() -> impl Strategy<Value = Step> {
    let id = || 0_u64..8;
    let of = || 0_u64..2;
    let token = || 1_u32..4;
    let lease = || 0_i64..60;
    let length = || prop_oneof![3 => 0_usize..50, 1 => 1_500_usize..12_000];
    let mode = (0_usize..3).prop_map(|at| PauseMode::ALL[at]);
    let key = proptest::option::of((0_u8..3, 0_u8..2));
    prop_oneof![
        6 => (id(), of(), length(), key, any::<bool>(), any::<bool>()).prop_map(
            |(id, of, length, key, calls_back, begins)| Step::Accept { id, of, length, key, calls_back, begins }
        ),
        5 => (id(), lease()).prop_map(|(id, lease)| Step::Claim { id, lease }),
        2 => (id(), token(), lease()).prop_map(|(id, token, lease)| Step::Renew { id, token, lease }),
        5 => (id(), token(), 0_u8..3, length()).prop_map(|(id, token, how, length)| {
            Step::Finish { id, token, how, length }
        }),
        1 => (id(), token()).prop_map(|(id, token)| Step::Release { id, token }),
        2 => id().prop_map(|id| Step::Cancel { id }),
        3 => (id(), length(), proptest::bool::weighted(0.2)).prop_map(|(id, length, stale)| {
            Step::Note { id, length, stale }
        }),
        2 => proptest::collection::vec(id(), 0..4).prop_map(|ids| Step::Remove { ids }),
        // All or none: which of those that are expired are forgotten first is the store's choice.
        1 => any::<bool>().prop_map(|all| Step::Forget { limit: if all { 99 } else { 0 } }),
        2 => (of(), mode).prop_map(|(of, mode)| Step::Pause { of, mode }),
        2 => of().prop_map(|of| Step::Resume { of }),
        1 => of().prop_map(|of| Step::Delete { of }),
        1 => (of(), any::<u8>()).prop_map(|(of, byte)| Step::Secrets { of, byte }),
        1 => proptest::strategy::Just(Step::Reopen),
    ]
}

async fn take(store: &dyn Store, model: &mut Model, step: &Step, second: i64) -> Result<Answer, StoreError> {
    let now = at(second);
    Ok(match step.clone() {
        Step::Accept { id, of, length, key, calls_back, begins } => {
            let once = |(key, body): (u8, u8)| Once {
                key: Digest::of(&[key]),
                body: Digest::of(&[body]),
                until: at(second + 100),
            };
            let new = NewExecution {
                id: execution_id(id),
                at: now,
                of: NewRun::Deployment(deployment_id(of)),
                through: None,
                parts: vec![(Part::Inputs, bytes(length, second))],
                calls_back,
                once: key.map(once),
                has_room: true,
                begin_until: begins.then(|| at(second + 30)),
            };
            Answer::Accepted(store.accept_execution(new).await?)
        }
        Step::Claim { id, lease } => {
            let claim = ClaimExecution { id: execution_id(id), at: now, until: at(second + lease) };
            Answer::Claimed(store.claim_execution(claim).await?)
        }
        Step::Renew { id, token, lease } => {
            Answer::Execution(store.renew_execution(execution_id(id), token, at(second + lease)).await?)
        }
        Step::Finish { id, token, how, length } => {
            let parts = vec![(Part::Outcome, bytes(length, second)), (Part::Artefact(7), bytes(length, second + 1))];
            let finish = FinishExecution { id: execution_id(id), token, at: now, end: ends(how), parts };
            Answer::Execution(store.finish_execution(finish).await?)
        }
        Step::Release { id, token } => Answer::Execution(store.release_execution(execution_id(id), token, now).await?),
        Step::Cancel { id } => Answer::Execution(store.cancel_execution(execution_id(id), now).await?),
        Step::Note { id, length, stale } => {
            let row = store.execution(execution_id(id)).await?.map_or(RowRevision::FIRST, |it| it.row);
            let note = NoteCallback {
                id: execution_id(id),
                expected: if stale { row.next() } else { row },
                state: CallbackState::Delivered { attempts: 3, at: now },
                attempts: bytes(length, second),
            };
            Answer::Execution(store.note_callback(note).await?)
        }
        Step::Remove { ids } => {
            store.remove_executions(ids.into_iter().map(execution_id).collect()).await?;
            Answer::Done
        }
        Step::Forget { limit } => {
            let count = store.forget_keys(now, limit).await?;
            model.keys.retain(|_, it| limit == 0 || it.2 >= now);
            Answer::Count(count)
        }
        Step::Secrets { of, byte } => {
            store.put_callback_secrets(deployment_id(of), secrets(byte)).await?;
            Answer::Done
        }
        Step::Pause { of, .. } | Step::Resume { of } | Step::Delete { of } => {
            if let Some(row) = store.deployment(deployment_id(of)).await? {
                match step {
                    Step::Delete { .. } => {
                        store.delete_deployment(author(second), end(&row)).await?;
                        store.forget_snapshot(author(second), row.id).await?;
                        model.secrets.remove(&row.id);
                    }
                    Step::Pause { mode, .. } => {
                        let set = SetStatus { pause: *mode, ..set(&row, DeploymentStatus::Paused) };
                        store.set_status(author(second), set).await?;
                    }
                    _ => {
                        store.set_status(author(second), set(&row, DeploymentStatus::Running)).await?;
                    }
                }
            }
            let rows = store.deployments(None, 9).await?;
            model.deployments = rows.into_iter().map(|row| (row.id, row)).collect();
            Answer::Done
        }
        Step::Reopen => unreachable!("reopening is not a write"),
    })
}

async fn compare(store: &dyn Store, model: &Model) {
    let expected: Vec<_> = model.executions.values().map(|(it, _)| it.clone()).collect();
    assert_eq!(store.executions(None, 99).await.unwrap(), expected);
    for number in 0..8 {
        let known = model.executions.get(&execution_id(number));
        for part in [Part::Inputs, Part::Outcome, Part::Attempts, Part::Artefact(7)] {
            let kept = store.execution_part(execution_id(number), part).await.unwrap();
            assert_eq!(kept, known.and_then(|(_, parts)| parts.get(&part).cloned()), "{part:?} of {number}");
        }
    }
    for of in [0, 1].map(deployment_id) {
        assert_eq!(store.callback_secrets(of).await.unwrap(), model.secrets.get(&of).cloned());
    }
}

/// Takes every step, on disk where there is a folder.
async fn check(steps: Vec<Step>, folder: Option<&Path>) {
    let open = || match folder {
        Some(folder) => SledStore::open(folder).unwrap().shared(),
        None => memory_store().unwrap(),
    };
    let mut store: Arc<dyn Store> = open();
    create_workflow(&*store, 0, "a").await;
    let mut model = Model::default();
    for of in 0..2 {
        let row = deploy(&*store, of, 0).await;
        model.deployments.insert(row.id, row);
    }
    for (step, second) in steps.iter().zip((0..).step_by(10)) {
        if matches!(step, Step::Reopen) {
            if folder.is_some() {
                drop(store);
                store = open();
            }
            compare(&*store, &model).await;
            continue;
        }
        // What the model expects it does before the store, for the store's answer is not to lead it.
        let expected = model.take(step, second);
        let answer = match take(&*store, &mut model, step, second).await {
            Ok(answer) => answer,
            Err(StoreError::NotFound(_)) => Answer::NotFound,
            Err(StoreError::Conflict(_)) => Answer::Conflict,
            Err(other) => panic!("{step:?}: {other}"),
        };
        assert_eq!(answer, expected, "{step:?}");
    }
    compare(&*store, &model).await;
}

#[test]
fn arbitrary_executions_in_memory_do_what_the_model_does() {
    run(128, 120, false, step(), check);
}

#[test]
fn arbitrary_executions_and_restarts_in_sled_do_what_the_model_does() {
    run(12, 80, true, step(), check);
}
