//! What a closed folder holds when it is opened again. Only an engine with a disk can break this.

use crate::samples::{
    author, create_workflow, deploy, deployment_id, end, name, new_deployment, save, set, whole_feed,
};
use domain::{DeploymentStatus, Position, Revision, Subject, Version};
use store::{OpenError, RenameDeployment, SledOptions, SledStore, StoreError};

#[tokio::test(flavor = "multi_thread")]
async fn everything_is_there_again() {
    let folder = tempfile::tempdir().unwrap();
    let store = SledStore::open(folder.path()).unwrap().shared();
    let workflow = create_workflow(&*store, 1, "a").await;
    let row = deploy(&*store, 5, 1).await;
    store.save_workflow(author(2), save(1, workflow.row, "b".repeat(9_000))).await.unwrap();
    store.set_status(author(3), set(&row, DeploymentStatus::Paused)).await.unwrap();
    let before = (
        store.workflows(None, 9).await.unwrap(),
        store.deployments(None, 9).await.unwrap(),
        whole_feed(&*store).await,
        store.history(Subject::Deployment(row.id), None, 9).await.unwrap(),
        store.graph(row.digest).await.unwrap(),
    );
    drop(store);
    let store = SledStore::open(folder.path()).unwrap().shared();
    let after = (
        store.workflows(None, 9).await.unwrap(),
        store.deployments(None, 9).await.unwrap(),
        whole_feed(&*store).await,
        store.history(Subject::Deployment(row.id), None, 9).await.unwrap(),
        store.graph(row.digest).await.unwrap(),
    );
    assert_eq!(before, after);
}

#[tokio::test(flavor = "multi_thread")]
async fn counting_goes_on_and_the_dead_stay_dead() {
    let folder = tempfile::tempdir().unwrap();
    let store = SledStore::open(folder.path()).unwrap().shared();
    create_workflow(&*store, 1, "a").await;
    let row = deploy(&*store, 5, 1).await;
    store.delete_deployment(author(1), end(&row)).await.unwrap();
    drop(store);
    let store = SledStore::open(folder.path()).unwrap().shared();
    assert_eq!(store.head().await.unwrap(), Position::new(3));
    let again = store.create_deployment(author(2), new_deployment(5, 1, Revision::FIRST)).await;
    assert!(matches!(again, Err(StoreError::Conflict(_))), "{again:?}");
    let next = deploy(&*store, 6, 1).await;
    assert_eq!(next.version, Version::new(2));
    assert_eq!(store.head().await.unwrap(), Position::new(4));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_has_one_owner() {
    let folder = tempfile::tempdir().unwrap();
    let first = SledStore::open(folder.path()).unwrap();
    assert!(matches!(SledStore::open(folder.path()), Err(OpenError::InUse(_))));
    first.close();
    SledStore::open(folder.path()).unwrap().close();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disk_with_little_room_is_full_for_writes_and_still_read() {
    let folder = tempfile::tempdir().unwrap();
    let store = SledStore::open(folder.path()).unwrap().shared();
    create_workflow(&*store, 1, "a").await;
    let row = deploy(&*store, 5, 1).await;
    drop(store);
    let mut options = SledOptions::default();
    options.reserved_bytes = u64::MAX;
    let store = SledStore::open_with(folder.path(), &options).unwrap().shared();
    assert!(matches!(store.health(), Err(StoreError::Full)));
    let renamed = RenameDeployment { id: row.id, expected: row.row, name: name("other") };
    assert!(matches!(store.rename_deployment(author(1), renamed).await, Err(StoreError::Full)));
    assert_eq!(store.deployment(deployment_id(5)).await.unwrap(), Some(row));
}
