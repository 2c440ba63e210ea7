//! An ordered map of bytes in one sled tree.
//!
//! One tree, so that one batch holds a whole write. sled panics on some kinds
//! of damage: each call is fenced, and a panic becomes an error.

use super::{barrier::Log, engine::said, folder::Lock};
use crate::{
    StoreError,
    cells::{Cells, Edit, Order},
    keys::Key,
};
use std::{
    ops::Range,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// How much may be applied before the log is made durable, answered or not. Measured: when the power
/// fails while several of sled's segments (512 KiB) are on their way to the disk, it may keep a
/// later one without an earlier one, and sled then cannot open what is left.
const UNSYNCED: u64 = 128 * 1_024;

#[derive(Debug)]
pub(crate) struct SledCells {
    pub(super) db: sled::Db,
    pub(super) log: Log,
    pub(super) reserved_bytes: u64,
    /// What was applied since the log was last made durable.
    pub(super) pending: Mutex<Pending>,
    // Last: whoever gets the lock next finds everything else closed.
    pub(super) _lock: Arc<Lock>,
}

/// What was applied and is not known to be durable.
#[derive(Debug, Default)]
pub(super) struct Pending {
    bytes: u64,
    /// Whether a flush or an fsync has failed: none is tried again.
    has_failed: bool,
}

impl Cells for SledCells {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        fenced(|| Ok(self.db.get(key)?.map(|value| value.to_vec())))
    }

    fn range(&self, range: Range<Key>, order: Order, limit: u32) -> Result<Vec<(Key, Vec<u8>)>, StoreError> {
        let copy = |found: sled::Result<(sled::IVec, sled::IVec)>| {
            let (key, value) = found?;
            Ok((key.to_vec(), value.to_vec()))
        };
        fenced(|| {
            let found = self.db.range(range.clone());
            match order {
                Order::Ascending => found.take(limit as usize).map(copy).collect(),
                Order::Descending => found.rev().take(limit as usize).map(copy).collect(),
            }
        })
    }

    fn apply(&self, edits: Vec<Edit>) -> Result<(), StoreError> {
        let mut batch = sled::Batch::default();
        let mut bytes = 0;
        for (key, value) in edits {
            bytes += (key.len() + value.as_ref().map_or(0, Vec::len)) as u64;
            match value {
                Some(value) => batch.insert(key, value),
                None => batch.remove(key),
            }
        }
        let mut pending = self.pending();
        if pending.bytes > 0 && pending.bytes + bytes > UNSYNCED {
            self.sync(&mut pending)?;
        }
        fenced(|| Ok(self.db.apply_batch(batch)?))?;
        pending.bytes += bytes;
        if pending.bytes < UNSYNCED { Ok(()) } else { self.sync(&mut pending) }
    }

    fn make_durable(&self) -> Result<(), StoreError> {
        let mut pending = self.pending();
        // Where others have waited for the disk meanwhile, they have waited for this too.
        if pending.bytes == 0 && !pending.has_failed { Ok(()) } else { self.sync(&mut pending) }
    }

    fn has_room(&self) -> bool {
        // Where the disk does not say how full it is, the write itself finds out.
        self.log.room().map_or(true, |room| room >= self.reserved_bytes)
    }
}

impl SledCells {
    /// Held while the log is written to: all threads that write count as one.
    fn pending(&self) -> MutexGuard<'_, Pending> {
        self.pending.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn sync(&self, pending: &mut Pending) -> Result<(), StoreError> {
        if pending.has_failed {
            return Err(StoreError::Unavailable("the log could not be made durable before".into()));
        }
        let synced = fenced(|| Ok(self.db.flush()?)).and_then(|_| Ok(self.log.sync().map_err(sled::Error::Io)?));
        match synced {
            Ok(()) => pending.bytes = 0,
            Err(_) => pending.has_failed = true,
        }
        synced
    }
}

fn fenced<T>(call: impl FnOnce() -> Result<T, StoreError>) -> Result<T, StoreError> {
    catch_unwind(AssertUnwindSafe(call))
        .unwrap_or_else(|panic| Err(StoreError::Corrupt { table: "log", key: said(&*panic) }))
}

impl From<sled::Error> for StoreError {
    fn from(error: sled::Error) -> Self {
        match error {
            sled::Error::Corruption { .. } => Self::Corrupt { table: "log", key: error.to_string() },
            other => Self::Unavailable(other.to_string()),
        }
    }
}
