//! What the committer answers to a write.

use crate::{
    StoreError,
    write::{Acceptance, Claimed},
};
use domain::{Execution, FeedEntry, RowRevision};

/// An answer; which one follows from the write.
#[derive(Debug)]
pub(crate) enum Answer {
    Entries(Vec<FeedEntry>),
    Accepted(Acceptance),
    Claimed(Claimed),
    Execution(Execution),
    Forgotten(u32),
    Setting(Option<RowRevision>),
    Done,
}

impl Answer {
    /// The entries of an undertaking, in the order of its steps.
    pub(crate) fn entries(self) -> Result<Vec<FeedEntry>, StoreError> {
        match self {
            Self::Entries(entries) => Ok(entries),
            other => Err(other.is_another()),
        }
    }

    /// The only entry of a write.
    pub(crate) fn entry(self) -> Result<FeedEntry, StoreError> {
        match self {
            Self::Entries(mut entries) if entries.len() == 1 => Ok(entries.swap_remove(0)),
            other => Err(other.is_another()),
        }
    }

    pub(crate) fn accepted(self) -> Result<Acceptance, StoreError> {
        match self {
            Self::Accepted(acceptance) => Ok(acceptance),
            other => Err(other.is_another()),
        }
    }

    pub(crate) fn claimed(self) -> Result<Claimed, StoreError> {
        match self {
            Self::Claimed(claimed) => Ok(claimed),
            other => Err(other.is_another()),
        }
    }

    pub(crate) fn execution(self) -> Result<Execution, StoreError> {
        match self {
            Self::Execution(execution) => Ok(execution),
            other => Err(other.is_another()),
        }
    }

    pub(crate) fn forgotten(self) -> Result<u32, StoreError> {
        match self {
            Self::Forgotten(count) => Ok(count),
            other => Err(other.is_another()),
        }
    }

    pub(crate) fn setting(self) -> Result<Option<RowRevision>, StoreError> {
        match self {
            Self::Setting(row) => Ok(row),
            other => Err(other.is_another()),
        }
    }

    fn is_another(&self) -> StoreError {
        StoreError::Unavailable(format!("the committer answered something else: {self:?}"))
    }
}
