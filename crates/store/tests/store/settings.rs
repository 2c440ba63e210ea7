//! What the contract says of settings.

use crate::samples::{Shared, author, create_workflow, deploy, deployment_id, end};
use bytes::Bytes;
use domain::{RowRevision, Subject};
use store::{MAX_SETTING_BYTES, PutSetting, SettingKey, SettingKind, SettingOf, StoreError};

fn form_of(number: u64) -> SettingKey {
    SettingKey { of: SettingOf::Deployment(deployment_id(number)), kind: SettingKind::Form }
}

fn discord_at(slug: &str) -> SettingKey {
    SettingKey { of: SettingOf::Address(slug.parse().unwrap()), kind: SettingKind::Discord }
}

async fn put(store: &Shared, key: SettingKey, expected: Option<u64>, value: &[u8]) -> Option<RowRevision> {
    let value = Some(Bytes::copy_from_slice(value));
    store.put_setting(PutSetting { key, expected: expected.map(RowRevision::new), value }).await.unwrap()
}

async fn value(store: &Shared, key: SettingKey) -> Option<Bytes> {
    store.setting(key).await.unwrap().map(|it| it.value)
}

/// Bytes that tell one place from another.
fn long(length: usize) -> Vec<u8> {
    (0..length).map(|index| (index % 251) as u8).collect()
}

pub async fn settings_are_put_replaced_and_removed(store: Shared) {
    let (key, other) = (form_of(1), discord_at("greeting"));
    assert_eq!(store.setting(key).await.unwrap(), None);
    assert_eq!(put(&store, key, None, b"first").await, Some(RowRevision::FIRST));
    assert_eq!(put(&store, other, None, b"bot").await, Some(RowRevision::FIRST));
    assert_eq!(put(&store, key, Some(1), b"second").await, Some(RowRevision::new(2)));
    assert_eq!(value(&store, key).await.unwrap(), "second");
    let all = store.settings().await.unwrap();
    assert_eq!(all.iter().map(|(key, it)| (*key, it.row.get())).collect::<Vec<_>>(), [(key, 2), (other, 1)]);
    let remove = PutSetting { key, expected: Some(RowRevision::new(2)), value: None };
    assert_eq!(store.put_setting(remove.clone()).await.unwrap(), None);
    assert_eq!(store.setting(key).await.unwrap(), None);
    assert!(store.put_setting(remove).await.is_err(), "it is not there any more");
    assert_eq!(store.put_setting(PutSetting { key, expected: None, value: None }).await.unwrap(), None);
    assert_eq!(put(&store, key, None, b"anew").await, Some(RowRevision::FIRST));
    assert_eq!(value(&store, other).await.unwrap(), "bot");
}

pub async fn a_setting_that_was_written_meanwhile_is_a_conflict(store: Shared) {
    let key = discord_at("greeting");
    put(&store, key, None, b"first").await;
    for expected in [None, Some(RowRevision::new(2))] {
        let late = PutSetting { key, expected, value: Some("late".into()) };
        let refused = store.put_setting(late).await.unwrap_err();
        let SettingOf::Address(slug) = key.of else { unreachable!() };
        assert!(matches!(refused, StoreError::Conflict(Subject::Address(it)) if it == slug), "{refused:?}");
    }
    assert_eq!(value(&store, key).await.unwrap(), "first");
}

pub async fn long_settings_come_back_whole_and_longer_ones_are_refused(store: Shared) {
    let key = form_of(1);
    let mut row = None;
    for length in [MAX_SETTING_BYTES, 0, 3_500, 3_501, 9_000, 7_000, 1] {
        row = put(&store, key, row.map(RowRevision::get), &long(length)).await;
        assert_eq!(value(&store, key).await.unwrap(), long(length));
    }
    let too_long = PutSetting { key, expected: row, value: Some(long(MAX_SETTING_BYTES + 1).into()) };
    assert!(store.put_setting(too_long).await.is_err());
    assert_eq!(value(&store, key).await.unwrap(), long(1));
}

pub async fn settings_of_a_deployment_go_with_its_forgotten_snapshot(store: Shared) {
    // It is put before the deployment is made.
    put(&store, form_of(1), None, b"form").await;
    put(&store, form_of(2), None, b"another's").await;
    create_workflow(&*store, 1, "a").await;
    let row = deploy(&*store, 1, 1).await;
    store.delete_deployment(author(1), end(&row)).await.unwrap();
    assert_eq!(value(&store, form_of(1)).await.unwrap(), "form", "it may be rolled back to");
    store.forget_snapshot(author(2), row.id).await.unwrap();
    assert_eq!(store.setting(form_of(1)).await.unwrap(), None);
    assert_eq!(value(&store, form_of(2)).await.unwrap(), "another's");
}
