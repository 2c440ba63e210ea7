//! Reads rows and entries out of an engine's cells.

use crate::{
    StoreError,
    cells::{Cells, Order},
    keys::{self, Key, Table},
    plan::HISTORY_WINDOW,
    record,
};
use domain::{
    Change, Deployment, DeploymentId, FeedEntry, Position, RowRevision, Subject, Version, Workflow, WorkflowId,
};
use serde::de::DeserializeOwned;
use std::ops::Range;

pub(crate) fn workflow(cells: &impl Cells, id: WorkflowId) -> Result<Option<Workflow>, StoreError> {
    row(cells, Table::Workflows, &keys::workflow(id))
}

pub(crate) fn deployment(cells: &impl Cells, id: DeploymentId) -> Result<Option<Deployment>, StoreError> {
    row(cells, Table::Deployments, &keys::deployment(id))
}

pub(crate) fn workflows(
    cells: &impl Cells,
    after: Option<WorkflowId>,
    limit: u32,
) -> Result<Vec<Workflow>, StoreError> {
    let begin = after.map_or_else(|| Table::Workflows.key(&[]), |id| following(keys::workflow(id)));
    rows(cells, Table::Workflows, begin..Table::Workflows.end(), Order::Ascending, limit)
}

pub(crate) fn deployments(
    cells: &impl Cells,
    after: Option<DeploymentId>,
    limit: u32,
) -> Result<Vec<Deployment>, StoreError> {
    let begin = after.map_or_else(|| Table::Deployments.key(&[]), |id| following(keys::deployment(id)));
    rows(cells, Table::Deployments, begin..Table::Deployments.end(), Order::Ascending, limit)
}

/// Entries after one position, up to and with another, oldest first.
pub(crate) fn feed(
    cells: &impl Cells,
    after: Position,
    until: Position,
    limit: u32,
) -> Result<Vec<FeedEntry>, StoreError> {
    if after >= until {
        return Ok(Vec::new());
    }
    rows(cells, Table::Feed, keys::feed(after.next())..keys::feed(until.next()), Order::Ascending, limit)
}

/// Entries about one thing before a position, newest first.
pub(crate) fn history(
    cells: &impl Cells,
    subject: Subject,
    before: Position,
    limit: u32,
) -> Result<Vec<FeedEntry>, StoreError> {
    let range = keys::history(subject, Position::START)..keys::history(subject, before);
    let entries: Vec<FeedEntry> = rows(cells, Table::History, range, Order::Descending, limit)?;
    for pair in entries.windows(2) {
        if revision(&pair[1]).next() != revision(&pair[0]) {
            return Err(record::corrupt(Table::History, &keys::history(subject, pair[0].position)));
        }
    }
    match entries.last() {
        Some(oldest) if (entries.len() as u64) < u64::from(limit) => check_end(cells, subject, oldest)?,
        _ => {}
    }
    Ok(entries)
}

/// A history ends at the first write, or where it is as long as any is kept.
fn check_end(cells: &impl Cells, subject: Subject, oldest: &FeedEntry) -> Result<(), StoreError> {
    if revision(oldest) == RowRevision::FIRST {
        return Ok(());
    }
    let all = keys::history(subject, Position::START)..keys::history(subject, Position::new(u64::MAX));
    let newest: Vec<FeedEntry> = rows(cells, Table::History, all, Order::Descending, 1)?;
    let kept = newest.first().map(|newest| revision(newest).get().saturating_sub(revision(oldest).get()) + 1);
    match kept {
        Some(kept) if kept >= HISTORY_WINDOW => Ok(()),
        _ => Err(record::corrupt(Table::History, &keys::history(subject, oldest.position))),
    }
}

/// The revision that the subject's row got by the write that an entry tells of: each write makes
/// the next one, so that a history has no gaps.
pub(crate) fn revision(entry: &FeedEntry) -> RowRevision {
    match &entry.change {
        Change::WorkflowCreated { workflow } => workflow.row,
        Change::WorkflowSaved { after, .. } | Change::WorkflowRenamed { after, .. } => after.row,
        Change::WorkflowDeleted { before } => before.row.next(),
        Change::DeploymentCreated { deployment } => deployment.row,
        Change::DeploymentStatusSet { row, .. } | Change::DeploymentRenamed { row, .. } => *row,
        Change::DeploymentDeleted { before } => before.row.next(),
    }
}

/// The newest version of each workflow's deployments, added up.
pub(crate) fn versions(cells: &impl Cells) -> Result<u64, StoreError> {
    let all = Table::Versions.key(&[])..Table::Versions.end();
    let versions: Vec<Version> = rows(cells, Table::Versions, all, Order::Ascending, u32::MAX)?;
    Ok(versions.iter().map(|version| u64::from(version.get())).sum())
}

/// How many ids are dead.
pub(crate) fn dead(cells: &impl Cells) -> Result<u64, StoreError> {
    let all = Table::Dead.key(&[])..Table::Dead.end();
    let found = cells.range(all, Order::Ascending, u32::MAX)?;
    found.iter().try_for_each(|(key, value)| record::open(Table::Dead, key, value).map(|_| ()))?;
    Ok(found.len() as u64)
}

/// The newest entry's position, whether durable or not.
pub(crate) fn head(cells: &impl Cells) -> Result<Position, StoreError> {
    let newest = cells.range(Table::Feed.key(&[])..Table::Feed.end(), Order::Descending, 1)?;
    Ok(newest.first().and_then(|(key, _)| keys::position_in(key)).unwrap_or(Position::START))
}

/// One row, read and checked.
pub(crate) fn row<T: DeserializeOwned>(cells: &impl Cells, table: Table, key: &[u8]) -> Result<Option<T>, StoreError> {
    cells.get(key)?.map(|value| record::decode(table, key, &value)).transpose()
}

fn rows<T: DeserializeOwned>(
    cells: &impl Cells,
    table: Table,
    range: Range<Key>,
    order: Order,
    limit: u32,
) -> Result<Vec<T>, StoreError> {
    let found = cells.range(range, order, limit)?;
    found.iter().map(|(key, value)| record::decode(table, key, value)).collect()
}

/// The first key after this one.
fn following(mut key: Key) -> Key {
    key.push(0);
    key
}
