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

impl CallbackAttempt {
    /// Whether its receiver took it.
    pub const fn is_delivered(&self) -> bool {
        matches!(self.status, Some(200..300))
    }

    /// What became of it: `Delivered: answered 204 after 12 ms.`
    pub fn summary(&self) -> String {
        let words = self.words.as_str().trim();
        match self.status {
            Some(status @ 200..300) => format!("Delivered: answered {status} after {} ms.", self.took_ms),
            Some(status) if words.is_empty() => format!("Not delivered: answered {status} after {} ms.", self.took_ms),
            Some(status) => format!("Not delivered: answered {status} after {} ms: {words}", self.took_ms),
            None => format!("Not delivered: {words}"),
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(status: Option<u16>, words: &str, summary: &str) {
        let words = Excerpt::of(words);
        let attempt = CallbackAttempt { at: Timestamp::from_millis(0), took_ms: 12, status, words };
        assert_eq!(attempt.summary(), summary);
        assert_eq!(attempt.is_delivered(), summary.starts_with("Delivered"));
    }

    #[test]
    fn an_attempt_says_what_became_of_it() {
        check(Some(204), "", "Delivered: answered 204 after 12 ms.");
        check(Some(500), "oops", "Not delivered: answered 500 after 12 ms: oops");
        check(Some(302), " ", "Not delivered: answered 302 after 12 ms.");
        check(None, "connection refused", "Not delivered: connection refused");
    }
}
