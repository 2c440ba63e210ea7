//! Opens what a power cut has left, and compares it with what was acknowledged.

use crate::ledger::{Ledger, Said, State};
use domain::{Digest, FeedEntry, Subject};
use std::{
    collections::{HashMap, HashSet},
    path::Path,
};
use store::{OpenError, SledStore, Store};

/// What is left.
#[derive(Debug)]
pub enum Verdict {
    /// A store, without so many of the acknowledged writes.
    Opened {
        /// How many acknowledged writes are not there.
        lost: u64,
    },
    /// Nothing that opens.
    NotOpened(OpenError),
}

/// Looks for each acknowledged write of this cut, and for what remains of those of earlier ones.
pub fn check(folder: &Path, said: &[Said], ledger: &mut Ledger) -> Verdict {
    let store = match SledStore::open_with(folder, &crate::options()) {
        Ok(store) => store.shared(),
        Err(error) => return Verdict::NotOpened(error),
    };
    said.iter().for_each(|said| ledger.hear(said));
    let entry = |said: &Said| match said {
        Said::Entry(entry) => Some(entry.clone()),
        _ => None,
    };
    let acknowledged: Vec<_> = said.iter().filter_map(entry).collect();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let lost = runtime.block_on(async {
        missing_entries(&*store, &acknowledged).await
            + missing_states(&*store, ledger).await
            + missing_graphs(&*store, ledger).await
            + missing_executions(&*store, ledger).await
            + missing_parts(&*store, ledger).await
            + torn_undertakings(&*store).await
            + u64::from(Some(store.head().await.unwrap()) < ledger.head)
    });
    Verdict::Opened { lost }
}

/// Each acknowledged entry stands in its subject's history, word for word.
async fn missing_entries(store: &dyn Store, acknowledged: &[FeedEntry]) -> u64 {
    let mut histories: HashMap<Subject, Vec<FeedEntry>> = HashMap::new();
    let subjects: HashSet<Subject> = acknowledged.iter().map(|entry| entry.change.subject()).collect();
    for subject in subjects {
        // What can no longer be read is lost.
        histories.insert(subject, store.history(subject, None, u32::MAX).await.unwrap_or_default());
    }
    let is_lost = |entry: &&FeedEntry| !histories[&entry.change.subject()].contains(entry);
    acknowledged.iter().filter(is_lost).count() as u64
}

/// Each thing is at least as new as it was acknowledged; what was deleted is gone.
async fn missing_states(store: &dyn Store, ledger: &Ledger) -> u64 {
    let mut lost = 0;
    for (subject, state) in &ledger.newest {
        let row = match subject {
            Subject::Workflow(id) => store.workflow(*id).await.map(|row| row.map(|row| row.row)),
            Subject::Deployment(id) => store.deployment(*id).await.map(|row| row.map(|row| row.row)),
            Subject::Execution(id) => store.execution(*id).await.map(|row| row.map(|row| row.row)),
            Subject::Address(slug) => store.address(*slug).await.map(|row| row.map(|row| row.row)),
        };
        let is_there = match (state, row) {
            (State::Alive(at_least), Ok(Some(row))) => row >= *at_least,
            // It may have been deleted by a write whose answer did not come through any more.
            (State::Alive(_), Ok(None)) => is_deleted(store, *subject).await,
            (State::Deleted, Ok(row)) => row.is_none(),
            (_, Err(_)) => false,
        };
        lost += u64::from(!is_there);
    }
    lost
}

async fn is_deleted(store: &dyn Store, subject: Subject) -> bool {
    use domain::Change::{DeploymentDeleted, WorkflowDeleted};
    let newest = store.history(subject, None, 1).await.unwrap_or_default().pop();
    newest.is_some_and(|entry| matches!(entry.change, DeploymentDeleted { .. } | WorkflowDeleted { .. }))
}

/// An address moves in the transaction that deletes what it led to: one that leads to a deleted deployment, or to one
/// that was never made, was torn, whether it was acknowledged or not.
async fn torn_undertakings(store: &dyn Store) -> u64 {
    let mut torn = 0;
    for address in store.addresses(None, u32::MAX).await.unwrap_or_default() {
        let Some(target) = address.target else { continue };
        torn += u64::from(!matches!(store.deployment(target.live).await, Ok(Some(_))));
    }
    torn
}

/// Every graph that an acknowledged write names is there, and reading checks it against its name.
async fn missing_graphs(store: &dyn Store, ledger: &Ledger) -> u64 {
    let mut lost = 0;
    for digest in &ledger.graphs {
        lost += u64::from(!matches!(store.graph(*digest).await, Ok(Some(_))));
    }
    lost
}

/// Each execution is at least as new as it was acknowledged, and what it was then it still is where nothing
/// followed; what was removed is gone.
async fn missing_executions(store: &dyn Store, ledger: &Ledger) -> u64 {
    let mut lost = 0;
    for (id, acknowledged) in &ledger.executions {
        let is_there = match store.execution(*id).await {
            Ok(Some(row)) => !ledger.removed.contains(id) && (row.row > acknowledged.row || row == *acknowledged),
            Ok(None) => ledger.leaving.contains(id),
            Err(_) => false,
        };
        lost += u64::from(!is_there);
    }
    lost
}

/// Each acknowledged part is what it was.
async fn missing_parts(store: &dyn Store, ledger: &Ledger) -> u64 {
    let mut lost = 0;
    for ((id, part), digest) in &ledger.parts {
        let is_there = match store.execution_part(*id, *part).await {
            Ok(Some(bytes)) => !ledger.removed.contains(id) && Digest::of(&bytes) == *digest,
            Ok(None) => ledger.leaving.contains(id),
            Err(_) => false,
        };
        lost += u64::from(!is_there);
    }
    lost
}
