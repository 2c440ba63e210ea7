//! Looks through a store that was opened: is it whole, and can this release read it?
//!
//! Every row and every entry of the feed is read and checked, and they are
//! compared with each other, with the census, and with what is known to have
//! been durable. Graphs, older histories and parts of executions are checked when they
//! are read.

use super::reached::Reached;
use crate::{
    StoreError,
    cells::Cells,
    census::{self, Census},
    keys::{self, Table},
    plan::FEED_WINDOW,
    record, rows, settings,
};
use domain::{Digest, FeedEntry, Position, RowRevision, Subject};

/// What keeps a store from being used.
#[derive(Debug)]
pub(super) enum Finding {
    /// It is not whole.
    Damage(String),
    /// A newer release wrote it.
    TooNew(u8),
}

impl From<StoreError> for Finding {
    fn from(error: StoreError) -> Self {
        Self::Damage(error.to_string())
    }
}

/// Where a store that was found whole ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Home {
    /// The newest entry's position.
    pub(super) head: Position,
    /// The newest line's serial number.
    pub(super) serial: u64,
}

/// Checks everything that is home, but for reading every graph and every part.
pub(super) fn verify(cells: &impl Cells, format: u8) -> Result<Home, Finding> {
    let head = check_feed(cells)?;
    let counted = check_rows(cells)?;
    // Before there were other lines, a line was an entry, and the census did not say how many.
    let serial = if format <= record::WITHOUT_LINES { head.get() } else { counted.serial };
    if format > record::WITHOUT_LINES && counted.head != head.get() {
        return Err(Finding::Damage(format!("the feed ends at {head} instead of {}", counted.head)));
    }
    Ok(Home { head, serial })
}

/// The format of what is there, where this release can read it.
pub(super) fn format(cells: &impl Cells) -> Result<u8, Finding> {
    let key = keys::format();
    let record = cells.get(&key)?.ok_or_else(|| Finding::Damage("everything in it is gone".into()))?;
    match record.first() {
        Some(&found) if found > record::FORMAT => Err(Finding::TooNew(found)),
        _ => match *record::open(Table::Meta, &key, &record)? {
            [format] => Ok(format),
            _ => Err(record::corrupt(Table::Meta, &key).into()),
        },
    }
}

/// Whether everything is there that is known to have been durable.
pub(super) fn check_reached(serial: u64, reached: &Reached) -> Result<(), Finding> {
    match reached.read() {
        Some(reached) if reached > serial => {
            let lost = reached - serial;
            Err(Finding::Damage(format!("the newest {lost} changes are gone: {serial} instead of {reached}")))
        }
        _ => Ok(()),
    }
}

/// Positions are gapless and the window is full; anything else says that a part was lost. Read in one
/// scan: sled's damaged trees have been seen to end a scan early and to answer again further on.
fn check_feed(cells: &impl Cells) -> Result<Position, Finding> {
    let head = rows::head(cells)?;
    let mut last = Position::new(head.get().saturating_sub(FEED_WINDOW));
    for FeedEntry { position, .. } in rows::feed(cells, last, head, u32::MAX)? {
        if position != last.next() {
            return Err(Finding::Damage(format!("the feed has a hole between {last} and {position}")));
        }
        last = position;
    }
    if last == head { Ok(head) } else { Err(Finding::Damage(format!("the feed has a hole after {last}"))) }
}

fn check_rows(cells: &impl Cells) -> Result<Census, Finding> {
    let mut found = Census { versions: rows::versions(cells)?, dead: rows::dead(cells)?, ..Census::default() };
    for row in rows::workflows(cells, None, u32::MAX)? {
        found.workflows += 1;
        found.revisions += row.row.get();
        check_row(cells, Subject::Workflow(row.id), row.row, row.digest)?;
    }
    for row in rows::deployments(cells, None, u32::MAX)? {
        found.deployments += 1;
        found.revisions += row.row.get();
        check_row(cells, Subject::Deployment(row.id), row.row, row.digest)?;
    }
    for row in rows::all_retired(cells, None, u32::MAX)? {
        found.retired += 1;
        found.forgotten += u64::from(row.is_forgotten);
        check_newest(cells, Subject::Deployment(row.deployment.id), row.row)?;
        if !row.is_forgotten {
            check_kept(cells, row.deployment.digest)?;
        }
    }
    for row in rows::addresses(cells, None, u32::MAX)? {
        found.addresses += row.row.get();
        check_newest(cells, Subject::Address(row.slug), row.row)?;
    }
    rows::each_execution(cells, |row| {
        found.executions += 1;
        found.execution_revisions += row.execution.row.get();
    })?;
    found.once = rows::count(cells, Table::Once)?;
    let indexed = rows::count(cells, Table::OnceUntil)?;
    if indexed != found.once {
        return Err(Finding::Damage(format!("the index of keys has {indexed} of {}", found.once)));
    }
    found.secrets = rows::count_secrets(cells)?;
    found.settings = settings::read_all(cells)?.iter().map(|(_, it)| it.row.get()).sum();
    let counted = census::read(cells)?;
    // How many lines there were nothing else says; where the feed ends is compared apart.
    (found.serial, found.head) = (counted.serial, counted.head);
    if found == counted { Ok(counted) } else { Err(Finding::Damage(format!("{found:?} instead of {counted:?}"))) }
}

/// A row is what its newest entry says, and its graph is kept.
fn check_row(cells: &impl Cells, subject: Subject, row: RowRevision, digest: Digest) -> Result<(), Finding> {
    check_newest(cells, subject, row)?;
    check_kept(cells, digest)
}

fn check_newest(cells: &impl Cells, subject: Subject, row: RowRevision) -> Result<(), Finding> {
    let newest = rows::history(cells, subject, Position::new(u64::MAX), 1)?;
    if newest.first().map(rows::revision) == Some(row) {
        return Ok(());
    }
    Err(Finding::Damage(format!("{subject:?} is not what its history says")))
}

fn check_kept(cells: &impl Cells, digest: Digest) -> Result<(), Finding> {
    let is_kept = cells.get(&keys::graph(digest))?.is_some();
    if is_kept { Ok(()) } else { Err(Finding::Damage(format!("the graph {digest} is gone"))) }
}

#[cfg(test)]
mod tests;
