//! Makes edits of changes: how they come home, all at once or not at all.
//!
//! Entries are packed into runs, each row is written once however often it
//! changed, and what falls out of the feed's window or a history goes.

mod executions;

use crate::{
    StoreError,
    cells::{Cells, Edit, Order},
    changes::{Changes, Row, Written},
    keys::{self, Key, Table},
    plan::{FEED_WINDOW, HISTORY_WINDOW},
    record,
    rows::{self, RUN},
};
use domain::{Change, Position, Subject};
use serde::Serialize;
use std::collections::HashMap;

/// How many runs that have fallen out of the feed go at once: more than come at once.
const FALLEN_AT_ONCE: u32 = 1_024;

/// Applies changes to the cells and makes them durable there.
pub(crate) fn bring_home(cells: &impl Cells, changes: &Changes) -> Result<(), StoreError> {
    cells.apply(edits(cells, changes)?)?;
    cells.make_durable()
}

/// Removes the chunks that no row names any more, now that this is home.
pub(crate) fn sweep_loose(cells: &impl Cells, changes: &Changes) -> Result<(), StoreError> {
    changes.loose().iter().try_for_each(|chunked| chunked.sweep(cells))
}

fn edits(cells: &impl Cells, changes: &Changes) -> Result<Vec<Edit>, StoreError> {
    let mut edits = Vec::new();
    for (id, row) in changes.workflows() {
        edits.extend(row_edits(Subject::Workflow(*id), keys::workflow(*id), row)?);
    }
    // Before the rows: what was restored may have been deleted again.
    edits.extend(changes.entries().iter().filter_map(raised));
    for (id, row) in changes.deployments() {
        edits.extend(row_edits(Subject::Deployment(*id), keys::deployment(*id), row)?);
    }
    for (id, row) in changes.all_retired() {
        edits.push(put_or_remove(keys::retired(*id), row.as_deref())?);
    }
    for (slug, row) in changes.addresses() {
        edits.push(put_or_remove(keys::address(*slug), row.as_deref())?);
    }
    for (of, version) in changes.versions() {
        edits.push(put(keys::versions(*of), version)?);
    }
    edits.extend(executions::edits(cells, changes)?);
    edits.push(put(keys::census(), &changes.census())?);
    edits.extend(runs(changes.entries().iter(), keys::feed));
    edits.extend(fallen_from_feed(cells, changes)?);
    let mut by_subject: HashMap<Subject, Vec<&Written>> = HashMap::new();
    for written in changes.entries() {
        by_subject.entry(written.entry.change.subject()).or_default().push(written);
    }
    for (subject, entries) in by_subject {
        edits.extend(fallen_from_history(cells, subject, &entries)?);
        edits.extend(runs(entries.into_iter(), |first| keys::history(subject, first)));
    }
    Ok(edits)
}

fn put<T: Serialize>(key: Key, value: &T) -> Result<Edit, StoreError> {
    let value = record::encode(&key, value)?;
    Ok((key, Some(value)))
}

/// A row that lives is put; of one that was deleted the id is kept, so that it stays dead.
fn row_edits<T: Serialize>(subject: Subject, key: Key, row: &Row<T>) -> Result<Vec<Edit>, StoreError> {
    let Some(row) = row else {
        let dead = keys::dead(subject);
        let mark = record::seal(&dead, &[]);
        return Ok(vec![(key, None), (dead, Some(mark))]);
    };
    Ok(vec![put(key, &**row)?])
}

/// What was restored is not dead any more.
fn raised(written: &Written) -> Option<Edit> {
    let Change::DeploymentRestored { deployment } = &written.entry.change else { return None };
    Some((keys::dead(Subject::Deployment(deployment.id)), None))
}

fn put_or_remove<T: Serialize>(key: Key, value: Option<&T>) -> Result<Edit, StoreError> {
    value.map_or_else(|| Ok((key.clone(), None)), |value| put(key.clone(), value))
}

/// Packs entries into as few values as they fit in.
fn runs<'a>(entries: impl Iterator<Item = &'a Written>, key: impl Fn(Position) -> Key) -> Vec<Edit> {
    let mut packed: Vec<(Key, Vec<u8>, u32)> = Vec::new();
    for Written { entry, bytes } in entries {
        match packed.last_mut() {
            Some((_, run, length)) if *length < RUN && run.len() + bytes.len() <= record::MAX_PAYLOAD => {
                run.extend_from_slice(bytes);
                *length += 1;
            }
            _ => packed.push((key(entry.position), bytes.clone(), 1)),
        }
    }
    let sealed = packed.into_iter().map(|(key, run, _)| {
        let value = record::seal(&key, &run);
        (key, Some(value))
    });
    sealed.collect()
}

/// Runs that end before the feed's window begins.
fn fallen_from_feed(cells: &impl Cells, changes: &Changes) -> Result<Vec<Edit>, StoreError> {
    let head = changes.last().map_or(0, Position::get);
    let Some(end) = head.checked_sub(FEED_WINDOW + u64::from(RUN)) else { return Ok(Vec::new()) };
    let fallen = Table::Feed.key(&[])..keys::feed(Position::new(end));
    let fallen = cells.range(fallen, Order::Ascending, FALLEN_AT_ONCE)?;
    Ok(fallen.into_iter().map(|(key, _)| (key, None)).collect())
}

/// Runs of one thing's history that end before it begins: as many as come, so that it does not grow.
fn fallen_from_history(cells: &impl Cells, subject: Subject, entries: &[&Written]) -> Result<Vec<Edit>, StoreError> {
    let newest = entries.last().map_or(0, |it| rows::revision(&it.entry).get());
    let Some(fallen) = newest.checked_sub(HISTORY_WINDOW).filter(|fallen| *fallen > 0) else { return Ok(Vec::new()) };
    let all = keys::history(subject, Position::START)..keys::history(subject, Position::new(u64::MAX));
    let limit = u32::try_from(entries.len()).unwrap_or(u32::MAX);
    let mut edits = Vec::new();
    for (key, value) in cells.range(all, Order::Ascending, limit)? {
        let run = record::decode_run(Table::History, &key, &value)?;
        if run.last().is_none_or(|last| rows::revision(last).get() > fallen) {
            break;
        }
        edits.push((key, None));
    }
    Ok(edits)
}
