//! Executions to write, made of small numbers so that failures read well.

use crate::samples::{create_workflow, deploy, set};
use domain::{
    Deployment, DeploymentStatus, Digest, End, EngineKind, Execution, ExecutionId, ExecutionState, Lease, Part,
    PauseMode, Revision, Subject, Timestamp,
};
use store::{
    Acceptance, CallbackSecrets, ClaimExecution, Claimed, FinishExecution, NewExecution, NewRun, Once, SetStatus,
    Store, StoreError,
};

pub fn at(second: i64) -> Timestamp {
    Timestamp::from_millis(1_763_933_133_000 + second * 1_000)
}

pub fn execution_id(number: u64) -> ExecutionId {
    let mut bytes = [0; 16];
    bytes[8..].copy_from_slice(&number.to_be_bytes());
    ExecutionId::from_bytes(bytes)
}

/// Deployment 1 of workflow 1, Running.
pub async fn deployment(store: &dyn Store) -> Deployment {
    create_workflow(store, 1, "a").await;
    deploy(store, 1, 1).await
}

/// A request to deployment 1, at second 1.
pub fn new_execution(number: u64) -> NewExecution {
    NewExecution {
        id: execution_id(number),
        at: at(1),
        of: NewRun::Deployment(crate::samples::deployment_id(1)),
        through: None,
        parts: vec![(Part::Inputs, format!("inputs of {number}").into())],
        calls_back: false,
        once: None,
        has_room: true,
        begin_until: None,
    }
}

pub fn workflow_run(row: &Deployment) -> NewRun {
    let digest = Digest::of(b"a revision");
    NewRun::Workflow { id: row.workflow.id, revision: Revision::new(7), digest, engine: EngineKind::Comfyui }
}

pub fn once(key: u8, body: u8, until: i64) -> Once {
    Once { key: Digest::of(&[key]), body: Digest::of(&[body]), until: at(until) }
}

pub async fn accept(store: &dyn Store, new: NewExecution) -> Acceptance {
    store.accept_execution(new).await.unwrap()
}

pub async fn accepted(store: &dyn Store, new: NewExecution) -> Execution {
    match accept(store, new).await {
        Acceptance::Accepted(execution) => execution,
        other => panic!("{other:?}"),
    }
}

pub fn claims(number: u64, now: i64, until: i64) -> ClaimExecution {
    ClaimExecution { id: execution_id(number), at: at(now), until: at(until) }
}

pub async fn claim(store: &dyn Store, number: u64, now: i64, until: i64) -> Claimed {
    store.claim_execution(claims(number, now, until)).await.unwrap()
}

pub async fn begun(store: &dyn Store, number: u64, now: i64, until: i64) -> Execution {
    match claim(store, number, now, until).await {
        Claimed::Begun(execution) => execution,
        other => panic!("{other:?}"),
    }
}

/// An end with an outcome that says who wrote it.
pub fn finish(number: u64, token: u32, now: i64, end: End) -> FinishExecution {
    let parts = vec![(Part::Outcome, format!("outcome by {token}").into())];
    FinishExecution { id: execution_id(number), token, at: at(now), end, parts }
}

pub async fn cancelled(store: &dyn Store, number: u64, now: i64) -> Execution {
    store.cancel_execution(execution_id(number), at(now)).await.unwrap()
}

pub async fn state(store: &dyn Store, number: u64) -> ExecutionState {
    store.execution(execution_id(number)).await.unwrap().unwrap().state
}

#[track_caller]
pub fn running(execution: &Execution) -> Lease {
    match execution.state {
        ExecutionState::Running { lease, .. } => lease,
        ref other => panic!("{other:?}"),
    }
}

/// Pauses a deployment, and gives it as it is then.
pub async fn pause(store: &dyn Store, row: &Deployment, mode: PauseMode) -> Deployment {
    let set = SetStatus { pause: mode, ..set(row, DeploymentStatus::Paused) };
    store.set_status(crate::samples::author(2), set).await.unwrap();
    store.deployment(row.id).await.unwrap().unwrap()
}

/// Executions of a deployment in every state, from this number on, with short and long parts, keys and secrets;
/// one is removed again.
pub async fn write_executions(store: &dyn Store, row: &Deployment, first: u64) {
    let secrets = CallbackSecrets { current: [1; 32], previous: None, since: at(1) };
    store.put_callback_secrets(row.id, secrets.clone()).await.unwrap();
    store.put_callback_secrets(row.id, CallbackSecrets { previous: Some([2; 32]), ..secrets }).await.unwrap();
    for number in first..first + 8 {
        let key = Once { key: Digest::of(&number.to_be_bytes()), body: Digest::of(b"body"), until: at(100) };
        let long = vec![(Part::Inputs, vec![number as u8; 9_000].into())];
        let new = NewExecution { of: NewRun::Deployment(row.id), once: Some(key), ..new_execution(number) };
        let parts = if number % 2 == 0 { long } else { new.parts.clone() };
        accepted(store, NewExecution { parts, calls_back: number % 3 == 0, ..new }).await;
        if number % 4 != 0 {
            begun(store, number, 2, 60).await;
        }
        if number % 4 > 1 {
            let mut ended = finish(number, 1, 3, End::Succeeded);
            ended.parts.push((Part::Artefact(0), vec![number as u8; 10_000 * (number % 2) as usize].into()));
            store.finish_execution(ended).await.unwrap();
        }
    }
    cancelled(store, first, 4).await;
    cancelled(store, first + 1, 4).await;
    store.remove_executions(vec![execution_id(first + 3)]).await.unwrap();
}

#[track_caller]
pub fn conflict<T: std::fmt::Debug>(answer: Result<T, StoreError>) {
    assert!(matches!(answer, Err(StoreError::Conflict(Subject::Execution(_)))), "{answer:?}");
}
