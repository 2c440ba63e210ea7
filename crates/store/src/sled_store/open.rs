//! Opens a data folder: repairs what a crash left, checks what is there, and never takes a damaged
//! folder for an empty one.

use super::{
    OpenError, SledOptions,
    barrier::Log,
    engine,
    folder::{self, Found, Lock, sync_folder},
    quarantine::{copy_aside, remove_files},
    reached::Reached,
    sled_cells::SledCells,
    verify::{Finding, verify},
};
use crate::record;
use std::{
    fs::{self, File},
    io,
    path::Path,
    sync::{Arc, atomic::AtomicU64},
};

/// Opens the cells in `folder`.
pub(super) fn open(folder: &Path, options: &SledOptions) -> Result<SledCells, OpenError> {
    fs::create_dir_all(folder)?;
    let lock = Arc::new(Lock::take(folder)?);
    // A crash inside sled's own opening leaves these, and every later opening would fail.
    remove_files(folder, |name| name.starts_with("snap.") && name.ends_with(".generating"))?;
    match folder::survey(folder)? {
        Found::Log => {}
        Found::Nothing => folder::found(folder, options.cache_bytes)?,
        Found::LogMissing => {
            return Err(OpenError::Damaged { what: "its log `db` is gone".into(), aside: copy_aside(folder)? });
        }
    }
    let cells = match attempt(folder, options, &lock) {
        Err(Failure::Damage(what)) => mend(folder, options, &lock, &what)?,
        Err(Failure::Final(error)) => return Err(error),
        Ok(cells) => cells,
    };
    File::open(folder.join("conf"))?.sync_all()?;
    sync_folder(folder)?;
    Ok(cells)
}

/// Tries again without what sled can make anew of its log, which is whole more often than not.
fn mend(folder: &Path, options: &SledOptions, lock: &Arc<Lock>, what: &str) -> Result<SledCells, OpenError> {
    let aside = copy_aside(folder)?;
    tracing::error!(what, aside = %aside.display(), "The data folder is damaged; trying to mend it");
    remove_files(folder, |name| name.starts_with("snap.") || name == "conf")?;
    match attempt(folder, options, lock) {
        Ok(cells) => {
            tracing::warn!("The data folder is whole again");
            Ok(cells)
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

fn attempt(folder: &Path, options: &SledOptions, lock: &Arc<Lock>) -> Result<SledCells, Failure> {
    let db = engine::open(folder, options.cache_bytes).map_err(|failure| match failure {
        engine::Failure::Locked => Failure::Final(OpenError::InUse(folder.to_owned())),
        engine::Failure::Damage(what) => Failure::Damage(what),
        engine::Failure::Io(error) => Failure::Final(error.into()),
    })?;
    let log = Log::open(folder, options.barrier).map_err(Failure::io)?;
    let reached = Reached::open(folder).map_err(Failure::io)?;
    let cells = SledCells {
        db,
        log,
        reached,
        reserved_bytes: options.reserved_bytes,
        pending: AtomicU64::new(0),
        _lock: Arc::clone(lock),
    };
    verify(&cells, &cells.reached).map_err(|finding| match finding {
        Finding::Damage(what) => Failure::Damage(what),
        Finding::TooNew(found) => Failure::Final(OpenError::TooNew { found, readable: record::FORMAT }),
    })?;
    Ok(cells)
}

impl Failure {
    fn io(error: io::Error) -> Self {
        Self::Final(error.into())
    }
}
