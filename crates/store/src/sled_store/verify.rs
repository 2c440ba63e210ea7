//! Looks through a store that was opened: is it whole, and can this release read it?
//!
//! Every row and every entry of the feed is read and checked, and they are
//! compared with each other, with the census, and with what is known to have
//! been durable. Graphs and older histories are checked when they are read.

use super::reached::Reached;
use crate::{
    StoreError,
    cells::Cells,
    census::{self, Census},
    keys::{self, Table},
    plan::FEED_WINDOW,
    record, rows,
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

/// Checks everything that can be checked without reading every graph.
pub(super) fn verify(cells: &impl Cells, reached: &Reached) -> Result<(), Finding> {
    check_format(cells)?;
    let head = check_feed(cells)?;
    if let Some(reached) = reached.read().filter(|reached| *reached > head) {
        let lost = reached.get() - head.get();
        return Err(Finding::Damage(format!("the newest {lost} changes are gone: {head} instead of {reached}")));
    }
    check_rows(cells)
}

fn check_format(cells: &impl Cells) -> Result<(), Finding> {
    let key = keys::format();
    let record = cells.get(&key)?.ok_or_else(|| Finding::Damage("everything in it is gone".into()))?;
    match record.first() {
        Some(&found) if found > record::FORMAT => Err(Finding::TooNew(found)),
        _ => Ok(record::open(Table::Meta, &key, &record).map(|_| ())?),
    }
}

/// Positions are gapless and the window is full; anything else says that a part was lost. Read in one
/// scan: sled's damaged trees have been seen to end a scan early and to answer again further on.
fn check_feed(cells: &impl Cells) -> Result<Position, Finding> {
    let head = rows::head(cells)?;
    let mut last = Position::new(head.get().saturating_sub(FEED_WINDOW));
    for FeedEntry { position, .. } in rows::feed(cells, Position::START, head, u32::MAX)? {
        if position != last.next() {
            return Err(Finding::Damage(format!("the feed has a hole between {last} and {position}")));
        }
        last = position;
    }
    if last == head { Ok(head) } else { Err(Finding::Damage(format!("the feed has a hole after {last}"))) }
}

fn check_rows(cells: &impl Cells) -> Result<(), Finding> {
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
    let counted = census::read(cells)?;
    if found == counted { Ok(()) } else { Err(Finding::Damage(format!("{found:?} instead of {counted:?}"))) }
}

/// A row is what its newest entry says, and its graph is kept.
fn check_row(cells: &impl Cells, subject: Subject, row: RowRevision, digest: Digest) -> Result<(), Finding> {
    let newest = rows::history(cells, subject, Position::new(u64::MAX), 1)?;
    if newest.first().map(rows::revision) != Some(row) {
        return Err(Finding::Damage(format!("{subject:?} is not what its history says")));
    }
    let is_kept = cells.get(&keys::graph(digest))?.is_some();
    if is_kept { Ok(()) } else { Err(Finding::Damage(format!("the graph {digest} is gone"))) }
}
