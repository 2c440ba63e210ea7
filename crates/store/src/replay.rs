//! Does again what the journal says was done, where it did not come home before a crash.

use crate::{
    StoreError,
    cells::Cells,
    census,
    changes::HEAVY,
    draft::Draft,
    homecoming::bring_home,
    keys::{self, Table},
    record,
    state::State,
};
use domain::{Change, FeedEntry, Position};

/// Brings home entries that follow `head`, the newest that is home.
///
/// # Errors
/// Where an entry does not fit what is home, or the cells fail.
pub(crate) fn replay<C: Cells>(state: &State<C>, head: Position, entries: Vec<FeedEntry>) -> Result<(), StoreError> {
    let mut entries = entries.into_iter().peekable();
    let mut head = head;
    while entries.peek().is_some() {
        let mut draft = Draft::new(state, head, census::read(state.home())?);
        while draft.weight() < HEAVY
            && let Some(entry) = entries.next()
        {
            check_graph(state.home(), &entry)?;
            draft.follow(entry)?;
        }
        head = draft.head();
        bring_home(state.home(), &draft.into_changes())?;
    }
    Ok(())
}

/// A graph is kept before the entry that names it is written.
fn check_graph(cells: &impl Cells, entry: &FeedEntry) -> Result<(), StoreError> {
    let (Change::WorkflowCreated { workflow: it } | Change::WorkflowSaved { after: it, .. }) = &entry.change else {
        return Ok(());
    };
    let key = keys::graph(it.digest);
    if cells.get(&key)?.is_some() { Ok(()) } else { Err(record::corrupt(Table::Graphs, &key)) }
}
