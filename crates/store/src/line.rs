//! A line of the journal: what one write has changed, in the order of all writes.
//!
//! Rows, sums and indexes follow from it, when it is written and again when it is read after a crash.

use crate::{
    StoreError,
    execution_records::{ExecutionRow, OnceRecord, PartBytes},
    write::CallbackSecrets,
};
use domain::{DeploymentId, Digest, ExecutionId, FeedEntry, Part};
use serde::{Deserialize, Serialize};

/// A line. New kinds come at the end.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Line {
    /// An entry of the feed.
    Entry(FeedEntry),
    /// An execution was written.
    Execution(ExecutionLine),
    /// An execution and all its parts were removed.
    Removed(ExecutionId),
    /// Keys of requests were forgotten.
    Forgotten(Vec<Digest>),
    /// A deployment's secrets were put.
    Secrets(DeploymentId, CallbackSecrets),
}

/// What a write of an execution leaves.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ExecutionLine {
    /// Its row as it is now.
    pub(crate) row: ExecutionRow,
    /// The parts that were put.
    pub(crate) parts: Vec<(Part, PartBytes)>,
    /// The key that was kept.
    pub(crate) once: Option<(Digest, OnceRecord)>,
}

/// What an entry's line begins with: its number among the kinds.
pub(crate) const ENTRY: u8 = 0;

impl Line {
    /// The line as it is written. It may be longer than a value: it is not stored as one.
    pub(crate) fn write(&self) -> Result<Vec<u8>, StoreError> {
        postcard::to_allocvec(self).map_err(|error| StoreError::Unavailable(error.to_string()))
    }
}
