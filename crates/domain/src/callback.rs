//! How far an execution's callback is, and what became of each attempt.

use crate::{Excerpt, Timestamp};
use serde::{Deserialize, Serialize};

/// How far a callback is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallbackState {
    /// The execution is not over.
    Waiting,
    /// To be sent.
    Due {
        /// How often it was tried.
        attempts: u32,
        /// When it is tried next.
        next: Timestamp,
    },
    /// Taken by its receiver.
    Delivered {
        /// How often it was tried.
        attempts: u32,
        /// When it was taken.
        at: Timestamp,
    },
    /// Not tried any more, unless somebody replays it.
    GivenUp {
        /// How often it was tried.
        attempts: u32,
        /// When it was given up.
        at: Timestamp,
    },
}

/// One attempt to call back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallbackAttempt {
    /// When it was begun.
    pub at: Timestamp,
    /// How long it took.
    pub took_ms: u32,
    /// The answer's status; none where there was no answer.
    pub status: Option<u16>,
    /// Why it failed, or the beginning of the answer.
    pub words: Excerpt,
}

impl CallbackState {
    /// How often it was tried.
    pub const fn attempts(&self) -> u32 {
        match self {
            Self::Waiting => 0,
            Self::Due { attempts, .. } | Self::Delivered { attempts, .. } | Self::GivenUp { attempts, .. } => *attempts,
        }
    }

    /// When it is tried next, where it is.
    pub const fn due(&self) -> Option<Timestamp> {
        match self {
            Self::Due { next, .. } => Some(*next),
            _ => None,
        }
    }
}
