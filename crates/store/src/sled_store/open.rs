//! Opens a data folder, whatever a crash or a fault has left in it.
//!
//! sled panics on some kinds of damage, so it is opened on a thread of its own,
//! where a panic ends. A folder that held data is never taken for an empty one.

use super::{
    barrier::{Barrier, Log},
    quarantine::{copy_aside, remove_files},
    sled_cells::{SledCells, said},
};
use crate::{
    StoreError,
    cells::{Cells as _, Order},
    keys::{self, Table},
    record,
};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// How much of the data sled keeps in memory.
const CACHE_BYTES: u64 = 64 * 1024 * 1024;

/// Why a data folder could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another process has it open: stop that one, or choose another folder.
    #[error("the data folder {} is in use by another process", .0.display())]
    InUse(PathBuf),
    /// A newer Brine wrote it: use that one.
    #[error("the data was written by a newer Brine (format {found}; this one reads up to {})", record::FORMAT)]
    TooNew {
        /// The format that was found.
        found: u8,
    },
    /// It is damaged beyond what can be repaired: restore a backup.
    #[error("the data folder is damaged ({what}); an untouched copy is at {}", aside.display())]
    Damaged {
        /// What is wrong.
        what: String,
        /// Where the untouched copy is.
        aside: PathBuf,
    },
    /// A record that opening needs cannot be read.
    #[error(transparent)]
    Unreadable(StoreError),
    /// The folder cannot be read or written.
    #[error("the data folder cannot be used: {0}")]
    Io(#[from] io::Error),
}

/// Opens the cells in `folder`.
pub(super) fn open(folder: &Path, barrier: Barrier) -> Result<SledCells, OpenError> {
    fs::create_dir_all(folder)?;
    let held_data = fs::metadata(folder.join("db")).is_ok_and(|log| log.len() > 0);
    // A crash inside sled's own opening leaves these, and every later opening would fail.
    remove_files(folder, |name| name.starts_with("snap.") && name.ends_with(".generating"))?;
    match attempt(folder, held_data, barrier) {
        Err(Failure::Damage(what)) if held_data => {
            let aside = copy_aside(folder)?;
            tracing::error!(what, aside = %aside.display(), "The data folder is damaged; trying to repair it");
            // The snapshot is made of the log, and the log is whole more often than not.
            remove_files(folder, |name| name.starts_with("snap."))?;
            attempt(folder, held_data, barrier).map_err(|failure| match failure {
                Failure::Damage(what) => OpenError::Damaged { what, aside },
                Failure::Final(error) => error,
            })
        }
        Err(Failure::Damage(what)) => Err(OpenError::Io(io::Error::other(what))),
        Err(Failure::Final(error)) => Err(error),
        Ok(cells) => Ok(cells),
    }
}

/// Why one attempt failed: something a repair may mend, or not.
enum Failure {
    Damage(String),
    Final(OpenError),
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Damage(error.to_string())
    }
}

fn attempt(folder: &Path, held_data: bool, barrier: Barrier) -> Result<SledCells, Failure> {
    let db = open_sled(folder)?;
    let log = Log::open(folder, barrier).map_err(|error| Failure::Final(error.into()))?;
    let cells = SledCells { db, log };
    check_format(&cells, held_data)?;
    check_feed(&cells)?;
    Ok(cells)
}

/// Calls sled on a thread of its own, so that a panic ends there.
fn open_sled(folder: &Path) -> Result<sled::Db, Failure> {
    let config = sled::Config::new().path(folder).cache_capacity(CACHE_BYTES).flush_every_ms(None);
    let opened = std::thread::scope(|scope| scope.spawn(|| config.open()).join());
    match opened {
        Ok(Ok(db)) => Ok(db),
        Ok(Err(sled::Error::Io(error))) if error.to_string().contains("could not acquire lock") => {
            Err(Failure::Final(OpenError::InUse(folder.to_owned())))
        }
        Ok(Err(sled::Error::Io(error))) => Err(Failure::Final(error.into())),
        Ok(Err(error)) => Err(Failure::Damage(error.to_string())),
        Err(panic) => Err(Failure::Damage(said(&*panic))),
    }
}

/// Every store begins with its format's version. Where a folder held data and this is gone, so is
/// everything else: that is damage, not an empty store.
fn check_format(cells: &SledCells, held_data: bool) -> Result<(), Failure> {
    let key = keys::format();
    match cells.get(&key)? {
        Some(record) => match record.first() {
            Some(&found) if found > record::FORMAT => Err(Failure::Final(OpenError::TooNew { found })),
            _ => record::open(Table::Meta, &key, &record).map(|_| ()).map_err(Failure::from),
        },
        None if held_data && !is_empty(cells)? => Err(Failure::Damage("the format record is missing".into())),
        None if held_data && !never_answered(cells)? => Err(Failure::Damage("everything in it is gone".into())),
        None => {
            let record = record::seal(&key, &[record::FORMAT]);
            cells.apply(vec![(key, Some(record))])?;
            Ok(cells.make_durable()?)
        }
    }
}

fn is_empty(cells: &SledCells) -> Result<bool, StoreError> {
    Ok(cells.range(vec![]..vec![u8::MAX], Order::Ascending, 1)?.is_empty())
}

/// Whether the log is as short as one that a crash left before the first write was answered: sled
/// makes its file one segment long before anything is in it.
fn never_answered(cells: &SledCells) -> Result<bool, StoreError> {
    Ok(!cells.db.was_recovered())
}

/// Positions are gapless; a hole says that a part of the log was lost.
fn check_feed(cells: &SledCells) -> Result<(), Failure> {
    let entries = cells.range(Table::Feed.key(&[])..Table::Feed.end(), Order::Ascending, u32::MAX)?;
    let mut positions = entries.iter().filter_map(|(key, _)| keys::position_in(key));
    let Some(mut last) = positions.next() else { return Ok(()) };
    for position in positions {
        if position != last.next() {
            return Err(Failure::Damage(format!("the feed has a hole after position {last}")));
        }
        last = position;
    }
    Ok(())
}
