//! What the contract says of deployments that were deleted.

use crate::samples::{Shared, author, create_workflow, deploy, deployment_id, end, end_workflow, new_deployment, save};
use domain::{Change, Deployment, Digest, Origin, Retired, Revision, RowRevision, Subject, Version};
use store::{CallbackSecrets, DeleteDeployment, NewDeployment, Source, StoreError};

/// A rollback to a deployment, as another one.
fn back(number: u64, to: &Deployment) -> NewDeployment {
    NewDeployment { source: Source::Retired(to.id), ..new_deployment(number, 0, Revision::FIRST) }
}

fn is_gone<T>(answer: &Result<T, StoreError>) -> bool {
    matches!(answer, Err(StoreError::NotFound(Subject::Deployment(_))))
}

pub async fn a_delete_is_undone_within_ten_seconds(store: Shared) {
    create_workflow(&*store, 1, "a").await;
    let row = deploy(&*store, 5, 1).await;
    store.delete_deployment(author(10), end(&row)).await.unwrap();
    let retired = store.retired(row.id).await.unwrap().unwrap();
    let deleted_at = author(10).at;
    let expected =
        Retired { deployment: row.clone(), deleted_at, kept_until: None, is_forgotten: false, row: row.row.next() };
    assert_eq!(retired, expected);
    let entry = store.restore_deployment(author(19), row.id).await.unwrap();
    let Change::DeploymentRestored { deployment } = entry.change else { panic!("{entry:?}") };
    assert_eq!(deployment, Deployment { row: RowRevision::new(3), ..row.clone() });
    assert_eq!(store.deployment(row.id).await.unwrap(), Some(deployment.clone()));
    assert_eq!(store.retired(row.id).await.unwrap(), None);
    assert!(is_gone(&store.restore_deployment(author(19), row.id).await), "it is not deleted any more");
    store.delete_deployment(author(20), end(&deployment)).await.unwrap();
    assert!(is_gone(&store.restore_deployment(author(30), row.id).await), "the time is over");
    assert_eq!(store.history(Subject::Deployment(row.id), None, 9).await.unwrap().len(), 4);
}

/// Also when its workflow has moved on, or is gone.
pub async fn a_deleted_one_is_deployed_again_from_its_snapshot(store: Shared) {
    let workflow = create_workflow(&*store, 1, "a").await;
    let row = deploy(&*store, 5, 1).await;
    store.delete_deployment(author(1), end(&row)).await.unwrap();
    store.save_workflow(author(1), save(1, workflow.row, "b")).await.unwrap();
    for (number, version) in [(6, 2), (7, 3)] {
        let entry = store.create_deployment(author(900), back(number, &row)).await.unwrap();
        let Change::DeploymentCreated { deployment } = entry.change else { panic!("{entry:?}") };
        assert_eq!((deployment.digest, deployment.version), (Digest::of(b"a"), Version::new(version)));
        assert_eq!(deployment.origin, Origin::RolledBack { to: row.id, version: Version::FIRST });
        assert_eq!(deployment.workflow, row.workflow);
        let workflow = store.workflow(row.workflow.id).await.unwrap();
        if let Some(workflow) = workflow {
            store.delete_workflow(author(2), end_workflow(&workflow)).await.unwrap();
        }
    }
    let alive = store.deployment(deployment_id(6)).await.unwrap().unwrap();
    assert!(is_gone(&store.create_deployment(author(901), back(8, &alive)).await), "only what was deleted");
}

pub async fn a_forgotten_snapshot_goes_with_its_secrets(store: Shared) {
    let workflow = create_workflow(&*store, 1, "a").await;
    let row = deploy(&*store, 5, 1).await;
    let secrets = CallbackSecrets { current: [1; 32], previous: None, since: author(0).at };
    store.put_callback_secrets(row.id, secrets.clone()).await.unwrap();
    let until = Some(author(99).at);
    store.delete_deployment(author(1), DeleteDeployment { kept_until: until, ..end(&row) }).await.unwrap();
    assert_eq!(store.callback_secrets(row.id).await.unwrap(), Some(secrets), "its last callbacks are signed still");
    assert!(store.retired(row.id).await.unwrap().is_some_and(|it| it.kept_until == until));
    store.delete_workflow(author(1), end_workflow(&workflow)).await.unwrap();
    assert_eq!(store.sweep_snapshots().await.unwrap(), 0, "nothing is to be forgotten yet");
    store.forget_snapshot(author(2), row.id).await.unwrap();
    assert_eq!(store.callback_secrets(row.id).await.unwrap(), None);
    assert!(is_gone(&store.restore_deployment(author(2), row.id).await));
    assert!(is_gone(&store.create_deployment(author(2), back(6, &row)).await));
    assert!(is_gone(&store.forget_snapshot(author(2), row.id).await));
    assert_eq!(store.sweep_snapshots().await.unwrap(), 1);
    assert_eq!(store.graph(row.digest).await.unwrap(), None);
    assert_eq!(store.retired(row.id).await.unwrap(), None);
    assert_eq!(store.history(Subject::Deployment(row.id), None, 9).await.unwrap().len(), 3, "its history stays");
    assert_eq!(store.sweep_snapshots().await.unwrap(), 0);
    create_workflow(&*store, 2, "a").await;
    assert!(store.graph(row.digest).await.unwrap().is_some(), "the same bytes can be kept again");
}

/// By a workflow, by another deployment, or by another deleted one.
pub async fn bytes_that_something_names_stay(store: Shared) {
    let workflow = create_workflow(&*store, 1, "a").await;
    let [first, second, third] = [5, 6, 7].map(|number| (number, &store));
    let first = deploy(&**first.1, first.0, 1).await;
    let second = deploy(&**second.1, second.0, 1).await;
    let third = deploy(&**third.1, third.0, 1).await;
    let forget = async |row: &Deployment| {
        store.delete_deployment(author(1), end(row)).await.unwrap();
        store.forget_snapshot(author(1), row.id).await.unwrap();
        assert_eq!(store.sweep_snapshots().await.unwrap(), 1);
    };
    forget(&first).await;
    store.delete_workflow(author(1), end_workflow(&workflow)).await.unwrap();
    store.delete_deployment(author(1), end(&second)).await.unwrap();
    forget(&third).await;
    assert!(store.graph(first.digest).await.unwrap().is_some(), "the second is kept still");
    store.forget_snapshot(author(1), second.id).await.unwrap();
    store.sweep_snapshots().await.unwrap();
    assert_eq!(store.graph(first.digest).await.unwrap(), None);
}
