//! Reads rows and entries out of an engine's cells.

use crate::{
    StoreError,
    cells::{Cells, Order},
    keys::{self, Key, Table},
    record,
};
use domain::{Deployment, DeploymentId, FeedEntry, Position, Subject, Workflow, WorkflowId};
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
    rows(cells, Table::History, range, Order::Descending, limit)
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
