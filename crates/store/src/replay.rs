//! Does again what the journal says was done, where it did not come home before a crash.

use crate::{
    StoreError,
    cells::Cells,
    census,
    changes::HEAVY,
    draft::Draft,
    execution_records::PartBytes,
    homecoming::bring_home,
    keys::{self, Table},
    line::Line,
    record,
    state::State,
};
use domain::{Change, FeedEntry, Position};

/// Brings home lines that follow the newest that is home; `head` is the newest entry there.
///
/// # Errors
/// Where a line does not fit what is home, or the cells fail.
pub(crate) fn replay<C: Cells>(state: &State<C>, head: Position, lines: Vec<Line>) -> Result<(), StoreError> {
    let mut lines = lines.into_iter().peekable();
    let mut head = head;
    while lines.peek().is_some() {
        let mut draft = Draft::new(state, head, census::read(state.home())?);
        while draft.weight() < HEAVY
            && let Some(line) = lines.next()
        {
            check_kept(state.home(), &line)?;
            draft.follow(line)?;
        }
        head = draft.head();
        bring_home(state.home(), &draft.into_changes())?;
    }
    Ok(())
}

/// A graph and long parts are kept before the line that names them is written.
fn check_kept(cells: &impl Cells, line: &Line) -> Result<(), StoreError> {
    match line {
        Line::Entry(entry) => check_graph(cells, entry),
        Line::Entries(entries) => entries.iter().try_for_each(|entry| check_graph(cells, entry)),
        Line::Execution(line) => {
            for (part, bytes) in &line.parts {
                if let PartBytes::Chunked(chunked) = bytes
                    && !chunked.is_kept(cells)?
                {
                    return Err(record::corrupt(Table::Parts, &keys::part(line.row.execution.id, *part)));
                }
            }
            Ok(())
        }
        Line::Removed(_) | Line::Forgotten(_) | Line::Secrets(..) | Line::Swept(_) | Line::Setting(..) => Ok(()),
    }
}

fn check_graph(cells: &impl Cells, entry: &FeedEntry) -> Result<(), StoreError> {
    let (Change::WorkflowCreated { workflow: it } | Change::WorkflowSaved { after: it, .. }) = &entry.change else {
        return Ok(());
    };
    let key = keys::graph(it.digest);
    if cells.get(&key)?.is_some() { Ok(()) } else { Err(record::corrupt(Table::Graphs, &key)) }
}
