//! What the contract says of many writers and readers at once.

use crate::samples::{
    Shared, author, create_workflow, deploy, deployment_id, new_deployment, new_workflow, set, whole_feed, workflow_id,
};
use domain::{Change, Position, Revision, RowRevision};
use futures::future::join_all;
use std::{collections::BTreeSet, sync::Arc, time::Duration};
use store::StoreError;

const TASKS: u64 = 64;
const TOGGLES: u64 = 5;

pub async fn sixty_four_togglers_lose_no_update(store: Shared) {
    create_workflow(&*store, 1, "a").await;
    deploy(&*store, 5, 1).await;
    let togglers = (0..TASKS).map(|_| tokio::spawn(toggle(Arc::clone(&store))));
    join_all(togglers).await.into_iter().for_each(Result::unwrap);
    let row = store.deployment(deployment_id(5)).await.unwrap().unwrap();
    assert_eq!(row.row, RowRevision::new(1 + TASKS * TOGGLES));
    let feed = whole_feed(&*store).await;
    assert_eq!(feed.len() as u64, 2 + TASKS * TOGGLES);
    let mut status = domain::DeploymentStatus::Running;
    for entry in &feed[2..] {
        let Change::DeploymentStatusSet { before, after, .. } = entry.change else { panic!("{entry:?}") };
        assert_eq!((before, after), (status, status.other()));
        status = after;
    }
    assert_eq!(row.status, status);
}

async fn toggle(store: Shared) {
    let mut done = 0;
    while done < TOGGLES {
        let row = store.deployment(deployment_id(5)).await.unwrap().unwrap();
        match store.set_status(author(1), set(&row, row.status.other())).await {
            Ok(_) => done += 1,
            Err(StoreError::Conflict(_)) => {}
            Err(other) => panic!("{other}"),
        }
    }
}

pub async fn versions_of_concurrent_deploys_are_distinct(store: Shared) {
    create_workflow(&*store, 1, "a").await;
    let deploys = (0..TASKS).map(|number| {
        let store = Arc::clone(&store);
        let new = new_deployment(number, 1, Revision::FIRST);
        tokio::spawn(async move { store.create_deployment(author(1), new).await.unwrap() })
    });
    join_all(deploys).await.into_iter().for_each(|made| drop(made.unwrap()));
    let rows = store.deployments(None, 99).await.unwrap();
    let versions: BTreeSet<u32> = rows.iter().map(|row| row.version.get()).collect();
    assert_eq!(versions, (1..=64).collect());
}

pub async fn a_dropped_write_happens_all_the_same(store: Shared) {
    let mut write = store.create_workflow(author(0), new_workflow(1, "a"));
    // Looked at once: it is on its way, and mostly not answered yet.
    let _ = futures::poll!(&mut write);
    drop(write);
    tokio::time::timeout(Duration::from_secs(10), store.feed_grew(Position::START)).await.unwrap().unwrap();
    assert!(store.workflow(workflow_id(1)).await.unwrap().is_some());
}

/// A row that was read is durable: the feed, which never shows what is not, has its entry.
pub async fn readers_never_run_ahead_of_the_feed(store: Shared) {
    create_workflow(&*store, 1, "a").await;
    deploy(&*store, 5, 1).await;
    let writer = tokio::spawn(toggle_often(Arc::clone(&store)));
    while !writer.is_finished() {
        let row = store.deployment(deployment_id(5)).await.unwrap().unwrap();
        let head = store.head().await.unwrap();
        // Entry 2 made row 1.
        assert!(head.get() > row.row.get(), "row {} is ahead of position {head}", row.row);
    }
    writer.await.unwrap();
}

async fn toggle_often(store: Shared) {
    for _ in 0..40 {
        toggle(Arc::clone(&store)).await;
    }
}
