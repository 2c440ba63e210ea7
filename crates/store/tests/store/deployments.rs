//! What the contract says of deployments.

use crate::samples::{
    Shared, author, create_workflow, deploy, deployment_id, end, end_workflow, name, new_deployment, save, set,
    whole_feed, workflow_id,
};
use domain::{
    Deployment, DeploymentStatus, DeploymentType, Excerpt, Hindrance, HindranceKind, Revision, RowRevision, Subject,
    Version, WorkflowRef,
};
use store::{Author, NewDeployment, RenameDeployment, SetStatus, StoreError};

pub async fn a_new_one_is_the_saved_revision_running(store: Shared) {
    let workflow = create_workflow(&*store, 1, "a").await;
    let new = NewDeployment {
        kind: DeploymentType::Discord,
        name: Some(name("mine")),
        ..new_deployment(5, 1, Revision::FIRST)
    };
    let because = Author { reason: Some("because".parse().unwrap()), ..author(4) };
    store.create_deployment(because, new).await.unwrap();
    let made = store.deployment(deployment_id(5)).await.unwrap().unwrap();
    let expected = Deployment {
        id: deployment_id(5),
        name: name("mine"),
        kind: DeploymentType::Discord,
        version: Version::FIRST,
        status: DeploymentStatus::Running,
        workflow: WorkflowRef { id: workflow.id, name: workflow.name.clone(), revision: Revision::FIRST },
        digest: workflow.digest,
        nodes: workflow.nodes,
        reason: Some("because".parse().unwrap()),
        created_at: author(4).at,
        status_since: author(4).at,
        pause: domain::PauseMode::Finish,
        hindrance: None,
        engine: Some(domain::EngineKind::Builtin),
        untested: false,
        hidden: domain::Hidden::default(),
        origin: domain::Origin::Saved,
        row: RowRevision::FIRST,
    };
    assert_eq!(made, expected);
    assert_eq!(deploy(&*store, 6, 1).await.name, workflow.name, "the workflow's name where there is none");
}

pub async fn only_the_revision_that_was_checked_is_deployed(store: Shared) {
    let workflow = create_workflow(&*store, 1, "a").await;
    store.save_workflow(author(1), save(1, workflow.row, "b")).await.unwrap();
    let stale = store.create_deployment(author(1), new_deployment(5, 1, Revision::FIRST)).await;
    assert!(matches!(stale, Err(StoreError::Conflict(Subject::Workflow(_)))), "{stale:?}");
    let unknown = store.create_deployment(author(1), new_deployment(5, 2, Revision::FIRST)).await;
    assert!(matches!(unknown, Err(StoreError::NotFound(Subject::Workflow(_)))), "{unknown:?}");
    assert_eq!(store.deployment(deployment_id(5)).await.unwrap(), None);
    assert_eq!(deploy(&*store, 5, 1).await.workflow.revision, Revision::new(2));
}

pub async fn versions_are_never_reused(store: Shared) {
    create_workflow(&*store, 1, "a").await;
    create_workflow(&*store, 2, "a").await;
    for number in 1..=3 {
        let row = deploy(&*store, number, 1).await;
        assert_eq!(row.version, Version::new(number.try_into().unwrap()));
        store.delete_deployment(author(1), end(&row)).await.unwrap();
    }
    assert_eq!(deploy(&*store, 4, 1).await.version, Version::new(4));
    assert_eq!(deploy(&*store, 5, 2).await.version, Version::FIRST, "each workflow counts for itself");
}

pub async fn a_status_is_set_with_its_time(store: Shared) {
    create_workflow(&*store, 1, "a").await;
    let before = deploy(&*store, 5, 1).await;
    store.set_status(author(8), set(&before, DeploymentStatus::Paused)).await.unwrap();
    let after = store.deployment(before.id).await.unwrap().unwrap();
    let expected = Deployment {
        status: DeploymentStatus::Paused,
        status_since: author(8).at,
        row: RowRevision::new(2),
        ..before.clone()
    };
    assert_eq!(after, expected);
}

