//! The journal of format 3, read when a store is raised: its lines hold entries in the shape of then.

use super::{super::verify::Finding, BYTES, NAME, TITLE, damage, lines};
use crate::{line::ExecutionLine, line::Line, record::EntryOfVersion3, write::CallbackSecrets};
use domain::{DeploymentId, Digest, ExecutionId};
use serde::Deserialize;
use std::{fs, path::Path};

const OLD_TITLE: &[u8] = b"Brine journal 2\n";

#[derive(Deserialize)]
enum OldLine {
    Entry(EntryOfVersion3),
    Execution(ExecutionLine),
    Removed(ExecutionId),
    Forgotten(Vec<Digest>),
    Secrets(DeploymentId, CallbackSecrets),
}

/// Reads the lines after `home`, the serial number of the newest that is home. Where the journal is of today's kind
/// already, the raising was cut off after everything came home.
pub(in crate::sled_store) fn read(folder: &Path, home: u64) -> Result<Vec<Line>, Finding> {
    let bytes = fs::read(folder.join(NAME)).map_err(|error| damage(&error.to_string()))?;
    if bytes.len() == BYTES && bytes.starts_with(TITLE) {
        return Ok(Vec::new());
    }
    if bytes.len() != BYTES || !bytes.starts_with(OLD_TITLE) {
        return Err(damage("it is not whole"));
    }
    lines::<OldLine>(&bytes, home)
}

impl From<OldLine> for Line {
    fn from(old: OldLine) -> Self {
        match old {
            OldLine::Entry(entry) => Self::Entry(entry.into()),
            OldLine::Execution(line) => Self::Execution(line),
            OldLine::Removed(id) => Self::Removed(id),
            OldLine::Forgotten(keys) => Self::Forgotten(keys),
            OldLine::Secrets(of, secrets) => Self::Secrets(of, secrets),
        }
    }
}
