//! What the contract says of the feed and of histories.

use crate::samples::{
    Shared, author, create_workflow, deploy, end, name, new_workflow, rename, set, together, whole_feed, workflow_id,
};
use domain::{Actor, Change, DeploymentStatus, EngineKind, FeedEntry, PauseMode, Position, RowRevision, Subject};
use std::{sync::Arc, time::Duration};
use store::RenameDeployment;

fn positions(entries: &[FeedEntry]) -> Vec<u64> {
    entries.iter().map(|entry| entry.position.get()).collect()
}

pub async fn each_write_appends_the_entry_it_returns(store: Shared) {
    assert_eq!(store.head().await.unwrap(), Position::START);
    let first = store.create_workflow(author(1), new_workflow(1, "a")).await.unwrap();
    assert_eq!((first.position, first.at, first.actor), (Position::new(1), author(1).at, Actor::Api));
    let row = deploy(&*store, 5, 1).await;
    let paused = store.set_status(author(2), set(&row, DeploymentStatus::Paused)).await.unwrap();
    let expected = Change::DeploymentStatusSet {
        id: row.id,
        name: row.name.clone(),
        before: DeploymentStatus::Running,
        after: DeploymentStatus::Paused,
        row: RowRevision::new(2),
        pause: PauseMode::Finish,
        hindrance: None,
        engine: Some(EngineKind::Builtin),
    };
    assert_eq!((paused.position, &paused.change), (Position::new(3), &expected));
    let renamed = RenameDeployment { id: row.id, expected: RowRevision::new(2), name: name("other") };
    let renamed = store.rename_deployment(author(3), renamed).await.unwrap();
    let now = store.deployment(row.id).await.unwrap().unwrap();
    let deleted = store.delete_deployment(author(4), end(&now)).await.unwrap();
    assert_eq!(deleted.change, Change::DeploymentDeleted { before: now, kept_until: None });
    let feed = whole_feed(&*store).await;
    assert_eq!(positions(&feed), [1, 2, 3, 4, 5]);
    assert_eq!([&feed[0], &feed[2], &feed[3], &feed[4]], [&first, &paused, &renamed, &deleted]);
    assert_eq!(store.head().await.unwrap(), Position::new(5));
}

pub async fn a_refused_write_appends_nothing(store: Shared) {
    create_workflow(&*store, 1, "a").await;
    assert!(store.rename_workflow(author(1), rename(1, 9, "b")).await.is_err());
    let next = store.rename_workflow(author(1), rename(1, 1, "b")).await.unwrap();
    assert_eq!(next.position, Position::new(2), "positions have no gaps");
}

pub async fn a_reader_pages_through_it(store: Shared) {
    for number in 1..=5 {
        create_workflow(&*store, number, "a").await;
    }
    assert_eq!(positions(&store.feed(Position::START, 2).await.unwrap()), [1, 2]);
    assert_eq!(positions(&store.feed(Position::new(2), 9).await.unwrap()), [3, 4, 5]);
    assert!(store.feed(Position::new(5), 9).await.unwrap().is_empty());
    assert!(store.feed(Position::new(u64::MAX), 9).await.unwrap().is_empty());
}

pub async fn waiting_ends_when_it_grows(store: Shared) {
    let waiting = tokio::spawn({
        let store = Arc::clone(&store);
        async move { store.feed_grew(Position::START).await }
    });
    create_workflow(&*store, 1, "a").await;
    tokio::time::timeout(Duration::from_secs(10), waiting).await.unwrap().unwrap().unwrap();
    store.feed_grew(Position::START).await.unwrap();
    let later = tokio::time::timeout(Duration::ZERO, store.feed_grew(Position::new(1))).await;
    assert!(later.is_err(), "there is nothing after the newest");
}

pub async fn it_is_a_window_and_history_outlives_it(store: Shared) {
    together((1..=10_003).map(|number| store.create_workflow(author(0), new_workflow(number, "a")))).await;
    let feed = store.feed(Position::START, u32::MAX).await.unwrap();
    assert_eq!((feed.len(), feed[0].position), (10_000, Position::new(4)));
    assert!(feed.windows(2).all(|pair| pair[0].position.next() == pair[1].position));
    let history = store.history(Subject::Workflow(workflow_id(1)), None, 9).await.unwrap();
    assert_eq!(positions(&history), [1]);
}

pub async fn a_history_is_bounded_and_pages_backwards(store: Shared) {
    create_workflow(&*store, 1, "a").await;
    create_workflow(&*store, 2, "a").await;
    for row in 1..=1_004 {
        store.rename_workflow(author(1), rename(1, row, &format!("name {row}"))).await.unwrap();
    }
    let subject = Subject::Workflow(workflow_id(1));
    let all = store.history(subject, None, u32::MAX).await.unwrap();
    assert_eq!((all.len(), all[0].position, all[999].position), (1_000, Position::new(1_006), Position::new(7)));
    let page = store.history(subject, Some(Position::new(1_006)), 2).await.unwrap();
    assert_eq!(positions(&page), [1_005, 1_004]);
    assert!(store.history(subject, Some(Position::new(7)), 2).await.unwrap().is_empty());
    let other = store.history(Subject::Workflow(workflow_id(2)), None, 9).await.unwrap();
    assert_eq!(positions(&other), [2]);
}
