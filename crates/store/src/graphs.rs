//! Graphs' bytes, cut into chunks and named by their digest: the same bytes are stored once.

use crate::{
    StoreError,
    cells::{Cells, Edit},
    keys::{self, Table},
    record,
};
use bytes::Bytes;
use domain::Digest;
use serde::{Deserialize, Serialize};

/// How many bytes of a graph one chunk holds; with its envelope it fits [`record::MAX_BYTES`].
const CHUNK: usize = 4_000;
/// How many chunks are applied at once before the batch that makes them count.
const STAGED_AT_ONCE: usize = 256;

/// What is known of a kept graph; it counts only once this is written.
#[derive(Debug, Serialize, Deserialize)]
struct Manifest {
    bytes: u64,
    chunks: u32,
}

/// Puts a graph's chunks in place and returns the edit that makes them count; none where the same
/// bytes are kept already. Chunks without a manifest are harmless: writing them again changes nothing.
pub(crate) fn stage(cells: &impl Cells, digest: Digest, bytes: &Bytes) -> Result<Option<Edit>, StoreError> {
    let key = keys::graph(digest);
    if cells.get(&key)?.is_some() {
        return Ok(None);
    }
    let mut edits = Vec::new();
    let mut chunks = 0;
    for chunk in bytes.chunks(CHUNK) {
        let key = keys::chunk(digest, chunks);
        edits.push((key.clone(), Some(record::seal(&key, chunk))));
        chunks += 1;
        if edits.len() == STAGED_AT_ONCE {
            cells.apply(std::mem::take(&mut edits))?;
        }
    }
    cells.apply(edits)?;
    let manifest = record::encode(&key, &Manifest { bytes: bytes.len() as u64, chunks })?;
    Ok(Some((key, Some(manifest))))
}

/// Reads a graph's bytes and checks them against their name.
pub(crate) fn read(cells: &impl Cells, digest: Digest) -> Result<Option<Bytes>, StoreError> {
    let key = keys::graph(digest);
    let Some(manifest) = cells.get(&key)? else { return Ok(None) };
    let manifest: Manifest = record::decode(Table::Graphs, &key, &manifest)?;
    let mut bytes = Vec::with_capacity(usize::try_from(manifest.bytes).unwrap_or_default());
    for index in 0..manifest.chunks {
        let key = keys::chunk(digest, index);
        let chunk = cells.get(&key)?.ok_or_else(|| record::corrupt(Table::Chunks, &key))?;
        bytes.extend_from_slice(record::open(Table::Chunks, &key, &chunk)?);
    }
    if bytes.len() as u64 != manifest.bytes || Digest::of(&bytes) != digest {
        return Err(record::corrupt(Table::Graphs, &key));
    }
    Ok(Some(bytes.into()))
}
