//! Reads rows and entries that are home out of an engine's cells.
//!
//! An entry lies in a run: a value with one or more entries, under the position
//! of the first.

use crate::execution_records::{ExecutionRow, OnceRecord, PartRecord, SecretsRecord};
use crate::{
    StoreError,
    cells::{Cells, Order},
    keys::{self, Key, Table},
    record::{self, Stored},
};
use domain::{
    Address, Change, Deployment, DeploymentId, Digest, ExecutionId, FeedEntry, Part, Position, Retired, RowRevision,
    Slug, Subject, Timestamp, Version, Workflow, WorkflowId,
};
use std::ops::Range;

/// How many entries one run holds at most: so far back may a position's run begin.
pub(crate) const RUN: u32 = 64;

/// How many rows are read at once where all are.
const AT_ONCE: u32 = 4_096;

pub(crate) fn workflow(cells: &impl Cells, id: WorkflowId) -> Result<Option<Workflow>, StoreError> {
    row(cells, Table::Workflows, &keys::workflow(id))
}

pub(crate) fn deployment(cells: &impl Cells, id: DeploymentId) -> Result<Option<Deployment>, StoreError> {
    row(cells, Table::Deployments, &keys::deployment(id))
}

/// The newest version of a workflow's deployments.
pub(crate) fn version(cells: &impl Cells, of: WorkflowId) -> Result<Option<Version>, StoreError> {
    row(cells, Table::Versions, &keys::versions(of))
}

/// Whether an id lives or lived. Whatever lived has a history.
pub(crate) fn is_known(cells: &impl Cells, subject: Subject) -> Result<bool, StoreError> {
    let row = match subject {
        Subject::Workflow(id) => keys::workflow(id),
        Subject::Deployment(id) => keys::deployment(id),
        Subject::Execution(id) => return Ok(cells.get(&keys::execution(id))?.is_some()),
        Subject::Address(slug) => return Ok(cells.get(&keys::address(slug))?.is_some()),
    };
    Ok(cells.get(&row)?.is_some()
        || cells.get(&keys::dead(subject))?.is_some()
        || !history(cells, subject, Position::new(u64::MAX), 1)?.is_empty())
}

pub(crate) fn workflows(
    cells: &impl Cells,
    after: Option<WorkflowId>,
    limit: u32,
) -> Result<Vec<Workflow>, StoreError> {
    let begin = after.map_or_else(|| Table::Workflows.key(&[]), |id| following(keys::workflow(id)));
    rows(cells, Table::Workflows, begin..Table::Workflows.end(), limit)
}

pub(crate) fn deployments(
    cells: &impl Cells,
    after: Option<DeploymentId>,
    limit: u32,
) -> Result<Vec<Deployment>, StoreError> {
    let begin = after.map_or_else(|| Table::Deployments.key(&[]), |id| following(keys::deployment(id)));
    rows(cells, Table::Deployments, begin..Table::Deployments.end(), limit)
}

/// What is kept of a deleted deployment.
pub(crate) fn retired(cells: &impl Cells, id: DeploymentId) -> Result<Option<Retired>, StoreError> {
    row(cells, Table::Retired, &keys::retired(id))
}

pub(crate) fn all_retired(
    cells: &impl Cells,
    after: Option<DeploymentId>,
    limit: u32,
) -> Result<Vec<Retired>, StoreError> {
    let begin = after.map_or_else(|| Table::Retired.key(&[]), |id| following(keys::retired(id)));
    rows(cells, Table::Retired, begin..Table::Retired.end(), limit)
}

pub(crate) fn address(cells: &impl Cells, slug: Slug) -> Result<Option<Address>, StoreError> {
    row(cells, Table::Addresses, &keys::address(slug))
}

