//! An ordered map of bytes in one sled tree.
//!
//! One tree, so that one batch holds a whole write. sled panics on some kinds
//! of damage: each call is fenced, and a panic becomes an error.

use super::barrier::Log;
use crate::{
    StoreError,
    cells::{Cells, Edit, Order},
    keys::Key,
    record::MAX_BYTES,
};
use std::{
    ops::Range,
    panic::{AssertUnwindSafe, catch_unwind},
};

pub(crate) struct SledCells {
    pub(super) db: sled::Db,
    pub(super) log: Log,
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
        for (key, value) in edits {
            match value {
                Some(value) if value.len() > MAX_BYTES => {
                    let why = format!("a record of {} bytes is over the limit of {MAX_BYTES}", value.len());
                    return Err(StoreError::Unavailable(why));
                }
                Some(value) => batch.insert(key, value),
                None => batch.remove(key),
            }
        }
        fenced(|| Ok(self.db.apply_batch(batch.clone())?))
    }

    fn make_durable(&self) -> Result<(), StoreError> {
        if self.log.is_missing() {
            return Ok(());
        }
        fenced(|| Ok(self.db.flush()?))?;
        self.log.sync().map_err(|error| sled::Error::Io(error).into())
    }
}

fn fenced<T>(call: impl Fn() -> Result<T, StoreError>) -> Result<T, StoreError> {
    catch_unwind(AssertUnwindSafe(call))
        .unwrap_or_else(|panic| Err(StoreError::Corrupt { table: "log", key: said(&*panic) }))
}

/// What a panic said, in one short line.
pub(super) fn said(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("sled panicked");
    text.chars().take(200).collect()
}
