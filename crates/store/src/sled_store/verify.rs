//! Looks through a store that was opened: is it whole, and can this release read it?
//!
//! Every row and every entry of the feed is read and checked, and they are
//! compared with what was counted and with what is known to have been durable.
//! Graphs and histories are checked when they are read.

use super::reached::Reached;
use crate::{
    StoreError,
    cells::Cells,
    census::{self, Census},
    keys::{self, Table},
    plan::FEED_WINDOW,
    record, rows,
};
use domain::{Deployment, Digest, FeedEntry, Position, Workflow};

/// How many records are read at once.
const PAGE: u32 = 1_000;

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

/// Positions are gapless and the window is full; anything else says that a part was lost.
fn check_feed(cells: &impl Cells) -> Result<Position, Finding> {
    let head = rows::head(cells)?;
    let mut last = Position::new(head.get().saturating_sub(FEED_WINDOW));
    while last < head {
        let page = rows::feed(cells, last, head, PAGE)?;
        if page.is_empty() {
            return Err(Finding::Damage(format!("the feed has a hole after {last}")));
        }
        for FeedEntry { position, .. } in page {
            if position != last.next() {
                return Err(Finding::Damage(format!("the feed has a hole between {last} and {position}")));
            }
            last = position;
        }
    }
    Ok(head)
}

fn check_rows(cells: &impl Cells) -> Result<(), Finding> {
    let mut found = Census::default();
    let mut after = None;
    loop {
        let page: Vec<Workflow> = rows::workflows(cells, after, PAGE)?;
        let Some(last) = page.last() else { break };
        after = Some(last.id);
        found.workflows += page.len() as u64;
        page.iter().try_for_each(|row| check_graph(cells, row.digest))?;
    }
    let mut after = None;
    loop {
        let page: Vec<Deployment> = rows::deployments(cells, after, PAGE)?;
        let Some(last) = page.last() else { break };
        after = Some(last.id);
        found.deployments += page.len() as u64;
        page.iter().try_for_each(|row| check_graph(cells, row.digest))?;
    }
    let counted = census::read(cells)?;
    if found == counted { Ok(()) } else { Err(Finding::Damage(format!("{found:?} instead of {counted:?}"))) }
}

fn check_graph(cells: &impl Cells, digest: Digest) -> Result<(), Finding> {
    let key = keys::graph(digest);
    let is_kept = cells.get(&key)?.is_some();
    if is_kept { Ok(()) } else { Err(Finding::Damage(format!("the graph {digest} is gone"))) }
}
