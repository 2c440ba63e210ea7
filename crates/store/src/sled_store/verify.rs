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
    rows::each_execution(cells, |row| {
        found.executions += 1;
        found.execution_revisions += row.execution.row.get();
    })?;
    found.once = rows::count_once(cells)?;
    found.secrets = rows::count_secrets(cells)?;
    let counted = census::read(cells)?;
    // How many lines there were nothing else says; where the feed ends is compared apart.
    (found.serial, found.head) = (counted.serial, counted.head);
    if found == counted { Ok(counted) } else { Err(Finding::Damage(format!("{found:?} instead of {counted:?}"))) }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Author, NewWorkflow, draft::Draft, homecoming::bring_home, memory_store::Memory, plan::plan, state::State,
        write::Write,
    };
    use domain::{Actor, GraphFormat, Timestamp, WorkflowId};

    /// Cells with three workflows, that came home one by one.
    fn sample() -> State<Memory> {
        let cells = Memory::default();
        let key = keys::format();
        let value = record::seal(&key, &[record::FORMAT]);
        cells.apply(vec![(key, Some(value))]).unwrap();
        let state = State::new(cells);
        for number in 1..=3 {
            let bytes = bytes::Bytes::from(vec![number]);
            let digest = Digest::of(&bytes);
            let graph = crate::GraphFacts { digest, format: GraphFormat::Api, nodes: 0, problems: 0 };
            let id = WorkflowId::from_bytes([number; 16]);
            let new = NewWorkflow { id, name: "a".parse().unwrap(), graph, bytes };
            let author = Author { actor: Actor::System, at: Timestamp::from_millis(0) };
            let head = Position::new(u64::from(number) - 1);
            let mut draft = Draft::new(&state, head, census::read(state.home()).unwrap());
            let plan = plan(&draft, author, &Write::CreateWorkflow(new)).unwrap();
            plan.graph.unwrap().keep(state.home()).unwrap();
            draft.follow(plan.line.unwrap()).unwrap();
            bring_home(state.home(), &draft.into_changes()).unwrap();
        }
        state
    }

    #[track_caller]
    fn check(key: Vec<u8>, value: Option<Vec<u8>>, expected: &str) {
        let folder = tempfile::tempdir().unwrap();
        let reached = Reached::open(folder.path()).unwrap();
        reached.write(3).unwrap();
        let state = sample();
        let verify_all = || {
            format(state.home())?;
            check_reached(verify(state.home(), record::FORMAT)?.serial, &reached)
        };
        verify_all().unwrap();
        state.home().apply(vec![(key, value)]).unwrap();
        let finding = format!("{:?}", verify_all().unwrap_err());
        assert!(finding.contains(expected), "{finding}");
    }

    #[test]
    fn a_newer_format_is_said_to_be_newer() {
        check(keys::format(), Some(vec![record::FORMAT + 1, 9, 9]), "TooNew(4)");
    }

    #[test]
    fn every_lost_record_is_found() {
        let workflow = WorkflowId::from_bytes([2; 16]);
        let newest = keys::history(Subject::Workflow(workflow), Position::new(2));
        check(keys::format(), None, "everything in it is gone");
        check(keys::feed(Position::new(1)), None, "a hole between 0 and 2");
        check(keys::feed(Position::new(2)), None, "a hole between 1 and 3");
        check(keys::feed(Position::new(3)), None, "the feed ends at 2 instead of 3");
        check(keys::workflow(workflow), None, "instead of");
        check(keys::census(), None, "instead of");
        check(newest, None, "is not what its history says");
        check(keys::graph(Digest::of(&[2])), None, "the graph");
        check(keys::workflow(workflow), Some(vec![1, 2, 3]), "damaged");
    }
}