pub async fn a_rename_leaves_the_snapshot(store: Shared) {
    create_workflow(&*store, 1, "a").await;
    let before = deploy(&*store, 5, 1).await;
    let rename = RenameDeployment { id: before.id, expected: before.row, name: name("other") };
    store.rename_deployment(author(8), rename).await.unwrap();
    let after = store.deployment(before.id).await.unwrap().unwrap();
    assert_eq!(after, Deployment { name: name("other"), row: RowRevision::new(2), ..before });
}

pub async fn a_stale_change_is_a_conflict_and_changes_nothing(store: Shared) {
    create_workflow(&*store, 1, "a").await;
    let row = deploy(&*store, 5, 1).await;
    let stale = Deployment { row: RowRevision::new(7), ..row.clone() };
    let renamed = RenameDeployment { id: row.id, expected: stale.row, name: name("other") };
    let refused = [
        store.set_status(author(1), set(&stale, DeploymentStatus::Paused)).await,
        store.rename_deployment(author(1), renamed).await,
        store.delete_deployment(author(1), end(&stale)).await,
    ];
    for answer in refused {
        assert!(matches!(answer, Err(StoreError::Conflict(Subject::Deployment(id))) if id == row.id), "{answer:?}");
    }
    assert_eq!(store.deployment(row.id).await.unwrap(), Some(row));
    assert_eq!(whole_feed(&*store).await.len(), 2);
}

pub async fn a_deleted_id_stays_dead(store: Shared) {
    let workflow = create_workflow(&*store, 1, "a").await;
    let row = deploy(&*store, 5, 1).await;
    store.delete_deployment(author(1), end(&row)).await.unwrap();
    assert_eq!(store.deployment(row.id).await.unwrap(), None);
    assert!(store.deployments(None, 9).await.unwrap().is_empty());
    assert_eq!(store.graph(row.digest).await.unwrap().unwrap(), "a", "the snapshot's bytes are kept");
    for answer in [
        store.delete_deployment(author(2), end(&row)).await,
        store.set_status(author(2), set(&row, DeploymentStatus::Paused)).await,
    ] {
        assert!(matches!(answer, Err(StoreError::NotFound(Subject::Deployment(_)))), "{answer:?}");
    }
    let again = store.create_deployment(author(2), new_deployment(5, 1, workflow.revision)).await;
    assert!(matches!(again, Err(StoreError::Conflict(Subject::Deployment(_)))), "{again:?}");
    assert_eq!(store.history(Subject::Deployment(row.id), None, 9).await.unwrap().len(), 2);
    assert_eq!(store.workflow(workflow_id(1)).await.unwrap(), Some(workflow.clone()), "its workflow stays");
    store.delete_workflow(author(3), end_workflow(&workflow)).await.unwrap();
}

/// Names of 120 and reasons of 500 characters of four bytes each: the longest rows and entries that there are.
pub async fn the_last_words_of_a_name_fit(store: Shared) {
    let longest = name(&"🧂".repeat(120));
    let mut new = crate::samples::new_workflow(1, "a");
    new.name = longest.clone();
    store.create_workflow(author(0), new).await.unwrap();
    let because = Author { reason: Some("🧂".repeat(500).parse().unwrap()), ..author(0) };
    let new = NewDeployment { name: Some(longest.clone()), ..new_deployment(5, 1, Revision::FIRST) };
    store.create_deployment(because.clone(), new).await.unwrap();
    let mut again = save(1, RowRevision::FIRST, "b");
    again.name = longest.clone();
    store.save_workflow(author(0), again).await.unwrap();
    let row = store.deployment(deployment_id(5)).await.unwrap().unwrap();
    assert_eq!((&row.name, &row.workflow.name), (&longest, &longest));
    let hindrance = Hindrance { kind: HindranceKind::EngineAway, words: Excerpt::of(&"🧂".repeat(100)) };
    let paused = SetStatus { hindrance: Some(hindrance), ..set(&row, DeploymentStatus::Paused) };
    store.set_status(because.clone(), paused).await.unwrap();
    let row = store.deployment(deployment_id(5)).await.unwrap().unwrap();
    store.delete_deployment(because.clone(), end(&row)).await.unwrap();
    store.restore_deployment(because, row.id).await.unwrap();
    let restored = store.deployment(deployment_id(5)).await.unwrap().unwrap();
    assert_eq!(restored, Deployment { row: restored.row, ..row });
    assert_eq!(whole_feed(&*store).await.len(), 6);
}