pub(crate) fn addresses(cells: &impl Cells, after: Option<Slug>, limit: u32) -> Result<Vec<Address>, StoreError> {
    let begin = after.map_or_else(|| Table::Addresses.key(&[]), |slug| following(keys::address(slug)));
    rows(cells, Table::Addresses, begin..Table::Addresses.end(), limit)
}

pub(crate) fn execution(cells: &impl Cells, id: ExecutionId) -> Result<Option<ExecutionRow>, StoreError> {
    row(cells, Table::Executions, &keys::execution(id))
}

pub(crate) fn executions(
    cells: &impl Cells,
    after: Option<ExecutionId>,
    limit: u32,
) -> Result<Vec<ExecutionRow>, StoreError> {
    let begin = after.map_or_else(|| Table::Executions.key(&[]), |id| following(keys::execution(id)));
    rows(cells, Table::Executions, begin..Table::Executions.end(), limit)
}

pub(crate) fn part(cells: &impl Cells, of: ExecutionId, part: Part) -> Result<Option<PartRecord>, StoreError> {
    row(cells, Table::Parts, &keys::part(of, part))
}

/// What is kept of a request's key.
pub(crate) fn once(cells: &impl Cells, key: Digest) -> Result<Option<OnceRecord>, StoreError> {
    row(cells, Table::Once, &keys::once(key))
}

/// At most `limit` keys that were kept until before `now`, those first that were kept the shortest.
pub(crate) fn expired(cells: &impl Cells, now: Timestamp, limit: u32) -> Result<Vec<Digest>, StoreError> {
    let range = Table::OnceUntil.key(&[])..keys::once_until(now);
    let found = cells.range(range, Order::Ascending, limit)?;
    let keys = found.iter().map(|(key, value)| {
        record::open(Table::OnceUntil, key, value)?;
        let digest = key.last_chunk().filter(|_| key.len() == keys::once_until(now).len() + 32);
        digest.map(|it| Digest::from_bytes(*it)).ok_or_else(|| record::corrupt(Table::OnceUntil, key))
    });
    keys.collect()
}

pub(crate) fn secrets(cells: &impl Cells, of: DeploymentId) -> Result<Option<SecretsRecord>, StoreError> {
    row(cells, Table::Secrets, &keys::secrets(of))
}

/// At most `limit` entries after one position, up to and with another, oldest first.
pub(crate) fn feed(
    cells: &impl Cells,
    after: Position,
    until: Position,
    limit: u32,
) -> Result<Vec<FeedEntry>, StoreError> {
    if after >= until {
        return Ok(Vec::new());
    }
    let first = Position::new(after.next().get().saturating_sub(u64::from(RUN) - 1));
    let range = keys::feed(first)..keys::feed(until.next());
    let found = cells.range(range, Order::Ascending, limit.saturating_add(RUN))?;
    let mut entries = Vec::new();
    for (key, value) in found {
        entries.extend(record::decode_run(Table::Feed, &key, &value)?);
    }
    entries.retain(|it| it.position > after && it.position <= until);
    entries.truncate(limit as usize);
    Ok(entries)
}

/// At most `limit` entries about one thing before a position, newest first.
pub(crate) fn history(
    cells: &impl Cells,
    subject: Subject,
    before: Position,
    limit: u32,
) -> Result<Vec<FeedEntry>, StoreError> {
    let range = keys::history(subject, Position::START)..keys::history(subject, before);
    let mut entries = Vec::new();
    for (key, value) in cells.range(range, Order::Descending, limit)? {
        let run = record::decode_run(Table::History, &key, &value)?;
        entries.extend(run.into_iter().rev().filter(|it| it.position < before));
    }
    entries.truncate(limit as usize);
    Ok(entries)
}

