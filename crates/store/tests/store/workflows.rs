//! What the contract says of workflows.

use crate::samples::{
    Shared, author, create_workflow, deploy, deployment_id, end_workflow, name, new_workflow, rename, save, whole_feed,
    workflow_id,
};
use domain::{Digest, Revision, RowRevision, Subject};
use store::StoreError;

pub async fn a_new_one_is_at_revision_1_and_its_bytes_are_kept(store: Shared) {
    let made = create_workflow(&*store, 1, "{\"1\":{}}").await;
    assert_eq!((made.revision, made.row), (Revision::FIRST, RowRevision::FIRST));
    assert_eq!((made.created_at, made.changed_at), (author(0).at, author(0).at));
    assert_eq!(store.workflow(workflow_id(1)).await.unwrap(), Some(made.clone()));
    assert_eq!(store.graph(made.digest).await.unwrap().unwrap(), "{\"1\":{}}");
}

pub async fn a_save_makes_the_next_revision_and_keeps_the_older_bytes(store: Shared) {
    let before = create_workflow(&*store, 1, "old").await;
    store.save_workflow(author(9), save(1, before.row, "new")).await.unwrap();
    let after = store.workflow(workflow_id(1)).await.unwrap().unwrap();
    assert_eq!((after.revision, after.row), (Revision::new(2), RowRevision::new(2)));
    assert_eq!((after.name, after.digest), (name("saved"), Digest::of(b"new")));
    assert_eq!((after.created_at, after.changed_at), (author(0).at, author(9).at));
    for text in ["old", "new"] {
        assert_eq!(store.graph(Digest::of(text.as_bytes())).await.unwrap().unwrap(), text);
    }
}

pub async fn a_stale_write_is_a_conflict_and_changes_nothing(store: Shared) {
    let row = create_workflow(&*store, 1, "a").await;
    let stale = RowRevision::new(7);
    let subject = Subject::Workflow(row.id);
    let refused = [
        store.save_workflow(author(1), save(1, stale, "b")).await,
        store.rename_workflow(author(1), rename(1, 7, "b")).await,
        store.delete_workflow(author(1), store::DeleteWorkflow { id: row.id, expected: stale }).await,
    ];
    for answer in refused {
        assert!(matches!(answer, Err(StoreError::Conflict(it)) if it == subject), "{answer:?}");
    }
    let unknown = store.rename_workflow(author(1), rename(2, 1, "b")).await;
    assert!(matches!(unknown, Err(StoreError::NotFound(_))), "{unknown:?}");
    assert_eq!(store.workflow(row.id).await.unwrap(), Some(row));
    assert_eq!(store.graph(Digest::of(b"b")).await.unwrap(), None, "the refused save's bytes");
    assert_eq!(whole_feed(&*store).await.len(), 1);
}

pub async fn a_rename_leaves_the_revision(store: Shared) {
    let before = create_workflow(&*store, 1, "a").await;
    store.rename_workflow(author(5), rename(1, 1, "other")).await.unwrap();
    let after = store.workflow(before.id).await.unwrap().unwrap();
    assert_eq!((after.name, after.revision, after.digest), (name("other"), before.revision, before.digest));
    assert_eq!((after.row, after.changed_at), (before.row.next(), author(5).at));
}

pub async fn a_deleted_one_is_gone_and_its_deployments_stay(store: Shared) {
    let row = create_workflow(&*store, 1, "a").await;
    let deployment = deploy(&*store, 2, 1).await;
    store.delete_workflow(author(1), end_workflow(&row)).await.unwrap();
    assert_eq!(store.workflow(row.id).await.unwrap(), None);
    assert!(store.workflows(None, 9).await.unwrap().is_empty());
    assert_eq!(store.deployment(deployment_id(2)).await.unwrap(), Some(deployment));
    assert_eq!(store.graph(row.digest).await.unwrap().unwrap(), "a");
    assert_eq!(store.history(Subject::Workflow(row.id), None, 9).await.unwrap().len(), 2);
    let twice = store.delete_workflow(author(1), end_workflow(&row)).await;
    assert!(matches!(twice, Err(StoreError::NotFound(_))), "{twice:?}");
}

pub async fn an_id_is_used_once(store: Shared) {
    let row = create_workflow(&*store, 1, "a").await;
    let again = store.create_workflow(author(1), new_workflow(1, "b")).await;
    assert!(matches!(again, Err(StoreError::Conflict(_))), "alive: {again:?}");
    store.delete_workflow(author(1), end_workflow(&row)).await.unwrap();
    let again = store.create_workflow(author(1), new_workflow(1, "b")).await;
    assert!(matches!(again, Err(StoreError::Conflict(_))), "dead: {again:?}");
}

pub async fn lists_page_in_the_order_of_ids(store: Shared) {
    for number in [300, 2, 255, 1, 256] {
        create_workflow(&*store, number, "a").await;
        deploy(&*store, number + 1_000, number).await;
    }
    let ids = |rows: Vec<domain::Workflow>| rows.iter().map(|row| row.id).collect::<Vec<_>>();
    assert_eq!(ids(store.workflows(None, 3).await.unwrap()), [1, 2, 255].map(workflow_id));
    assert_eq!(ids(store.workflows(Some(workflow_id(255)), 3).await.unwrap()), [256, 300].map(workflow_id));
    assert!(store.workflows(Some(workflow_id(300)), 3).await.unwrap().is_empty());
    assert!(store.workflows(None, 0).await.unwrap().is_empty());
    let deployments = store.deployments(Some(deployment_id(1_002)), 2).await.unwrap();
    assert_eq!(deployments.iter().map(|row| row.id).collect::<Vec<_>>(), [1_255, 1_256].map(deployment_id));
}
