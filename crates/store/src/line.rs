//! A line of the journal: what one write has changed, in the order of all writes.
//!
//! Rows, sums and indexes follow from it, when it is written and again when it is read after a crash.

use crate::{
    StoreError,
    execution_records::{ExecutionRow, OnceRecord, PartBytes},
    settings::SettingKey,
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
    /// Entries of the feed that are one transaction.
    Entries(Vec<FeedEntry>),
    /// The bytes of these deployments' snapshots are gone, and nothing is kept of them but their histories.
    Swept(Vec<DeploymentId>),
    /// A setting was put, or removed.
    Setting(SettingKey, Option<Vec<u8>>),
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

/// The numbers of the kinds whose entries are written before their line is.
const ENTRY: u8 = 0;
const ENTRIES: u8 = 5;

/// Puts down what the line of so many entries begins with: its kind, and where they are several their number.
/// An undertaking has so few steps that postcard writes the number as one byte.
pub(crate) fn begin_entries(lines: &mut Vec<u8>, count: usize) {
    match u8::try_from(count) {
        Ok(count @ 2..=0x7f) => lines.extend([ENTRIES, count]),
        _ => lines.push(ENTRY),
    }
}

impl Line {
    /// The line as it is written. It may be longer than a value: it is not stored as one.
    pub(crate) fn write(&self) -> Result<Vec<u8>, StoreError> {
        postcard::to_allocvec(self).map_err(|error| StoreError::Unavailable(error.to_string()))
    }
}
