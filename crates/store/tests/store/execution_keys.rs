//! What the contract says of keys of requests, and of secrets.

use crate::execution_samples::{accept, accepted, at, deployment, execution_id, new_execution, once, pause};
use crate::samples::{Shared, author, deploy, deployment_id, end};
use domain::PauseMode;
use store::{Acceptance, CallbackSecrets, NewExecution, StoreError};

fn keyed(number: u64, second: i64, key: u8, body: u8, until: i64) -> NewExecution {
    NewExecution { at: at(second), once: Some(once(key, body, until)), ..new_execution(number) }
}

pub async fn the_same_request_again_is_the_same_execution(store: Shared) {
    let row = deployment(&*store).await;
    accepted(&*store, keyed(1, 1, 7, 1, 100)).await;
    assert_eq!(accept(&*store, keyed(2, 2, 7, 1, 200)).await, Acceptance::Known(execution_id(1)));
    assert_eq!(accept(&*store, keyed(2, 2, 7, 2, 200)).await, Acceptance::KeyTaken, "another body");
    assert_eq!(store.execution(execution_id(2)).await.unwrap(), None, "nothing is written");
    accepted(&*store, keyed(3, 2, 8, 1, 200)).await;
    pause(&*store, &row, PauseMode::Finish).await;
    assert_eq!(accept(&*store, keyed(4, 3, 7, 1, 200)).await, Acceptance::Known(execution_id(1)), "also when paused");
    assert_eq!(accept(&*store, keyed(4, 3, 9, 1, 200)).await, Acceptance::Paused);
    let row = store.deployment(row.id).await.unwrap().unwrap();
    store.delete_deployment(author(4), end(&row)).await.unwrap();
    let gone = store.accept_execution(keyed(4, 4, 7, 1, 200)).await;
    assert!(matches!(gone, Err(StoreError::NotFound(_))), "{gone:?}");
}

pub async fn a_refused_request_keeps_no_key(store: Shared) {
    let row = deployment(&*store).await;
    let row = pause(&*store, &row, PauseMode::Stop).await;
    assert_eq!(accept(&*store, keyed(1, 1, 7, 1, 100)).await, Acceptance::Paused);
    let running = crate::samples::set(&row, domain::DeploymentStatus::Running);
    store.set_status(author(3), running).await.unwrap();
    accepted(&*store, keyed(2, 2, 7, 2, 100)).await;
}

pub async fn an_expired_key_counts_as_not_there(store: Shared) {
    deployment(&*store).await;
    accepted(&*store, keyed(1, 1, 7, 1, 100)).await;
    assert_eq!(accept(&*store, keyed(2, 100, 7, 1, 200)).await, Acceptance::Known(execution_id(1)), "until then");
    accepted(&*store, keyed(2, 101, 7, 2, 200)).await;
    assert_eq!(accept(&*store, keyed(3, 102, 7, 2, 300)).await, Acceptance::Known(execution_id(2)));
    assert_eq!(store.forget_keys(at(150), 9).await.unwrap(), 0, "it is kept until 200 now");
    assert_eq!(store.forget_keys(at(201), 9).await.unwrap(), 1);
}

pub async fn keys_are_forgotten_when_their_time_is_over(store: Shared) {
    deployment(&*store).await;
    for number in 0..20 {
        accepted(&*store, keyed(u64::from(number), 1, number, 1, 100 + i64::from(number))).await;
    }
    assert_eq!(store.forget_keys(at(100), 99).await.unwrap(), 0, "kept until then");
    assert_eq!(store.forget_keys(at(110), 3).await.unwrap(), 3);
    assert_eq!(store.forget_keys(at(110), 99).await.unwrap(), 7);
    assert_eq!(store.forget_keys(at(110), 99).await.unwrap(), 0);
    accepted(&*store, keyed(30, 1, 0, 2, 500)).await;
    assert_eq!(accept(&*store, keyed(31, 1, 10, 1, 500)).await, Acceptance::Known(execution_id(10)));
    assert_eq!(store.forget_keys(at(1_000), 99).await.unwrap(), 11);
}

fn secrets(current: u8, previous: Option<u8>) -> CallbackSecrets {
    CallbackSecrets { current: [current; 32], previous: previous.map(|it| [it; 32]), since: at(1) }
}

pub async fn secrets_come_before_their_deployment_and_go_with_its_snapshot(store: Shared) {
    store.put_callback_secrets(deployment_id(1), secrets(1, None)).await.unwrap();
    let row = deployment(&*store).await;
    assert_eq!(store.callback_secrets(row.id).await.unwrap(), Some(secrets(1, None)));
    store.put_callback_secrets(row.id, secrets(2, Some(1))).await.unwrap();
    assert_eq!(store.callback_secrets(row.id).await.unwrap(), Some(secrets(2, Some(1))));
    let other = deploy(&*store, 2, 1).await;
    assert_eq!(store.callback_secrets(other.id).await.unwrap(), None);
    store.put_callback_secrets(other.id, secrets(9, None)).await.unwrap();
    store.delete_deployment(author(3), end(&row)).await.unwrap();
    assert_eq!(store.callback_secrets(row.id).await.unwrap(), Some(secrets(2, Some(1))), "its last are signed still");
    store.forget_snapshot(author(4), row.id).await.unwrap();
    assert_eq!(store.callback_secrets(row.id).await.unwrap(), None);
    assert_eq!(store.callback_secrets(other.id).await.unwrap(), Some(secrets(9, None)));
}
