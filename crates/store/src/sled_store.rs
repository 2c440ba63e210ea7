//! The contract kept by sled, with what sled 0.34.7 leaves out.
//!
//! Only this folder names sled. A write is durable when its entry is in the
//! journal (ADR 0008); what came home to sled is durable after `flush` and then
//! fsync of its open log, for `flush` alone does not fsync (ADR 0002).

mod barrier;
mod engine;
mod folder;
mod journal_file;
mod open;
mod open_error;
mod options;
mod quarantine;
mod reached;
mod sled_cells;
mod verify;

pub use open_error::OpenError;
pub use options::SledOptions;

use crate::{Store, keyed_store::KeyedStore};
use sled_cells::SledCells;
use std::{path::Path, sync::Arc};

/// A durable store in a folder of its own.
///
/// When the last handle is dropped, what was accepted is written first; then
/// the folder is free for the next one.
pub struct SledStore(KeyedStore<SledCells>);

impl SledStore {
    /// Opens the store in a folder, or makes one where there never was one.
    ///
    /// Takes a while and blocks; a folder that was left by a crash is repaired.
    ///
    /// # Errors
    /// See [`OpenError`]. A folder that held data is never opened as an empty store.
    pub fn open(folder: &Path) -> Result<Self, OpenError> {
        Self::open_with(folder, &SledOptions::default())
    }

    /// Opens the store in a folder in a way of one's own. Else as [`SledStore::open`].
    ///
    /// # Errors
    /// As [`SledStore::open`].
    pub fn open_with(folder: &Path, options: &SledOptions) -> Result<Self, OpenError> {
        let (state, journal) = open::open(folder, options)?;
        let damaged = |error: crate::StoreError| OpenError::Io(std::io::Error::other(error));
        Ok(Self(KeyedStore::start(state, journal).map_err(damaged)?))
    }

    /// The store as the service wants it.
    pub fn shared(self) -> Arc<dyn Store> {
        Arc::new(self.0)
    }

    /// Writes what was accepted, and lets go of the folder.
    pub fn close(self) {
        drop(self);
    }
}
