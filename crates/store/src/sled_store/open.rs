//! Opens a data folder: repairs what a crash left, checks what is there, and never takes a damaged
//! folder for an empty one.

use super::{
    OpenError, SledOptions,
    barrier::Log,
    engine,
    folder::{self, Found, Lock, sync_folder},
    journal_file::{self, JournalFile},
    quarantine::{copy_aside, remove_files},
    reached::Reached,
    sled_cells::SledCells,
    verify::{self, Finding, verify},
};
use crate::{
    StoreError,
    cells::Cells as _,
    census::{self, Census},
    chunked, keys, record,
    replay::replay,
    state::State,
};
use std::{
    fs::{self, File},
    io,
    path::Path,
    sync::{Arc, Mutex},
};

/// A state all of which is home, and the journal for what comes next.
pub(super) type Opened = (State<SledCells>, JournalFile);

/// Opens the store in `folder`.
pub(super) fn open(folder: &Path, options: &SledOptions) -> Result<Opened, OpenError> {
    fs::create_dir_all(folder)?;
    let lock = Arc::new(Lock::take(folder)?);
    // A crash inside sled's own opening leaves these, and every later opening would fail.
    remove_files(folder, |name| name.starts_with("snap.") && name.ends_with(".generating"))?;
    remove_files(folder, |name| name == "journal.partial")?;
    match folder::survey(folder)? {
        Found::Log => {}
        Found::Nothing => folder::found(folder, options.cache_bytes)?,
        Found::LogMissing => {
            return Err(OpenError::Damaged { what: "its log `db` is gone".into(), aside: copy_aside(folder)? });
        }
    }
    let opened = match attempt(folder, options, &lock) {
        Err(Failure::Damage(what)) => mend(folder, options, &lock, &what)?,
        Err(Failure::Final(error)) => return Err(error),
        Ok(opened) => opened,
    };
    File::open(folder.join("conf"))?.sync_all()?;
    sync_folder(folder)?;
    Ok(opened)
}

/// Tries again without what sled can make anew of its log, which is whole more often than not.
fn mend(folder: &Path, options: &SledOptions, lock: &Arc<Lock>, what: &str) -> Result<Opened, OpenError> {
    let aside = copy_aside(folder)?;
    tracing::error!(what, aside = %aside.display(), "The data folder is damaged; trying to mend it");
    remove_files(folder, |name| name.starts_with("snap.") || name == "conf")?;
    match attempt(folder, options, lock) {
        Ok(opened) => {
            tracing::warn!("The data folder is whole again");
            Ok(opened)
        }
        Err(Failure::Damage(still)) => Err(OpenError::Damaged { what: both(what, &still), aside }),
        Err(Failure::Final(error)) => Err(error),
    }
}

fn both(what: &str, still: &str) -> String {
    if what == still { what.to_owned() } else { format!("{what}; and without its index: {still}") }
}

/// Why one attempt failed: something that may be mended, or not.
enum Failure {
    Damage(String),
    Final(OpenError),
}

fn attempt(folder: &Path, options: &SledOptions, lock: &Arc<Lock>) -> Result<Opened, Failure> {
    let db = engine::open(folder, options.cache_bytes).map_err(|failure| match failure {
        engine::Failure::Locked => Failure::Final(OpenError::InUse(folder.to_owned())),
        engine::Failure::Damage(what) => Failure::Damage(what),
        engine::Failure::Io(error) => Failure::Final(error.into()),
    })?;
    let log = Log::open(folder, options.barrier).map_err(Failure::io)?;
    let reserved_bytes = options.reserved_bytes;
    let cells = SledCells { db, log, reserved_bytes, pending: Mutex::default(), _lock: Arc::clone(lock) };
    let format = verify::format(&cells)?;
    let home = verify(&cells, format)?;
    let reached = Reached::open(folder).map_err(Failure::io)?;
    let state = State::new(cells);
    let lines = match format {
        ..=record::WITHOUT_JOURNAL => Vec::new(),
        record::WITHOUT_LINES => journal_file::version_1::read(folder, home.head)?,
        record::WITHOUT_ADDRESSES => journal_file::version_2::read(folder, home.serial)?,
        _ => journal_file::read(folder, home.serial)?,
    };
    verify::check_reached(home.serial + lines.len() as u64, &reached)?;
    if format <= record::WITHOUT_LINES {
        number_lines(state.home(), home.serial)?;
    }
    replay(&state, home.head, lines)?;
    if format < record::FORMAT {
        raise(folder, state.home())?;
    }
    chunked::sweep_all(state.home())?;
    let journal = JournalFile::open(folder, options.barrier, reached).map_err(Failure::io)?;
    Ok((state, journal))
}

/// Begins to number lines: so far each was an entry, with its position for a number.
fn number_lines(cells: &SledCells, serial: u64) -> Result<(), Failure> {
    let key = keys::census();
    let census = Census { serial, head: serial, ..census::read(cells)? };
    let value = record::encode(&key, &census)?;
    Ok(cells.apply(vec![(key, Some(value))])?)
}

/// Raises a store all of which is home to this format: with a journal of today's lines.
fn raise(folder: &Path, cells: &SledCells) -> Result<(), Failure> {
    cells.make_durable()?;
    journal_file::make(folder).map_err(Failure::io)?;
    let key = keys::format();
    let value = record::seal(&key, &[record::FORMAT]);
    Ok(cells.apply(vec![(key, Some(value))]).and_then(|()| cells.make_durable())?)
}

impl From<Finding> for Failure {
    fn from(finding: Finding) -> Self {
        match finding {
            Finding::Damage(what) => Self::Damage(what),
            Finding::TooNew(found) => Self::Final(OpenError::TooNew { found, readable: record::FORMAT }),
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Corrupt { .. } => Self::Damage(error.to_string()),
            other => Self::io(io::Error::other(other)),
        }
    }
}

impl Failure {
    fn io(error: io::Error) -> Self {
        Self::Final(error.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Author, GraphFacts, NewWorkflow, SledStore};
    use domain::{Actor, Digest, GraphFormat, Position, Timestamp, WorkflowId};

    /// The power fails when the new journal is there and the format is not written yet.
    #[tokio::test(flavor = "multi_thread")]
    async fn a_raising_that_was_cut_off_is_done_again() {
        let folder = tempfile::tempdir().unwrap();
        let store = SledStore::open(folder.path()).unwrap().shared();
        let bytes = bytes::Bytes::from_static(b"{}");
        let graph = GraphFacts { digest: Digest::of(&bytes), format: GraphFormat::Api, nodes: 0, problems: 0 };
        let new = |id| {
            let id = WorkflowId::from_bytes([id; 16]);
            NewWorkflow { id, name: "a".parse().unwrap(), graph, bytes: bytes.clone() }
        };
        let author = Author { actor: Actor::System, at: Timestamp::from_millis(0), reason: None };
        store.create_workflow(author.clone(), new(1)).await.unwrap();
        drop(store);
        for format in [1, 2, 3] {
            let db = engine::open(folder.path(), 1 << 20).unwrap();
            db.insert(keys::format(), record::seal(&keys::format(), &[format])).unwrap();
            db.flush().unwrap();
            drop(db);
            journal_file::make(folder.path()).unwrap();
            let store = SledStore::open(folder.path()).unwrap().shared();
            assert_eq!(store.head().await.unwrap(), Position::new(format.into()));
            store.create_workflow(author.clone(), new(format + 1)).await.unwrap();
            drop(store);
        }
        let store = SledStore::open(folder.path()).unwrap().shared();
        assert_eq!(store.workflows(None, 9).await.unwrap().len(), 4);
    }
}
