//! The life of an execution: Queued → Running → Succeeded, Failed or Cancelled.
//!
//! Each transition takes the state and gives the next one, or says why there is none.

use crate::{Excerpt, Timestamp, deployment::UnknownWord};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// How far an execution is, with what only that state knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExecutionState {
    /// Accepted, and waiting for its turn.
    Queued,
    /// Begun.
    Running {
        /// When it was begun, the last time.
        since: Timestamp,
        /// Who may write how it ends.
        lease: Lease,
        /// Whether somebody has asked that it end: it is cancelled then, not begun again.
        cancelling: bool,
    },
    /// Every output was made.
    Succeeded {
        /// When it was begun.
        since: Timestamp,
        /// When it ended.
        at: Timestamp,
    },
    /// A node failed, a limit was met, or it could not be begun.
    Failed {
        /// When it was begun, if it ever was.
        since: Option<Timestamp>,
        /// When it ended.
        at: Timestamp,
        /// Why, in short.
        why: Excerpt,
    },
    /// Somebody cancelled it, or what it ran for was stopped or deleted.
    Cancelled {
        /// When it was begun, if it ever was.
        since: Option<Timestamp>,
        /// When it ended.
        at: Timestamp,
    },
}

/// The right to run an execution, for a while. Whoever has an older token has lost it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lease {
    /// Which claim this is, from 1: the fencing token.
    pub token: u32,
    /// Until when nobody else may claim it.
    pub until: Timestamp,
}

/// How a run ended, for its worker to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// Every output was made.
    Succeeded,
    /// It failed, for this reason.
    Failed(Excerpt),
    /// It was cancelled.
    Cancelled,
}

/// A state's name alone: for filters, colours and the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExecutionStatus {
    /// Waiting.
    Queued,
    /// Begun.
    Running,
    /// Ended well.
    Succeeded,
    /// Ended with an error.
    Failed,
    /// Ended on demand.
    Cancelled,
}

/// A transition that does not exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoTransition {
    /// It is over; what it is now it stays.
    #[error("the execution is {0} already")]
    Over(ExecutionStatus),
    /// Another worker holds its lease, or this one's has run out and was given away.
    #[error("another worker runs the execution")]
    LeaseLost,
    /// It has not begun.
    #[error("the execution has not begun")]
    NotBegun,
}

impl ExecutionState {
    /// Its name alone.
    pub const fn status(&self) -> ExecutionStatus {
        match self {
            Self::Queued => ExecutionStatus::Queued,
            Self::Running { .. } => ExecutionStatus::Running,
            Self::Succeeded { .. } => ExecutionStatus::Succeeded,
            Self::Failed { .. } => ExecutionStatus::Failed,
            Self::Cancelled { .. } => ExecutionStatus::Cancelled,
        }
    }

    /// Whether nothing changes it any more.
    pub const fn is_over(&self) -> bool {
        self.ended_at().is_some()
    }

    /// When it ended, if it has.
    pub const fn ended_at(&self) -> Option<Timestamp> {
        match self {
            Self::Queued | Self::Running { .. } => None,
            Self::Succeeded { at, .. } | Self::Failed { at, .. } | Self::Cancelled { at, .. } => Some(*at),
        }
    }

    /// When it was begun, the last time.
    pub const fn begun_at(&self) -> Option<Timestamp> {
        match self {
            Self::Queued => None,
            Self::Running { since, .. } | Self::Succeeded { since, .. } => Some(*since),
            Self::Failed { since, .. } | Self::Cancelled { since, .. } => *since,
        }
    }

    /// Begins it: one that waits, or one whose worker has let its lease run out.
    ///
    /// One that was to be cancelled is not begun again, it is Cancelled.
    ///
    /// # Errors
    /// Where it is over, or somebody holds its lease.
    pub fn claim(self, now: Timestamp, lease: Lease) -> Result<Self, NoTransition> {
        match self {
            Self::Queued => Ok(Self::Running { since: now, lease, cancelling: false }),
            Self::Running { lease: held, .. } if held.until > now => Err(NoTransition::LeaseLost),
            Self::Running { since, cancelling: true, .. } => Ok(Self::Cancelled { since: Some(since), at: now }),
            Self::Running { .. } => Ok(Self::Running { since: now, lease, cancelling: false }),
            over => Err(NoTransition::Over(over.status())),
        }
    }

    /// Holds the lease for longer.
    ///
    /// # Errors
    /// Where it is not this token's any more.
    pub fn renew(self, token: u32, until: Timestamp) -> Result<Self, NoTransition> {
        let (since, cancelling) = self.held(token)?;
        Ok(Self::Running { since, lease: Lease { token, until }, cancelling })
    }

    /// Writes how it ended.
    ///
    /// # Errors
    /// Where the lease is not this token's any more: another worker's word counts.
    pub fn finish(self, token: u32, now: Timestamp, end: End) -> Result<Self, NoTransition> {
        let (since, _) = self.held(token)?;
        Ok(match end {
            End::Succeeded => Self::Succeeded { since, at: now },
            End::Failed(why) => Self::Failed { since: Some(since), at: now, why },
            End::Cancelled => Self::Cancelled { since: Some(since), at: now },
        })
    }

    /// Gives it back unfinished, to be begun again; one that was to be cancelled is Cancelled.
    ///
    /// # Errors
    /// Where the lease is not this token's any more.
    pub fn release(self, token: u32, now: Timestamp) -> Result<Self, NoTransition> {
        let (since, cancelling) = self.held(token)?;
        Ok(if cancelling { Self::Cancelled { since: Some(since), at: now } } else { Self::Queued })
    }

    /// Asks it to end: one that waits is Cancelled at once, one that runs when its worker has ended it.
    ///
    /// # Errors
    /// Where it is over.
    pub fn cancel(self, now: Timestamp) -> Result<Self, NoTransition> {
        match self {
            Self::Queued => Ok(Self::Cancelled { since: None, at: now }),
            Self::Running { since, lease, .. } => Ok(Self::Running { since, lease, cancelling: true }),
            over => Err(NoTransition::Over(over.status())),
        }
    }

    fn held(self, token: u32) -> Result<(Timestamp, bool), NoTransition> {
        match self {
            Self::Running { since, lease, cancelling } if lease.token == token => Ok((since, cancelling)),
            Self::Running { .. } => Err(NoTransition::LeaseLost),
            Self::Queued => Err(NoTransition::NotBegun),
            over => Err(NoTransition::Over(over.status())),
        }
    }
}

impl ExecutionStatus {
    /// Every status, in the order of a life.
    pub const ALL: [Self; 5] = [Self::Queued, Self::Running, Self::Succeeded, Self::Failed, Self::Cancelled];

    /// The word on the wire and in URLs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    /// The word on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Queued => "Queued",
            Self::Running => "Running",
            Self::Succeeded => "Succeeded",
            Self::Failed => "Failed",
            Self::Cancelled => "Cancelled",
        }
    }
}

impl fmt::Display for ExecutionStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for ExecutionStatus {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        let found = Self::ALL.into_iter().find(|status| status.as_str() == word);
        found.ok_or_else(|| UnknownWord::new(word, "queued, running, succeeded, failed, cancelled"))
    }
}

#[cfg(test)]
mod tests;
