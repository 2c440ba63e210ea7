//! Graphs' bytes, cut into chunks and named by their digest: the same bytes are stored once.

use crate::{
    StoreError,
    cells::{Cells, Edit},
    keys::{self, Table},
    record::{self, Stored},
};
use bytes::Bytes;
use domain::Digest;
use serde::{Deserialize, Serialize};

/// How many bytes of a graph one chunk holds; with its envelope it fits [`record::MAX_BYTES`].
const CHUNK: usize = 4_000;
/// How many chunks are applied at once; together they stay far below one of sled's segments.
const STAGED_AT_ONCE: usize = 32;

/// What is known of a kept graph; it counts only once this is written.
#[derive(Debug, Serialize, Deserialize)]
struct Manifest {
    bytes: u64,
    chunks: u32,
    digest: Digest,
}

impl Stored for Manifest {}

/// A graph to be kept.
#[derive(Debug)]
pub(crate) struct Staged {
    manifest: Edit,
    digest: Digest,
    bytes: Bytes,
}

/// Plans to keep a graph; nothing where the same bytes are kept already.
pub(crate) fn plan(cells: &impl Cells, digest: Digest, bytes: &Bytes) -> Result<Option<Staged>, StoreError> {
    let key = keys::graph(digest);
    if cells.get(&key)?.is_some() {
        return Ok(None);
    }
    let chunks = u32::try_from(bytes.len().div_ceil(CHUNK));
    let chunks = chunks.map_err(|_| StoreError::Unavailable("a graph has too many chunks".into()))?;
    let manifest = record::encode(&key, &Manifest { bytes: bytes.len() as u64, chunks, digest })?;
    Ok(Some(Staged { manifest: (key, Some(manifest)), digest, bytes: bytes.clone() }))
}

impl Staged {
    /// Puts the chunks in place, some at a time, and then the manifest that makes them count. Whoever
    /// does not get to its end has done no harm: doing it again changes nothing.
    pub(crate) fn keep(self, cells: &impl Cells) -> Result<(), StoreError> {
        let chunks = (0..).zip(self.bytes.chunks(CHUNK)).map(|(index, chunk)| {
            let key = keys::chunk(self.digest, index);
            let value = record::seal(&key, chunk);
            (key, Some(value))
        });
        let mut chunks = chunks.peekable();
        while chunks.peek().is_some() {
            cells.apply(chunks.by_ref().take(STAGED_AT_ONCE).collect())?;
        }
        cells.apply(vec![self.manifest])
    }
}

/// Refuses bytes that do not bear their name: what could not be read back must not be written.
pub(crate) fn check(digest: Digest, bytes: &[u8]) -> Result<(), StoreError> {
    if Digest::of(bytes) == digest { Ok(()) } else { Err(record::corrupt(Table::Graphs, &keys::graph(digest))) }
}

/// Reads a graph's bytes and checks them against their name.
pub(crate) fn read(cells: &impl Cells, digest: Digest) -> Result<Option<Bytes>, StoreError> {
    let key = keys::graph(digest);
    let Some(manifest) = cells.get(&key)? else { return Ok(None) };
    let manifest: Manifest = record::decode(Table::Graphs, &key, &manifest)?;
    let mut bytes = Vec::new();
    for index in 0..manifest.chunks {
        let key = keys::chunk(digest, index);
        let Some(chunk) = cells.get(&key)? else {
            // Where it is being swept its manifest has gone with it.
            let is_swept = cells.get(&keys::graph(digest))?.is_none();
            return if is_swept { Ok(None) } else { Err(record::corrupt(Table::Chunks, &key)) };
        };
        bytes.extend_from_slice(record::open(Table::Chunks, &key, &chunk)?);
    }
    if bytes.len() as u64 != manifest.bytes || manifest.digest != digest || Digest::of(&bytes) != digest {
        return Err(record::corrupt(Table::Graphs, &key));
    }
    Ok(Some(bytes.into()))
}

/// Removes a graph that nothing names any more, in one batch: a reader finds all of it or nothing.
pub(crate) fn sweep(cells: &impl Cells, digest: Digest) -> Result<(), StoreError> {
    let key = keys::graph(digest);
    let Some(manifest) = cells.get(&key)? else { return Ok(()) };
    let manifest: Manifest = record::decode(Table::Graphs, &key, &manifest)?;
    let chunks = (0..manifest.chunks).map(|index| (keys::chunk(digest, index), None));
    cells.apply(std::iter::once((key, None)).chain(chunks).collect())
}
