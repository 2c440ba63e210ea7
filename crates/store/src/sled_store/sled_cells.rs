//! An ordered map of bytes in one sled tree.
//!
//! One tree, so that one batch holds a whole write. sled panics on some kinds
//! of damage: each call is fenced, and a panic becomes an error.

use super::{barrier::Log, engine::said, folder::Lock, reached::Reached};
use crate::{
    StoreError,
    cells::{Cells, Edit, Order},
    keys::Key,
};
use domain::Position;
use std::{
    ops::Range,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

/// How much may be applied before the log is made durable, answered or not. Measured: when the power
/// fails while several of sled's segments (512 KiB) are on their way to the disk, it may keep a
/// later one without an earlier one, and sled then cannot open what is left.
const UNSYNCED: u64 = 128 * 1_024;

pub(crate) struct SledCells {
    pub(super) db: sled::Db,
    pub(super) log: Log,
    pub(super) reached: Reached,
    pub(super) reserved_bytes: u64,
    /// How much was applied since the log was last made durable.
    pub(super) pending: AtomicU64,
    // Last: whoever gets the lock next finds everything else closed.
    pub(super) _lock: Arc<Lock>,
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
        fenced(|| Ok(self.db.apply_batch(batch)?))?;
        if self.pending.fetch_add(bytes, Ordering::Relaxed) + bytes < UNSYNCED {
            return Ok(());
        }
        self.sync()
    }

    fn make_durable(&self, newest: Position) -> Result<(), StoreError> {
        self.sync()?;
        if let Err(error) = self.reached.write(newest) {
            // The change is durable all the same; what is lost is a check of the next start.
            tracing::warn!(%error, "Could not note that the log has reached {newest}");
        }
        Ok(())
    }

    fn has_room(&self) -> bool {
        // Where the disk does not say how full it is, the write itself finds out.
        self.log.room().map_or(true, |room| room >= self.reserved_bytes)
    }
}

impl SledCells {
    fn sync(&self) -> Result<(), StoreError> {
        self.pending.store(0, Ordering::Relaxed);
        fenced(|| Ok(self.db.flush()?))?;
        Ok(self.log.sync().map_err(sled::Error::Io)?)
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
