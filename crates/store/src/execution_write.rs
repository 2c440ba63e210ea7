//! A write of executions on its way to the committer: its long parts are in place already.

use crate::{
    StoreError,
    cells::Cells,
    chunked::{Chunked, Stages},
    execution_records::PartBytes,
    settings::PutSetting,
    write::{CallbackSecrets, ClaimExecution, FinishExecution, NewExecution, NoteCallback},
};
use bytes::Bytes;
use domain::{DeploymentId, ExecutionId, Part, Timestamp};
use std::collections::BTreeMap;

/// How many bytes of a write's parts go into its line, all together; those beyond go into chunks.
const IN_LINE: usize = 2_048;
/// How many parts an execution has at most: its row names them all.
pub(crate) const MAX_PARTS: usize = 400;

/// Any of the writes of executions.
#[derive(Debug)]
pub(crate) enum ExecutionWrite {
    Accept(NewExecution),
    Claim(ClaimExecution),
    Renew { id: ExecutionId, token: u32, until: Timestamp },
    Finish(FinishExecution),
    Release { id: ExecutionId, token: u32, at: Timestamp },
    Cancel { id: ExecutionId, at: Timestamp },
    NoteCallback(NoteCallback),
    Remove(ExecutionId),
    Forget { now: Timestamp, limit: u32 },
    PutSecrets(DeploymentId, CallbackSecrets),
    PutSetting(PutSetting),
}

/// Parts as a line names them.
#[derive(Debug, Default)]
pub(crate) struct Parts(pub(crate) Vec<(Part, PartBytes)>);

impl ExecutionWrite {
    /// Takes the parts out of the write.
    pub(crate) fn take_parts(&mut self) -> Vec<(Part, Bytes)> {
        match self {
            Self::Accept(NewExecution { parts, .. }) | Self::Finish(FinishExecution { parts, .. }) => {
                std::mem::take(parts)
            }
            Self::NoteCallback(note) => vec![(Part::Attempts, std::mem::take(&mut note.attempts))],
            _ => Vec::new(),
        }
    }
}

/// Whether these parts have all room in a line.
pub(crate) fn all_in_line(parts: &BTreeMap<Part, Bytes>) -> bool {
    parts.values().map(Bytes::len).sum::<usize>() <= IN_LINE
}

impl Parts {
    /// Parts that are all short enough for the line.
    pub(crate) fn in_line(parts: BTreeMap<Part, Bytes>) -> Self {
        Self(parts.into_iter().map(|(part, bytes)| (part, PartBytes::Here(bytes))).collect())
    }

    /// Puts those parts in place that are too long for the line, and makes them durable. Where that fails
    /// half way, what is in place is removed on opening.
    pub(crate) fn stage(cells: &impl Cells, stages: &Stages, parts: BTreeMap<Part, Bytes>) -> Result<Self, StoreError> {
        let mut room = IN_LINE;
        let mut placed = Vec::with_capacity(parts.len());
        for (part, bytes) in parts {
            let place = match room.checked_sub(bytes.len()) {
                Some(rest) => {
                    room = rest;
                    PartBytes::Here(bytes)
                }
                None => PartBytes::Chunked(Chunked::stage(cells, stages, &bytes)?),
            };
            placed.push((part, place));
        }
        cells.make_durable()?;
        Ok(Self(placed))
    }

    /// What is in chunks.
    pub(crate) fn chunked(&self) -> impl Iterator<Item = Chunked> {
        self.0.iter().filter_map(|(_, bytes)| match bytes {
            PartBytes::Here(_) => None,
            PartBytes::Chunked(chunked) => Some(*chunked),
        })
    }
}
