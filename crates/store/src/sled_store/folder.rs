//! The data folder: one process at a time, and made whole or not at all.
//!
//! A new store is made in `starting/`; its log is moved into place when the
//! format record in it is durable. So a folder with a log always has data, and
//! one whose log is empty or gone is damaged, never new.

use super::{OpenError, engine, quarantine::names};
use crate::{keys, record};
use std::{
    fs::{self, File, TryLockError},
    io,
    path::Path,
    thread,
    time::{Duration, Instant},
};

/// How long to wait for a process, or a reader of this one, that is about to let go.
pub(super) const PATIENCE: Duration = Duration::from_secs(2);
/// How long to wait between two looks.
pub(super) const BETWEEN: Duration = Duration::from_millis(10);

/// What a folder looks like before anything is done to it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// There never was a store in it.
    Nothing,
    /// There is a log.
    Log,
    /// There was a log, and it is gone.
    LogMissing,
}

/// Keeps other processes out for as long as it lives.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the folder for this process, before anything in it is touched.
    pub(super) fn take(folder: &Path) -> Result<Self, OpenError> {
        let file = File::options().write(true).create(true).truncate(false).open(folder.join("lock"))?;
        let since = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self { _file: file }),
                Err(TryLockError::Error(error)) => return Err(error.into()),
                Err(TryLockError::WouldBlock) if since.elapsed() > PATIENCE => {
                    return Err(OpenError::InUse(folder.to_owned()));
                }
                Err(TryLockError::WouldBlock) => thread::sleep(BETWEEN),
            }
        }
    }
}

/// Looks at what is there.
pub(super) fn survey(folder: &Path) -> io::Result<Found> {
    if folder.join("db").exists() {
        return Ok(Found::Log);
    }
    let is_trace = |name: &String| matches!(&**name, "conf" | "reached" | "journal") || name.starts_with("snap.");
    let traces = names(folder)?.iter().any(is_trace);
    Ok(if traces { Found::LogMissing } else { Found::Nothing })
}

/// Makes an empty store whose log is moved into place when it is durable. It is of format 1, and
/// raised like any other: so a store of a later format always has a journal.
pub(super) fn found(folder: &Path, cache_bytes: u64) -> Result<(), OpenError> {
    let start = folder.join("starting");
    if start.exists() {
        fs::remove_dir_all(&start)?;
    }
    fs::create_dir(&start)?;
    engine::open(&start, cache_bytes).map_err(|failure| io::Error::other(failure.to_string())).and_then(|db| {
        let key = keys::format();
        let value = record::seal(&key, &[record::WITHOUT_JOURNAL]);
        let written = db.insert(key, value).and_then(|_| db.flush());
        written.map(|_| ()).map_err(io::Error::other)
    })?;
    File::open(start.join("db"))?.sync_all()?;
    fs::rename(start.join("db"), folder.join("db"))?;
    sync_folder(folder)?;
    // The folder's own name must survive too, and so must that of its parent's.
    for parent in fs::canonicalize(folder)?.ancestors().skip(1).take(2) {
        sync_folder(parent)?;
    }
    Ok(fs::remove_dir_all(start)?)
}

/// Makes the names in a folder survive a power cut.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}