/// The revision that the subject's row got by the write that an entry tells of: each write makes
/// the next one, so that a history has no gaps.
pub(crate) fn revision(entry: &FeedEntry) -> RowRevision {
    match &entry.change {
        Change::WorkflowCreated { workflow } => workflow.row,
        Change::WorkflowSaved { after, .. } | Change::WorkflowRenamed { after, .. } => after.row,
        Change::WorkflowDeleted { before } => before.row.next(),
        Change::DeploymentCreated { deployment } => deployment.row,
        Change::DeploymentStatusSet { row, .. }
        | Change::DeploymentRenamed { row, .. }
        | Change::SnapshotForgotten { row, .. } => *row,
        Change::DeploymentDeleted { before, .. } => before.row.next(),
        Change::DeploymentRestored { deployment } => deployment.row,
        Change::AddressSet { after, .. } => after.row,
    }
}

/// The newest version of each workflow's deployments, added up.
pub(crate) fn versions(cells: &impl Cells) -> Result<u64, StoreError> {
    let all = Table::Versions.key(&[])..Table::Versions.end();
    let versions: Vec<Version> = rows(cells, Table::Versions, all, u32::MAX)?;
    Ok(versions.iter().map(|version| u64::from(version.get())).sum())
}

/// How many ids are dead.
pub(crate) fn dead(cells: &impl Cells) -> Result<u64, StoreError> {
    let all = Table::Dead.key(&[])..Table::Dead.end();
    let found = cells.range(all, Order::Ascending, u32::MAX)?;
    found.iter().try_for_each(|(key, value)| record::open(Table::Dead, key, value).map(|_| ()))?;
    Ok(found.len() as u64)
}

/// Reads every execution's row, some at a time.
pub(crate) fn each_execution(cells: &impl Cells, mut see: impl FnMut(&ExecutionRow)) -> Result<(), StoreError> {
    let mut after = None;
    loop {
        let rows = executions(cells, after, AT_ONCE)?;
        rows.iter().for_each(&mut see);
        match rows.last() {
            Some(last) => after = Some(last.execution.id),
            None => return Ok(()),
        }
    }
}

/// How many records a table has.
pub(crate) fn count(cells: &impl Cells, table: Table) -> Result<u64, StoreError> {
    let mut count = 0;
    let mut begin = table.key(&[]);
    loop {
        let found = cells.range(begin..table.end(), Order::Ascending, AT_ONCE)?;
        found.iter().try_for_each(|(key, value)| record::open(table, key, value).map(|_| ()))?;
        count += found.len() as u64;
        match found.into_iter().last() {
            Some((last, _)) => begin = following(last),
            None => return Ok(count),
        }
    }
}

/// How often the secrets that there are were put.
pub(crate) fn count_secrets(cells: &impl Cells) -> Result<u64, StoreError> {
    let all = Table::Secrets.key(&[])..Table::Secrets.end();
    let found: Vec<SecretsRecord> = rows(cells, Table::Secrets, all, u32::MAX)?;
    Ok(found.iter().map(|it| it.row.get()).sum())
}

/// The newest entry's position.
pub(crate) fn head(cells: &impl Cells) -> Result<Position, StoreError> {
    let newest = cells.range(Table::Feed.key(&[])..Table::Feed.end(), Order::Descending, 1)?;
    let Some((key, value)) = newest.first() else { return Ok(Position::START) };
    let run = record::decode_run(Table::Feed, key, value)?;
    Ok(run.last().map_or(Position::START, |it| it.position))
}

/// One row, read and checked.
pub(crate) fn row<T: Stored>(cells: &impl Cells, table: Table, key: &[u8]) -> Result<Option<T>, StoreError> {
    cells.get(key)?.map(|value| record::decode(table, key, &value)).transpose()
}

fn rows<T: Stored>(cells: &impl Cells, table: Table, range: Range<Key>, limit: u32) -> Result<Vec<T>, StoreError> {
    let found = cells.range(range, Order::Ascending, limit)?;
    found.iter().map(|(key, value)| record::decode(table, key, value)).collect()
}

/// The first key after this one.
fn following(mut key: Key) -> Key {
    key.push(0);
    key
}
