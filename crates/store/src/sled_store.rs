//! The contract kept by sled, with what sled 0.34.7 leaves out.
//!
//! Only this folder names sled. `flush` does not fsync: durable means `flush`
//! and then fsync of the open log (ADR 0002).

mod barrier;
mod open;
mod quarantine;
mod sled_cells;

use crate::{Store, StoreError, keyed_store::KeyedStore};
use barrier::Barrier;
pub use open::OpenError;
use sled_cells::SledCells;
use std::{path::Path, sync::Arc};

/// A durable store in a folder of its own.
pub struct SledStore(KeyedStore<SledCells>);

impl SledStore {
    /// Opens the store in a folder, or makes one where there is none.
    ///
    /// Takes a while and blocks; a folder that was left by a crash is repaired.
    ///
    /// # Errors
    /// See [`OpenError`]. A folder that held data is never opened as an empty store.
    pub fn open(folder: &Path) -> Result<Self, OpenError> {
        Self::open_with(folder, Barrier::Fsync)
    }

    /// Opens a store that answers **before** its writes survive a power cut.
    ///
    /// The negative control of the power-cut test: what must fail where the barrier is missing.
    ///
    /// # Errors
    /// As [`SledStore::open`].
    #[doc(hidden)]
    pub fn open_without_durability_for_the_negative_control(folder: &Path) -> Result<Self, OpenError> {
        Self::open_with(folder, Barrier::Missing)
    }

    fn open_with(folder: &Path, barrier: Barrier) -> Result<Self, OpenError> {
        let cells = open::open(folder, barrier)?;
        Ok(Self(KeyedStore::new(cells).map_err(OpenError::Unreadable)?))
    }

    /// The store as the service wants it.
    pub fn shared(self) -> Arc<dyn Store> {
        Arc::new(self.0)
    }

    /// Writes what was accepted, and lets go of the folder.
    pub fn close(self) {
        self.0.close();
    }
}

impl From<sled::Error> for StoreError {
    fn from(error: sled::Error) -> Self {
        match error {
            sled::Error::Io(io) if io.kind() == std::io::ErrorKind::StorageFull => Self::Full,
            sled::Error::Corruption { .. } => Self::Corrupt { table: "log", key: error.to_string() },
            other => Self::Unavailable(other.to_string()),
        }
    }
}
