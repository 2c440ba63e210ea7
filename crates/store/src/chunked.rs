//! Long parts' bytes, cut into chunks and made durable before the line that names them is written.
//!
//! While no row names them, a mark says that they are there: a write that was
//! refused or that a crash cut off, and a part that was replaced or removed,
//! leave a mark, and chunks with a mark are removed, at the latest on opening.

use crate::{
    StoreError,
    cells::{Cells, Edit, Order},
    keys::{self, Table},
    record,
};
use bytes::Bytes;
use domain::Digest;
use serde::{Deserialize, Serialize};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// How many bytes one chunk holds; with its envelope it fits [`record::MAX_BYTES`].
const CHUNK: usize = 4_000;
/// How many chunks are applied at once: half of what may wait for one fsync.
const STAGED_AT_ONCE: usize = 16;
/// How many chunks are removed at once.
const SWEPT_AT_ONCE: usize = 1_024;

/// Which chunks hold some bytes. No two are ever called the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Chunked {
    /// What the chunks' keys begin with.
    pub(crate) stage: u64,
    bytes: u64,
    digest: Digest,
}

/// Hands out names of stages: numbers above all that are in use.
#[derive(Debug)]
pub(crate) struct Stages(AtomicU64);

impl Stages {
    /// Begins after the highest number in use. Nothing may be on its way.
    pub(crate) fn new(cells: &impl Cells) -> Result<Self, StoreError> {
        let all = Table::PartChunks.key(&[])..Table::PartChunks.end();
        let highest = cells.range(all, Order::Descending, 1)?.pop();
        let highest = highest.and_then(|(key, _)| key.get(1..)?.first_chunk().copied()).map(u64::from_be_bytes);
        Ok(Self(AtomicU64::new(highest.unwrap_or_default())))
    }

    /// A number that no other has.
    fn next(&self) -> u64 {
        self.0.fetch_add(1, Relaxed) + 1
    }
}

impl Chunked {
    fn chunks(&self) -> u32 {
        u32::try_from(self.bytes.div_ceil(CHUNK as u64)).unwrap_or(u32::MAX)
    }

    /// Puts bytes in place. Not yet durable.
    pub(crate) fn stage(cells: &impl Cells, stages: &Stages, bytes: &Bytes) -> Result<Self, StoreError> {
        let stage = stages.next();
        let staged = Self { stage, bytes: bytes.len() as u64, digest: Digest::of(bytes) };
        let mut edits = vec![staged.mark()?];
        for (index, chunk) in (0..).zip(bytes.chunks(CHUNK)) {
            let key = keys::part_chunk(stage, index);
            let value = record::seal(&key, chunk);
            edits.push((key, Some(value)));
            if edits.len() >= STAGED_AT_ONCE {
                cells.apply(std::mem::take(&mut edits))?;
            }
        }
        cells.apply(edits)?;
        Ok(staged)
    }

    /// Says that no row names these chunks.
    pub(crate) fn mark(&self) -> Result<Edit, StoreError> {
        let key = keys::loose(self.stage);
        let value = record::encode(&key, &self.chunks())?;
        Ok((key, Some(value)))
    }

    /// Whether they were put in place, by their first one.
    pub(crate) fn is_kept(&self, cells: &impl Cells) -> Result<bool, StoreError> {
        Ok(cells.get(&keys::part_chunk(self.stage, 0))?.is_some())
    }

    /// Reads the bytes and checks them.
    pub(crate) fn read(&self, cells: &impl Cells) -> Result<Bytes, StoreError> {
        let mut bytes = Vec::new();
        for index in 0..self.chunks() {
            let key = keys::part_chunk(self.stage, index);
            let chunk = cells.get(&key)?.ok_or_else(|| record::corrupt(Table::PartChunks, &key))?;
            bytes.extend_from_slice(record::open(Table::PartChunks, &key, &chunk)?);
        }
        if bytes.len() as u64 != self.bytes || Digest::of(&bytes) != self.digest {
            return Err(record::corrupt(Table::PartChunks, &keys::part_chunk(self.stage, 0)));
        }
        Ok(bytes.into())
    }

    /// Removes chunks that no row names, some at a time, and their mark last.
    pub(crate) fn sweep(&self, cells: &impl Cells) -> Result<(), StoreError> {
        sweep(cells, self.stage, self.chunks())
    }
}

/// Removes all chunks that no row names. Nothing may be on its way.
pub(crate) fn sweep_all(cells: &impl Cells) -> Result<(), StoreError> {
    for (key, value) in cells.range(Table::Loose.key(&[])..Table::Loose.end(), Order::Ascending, u32::MAX)? {
        let chunks = record::decode(Table::Loose, &key, &value)?;
        let stage = key.get(1..).and_then(|it| it.try_into().ok()).map(u64::from_be_bytes);
        sweep(cells, stage.ok_or_else(|| record::corrupt(Table::Loose, &key))?, chunks)?;
    }
    Ok(())
}

fn sweep(cells: &impl Cells, stage: u64, chunks: u32) -> Result<(), StoreError> {
    let mut keys = (0..chunks).map(|index| (keys::part_chunk(stage, index), None)).peekable();
    while keys.peek().is_some() {
        cells.apply(keys.by_ref().take(SWEPT_AT_ONCE).collect())?;
    }
    cells.apply(vec![(keys::loose(stage), None)])
}

#[cfg(test)]
mod tests;
