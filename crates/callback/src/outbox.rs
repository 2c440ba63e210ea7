//! What the courier reads and notes. Whoever owns a store plays it.

use crate::{Attempted, Delivery};
use async_trait::async_trait;
use domain::{ExecutionId, Timestamp};

/// The callbacks that are to be sent, durably kept.
#[async_trait]
pub trait Outbox: Send + Sync + 'static {
    /// All callbacks that are to be sent, now or later. Asked once, at the start.
    async fn due(&self) -> Result<Vec<Due>, OutboxError>;

    /// One of them, whole, as it is now; none where it is not to be sent any more.
    async fn load(&self, id: ExecutionId) -> Result<Option<Pending>, OutboxError>;

    /// Keeps what became of an attempt. Asked again until it succeeds, so where the execution is gone
    /// there is nothing to keep and that is a success.
    async fn note(&self, id: ExecutionId, attempted: &Attempted) -> Result<(), OutboxError>;
}

/// A callback that is to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Of which execution.
    pub id: ExecutionId,
    /// When; at once where that is past.
    pub at: Timestamp,
    /// Where to. Callbacks to one origin share its line.
    pub url: String,
}

/// A callback as it is kept.
#[derive(Debug, Clone)]
pub struct Pending {
    /// What is sent.
    pub delivery: Delivery,
    /// How often it was tried.
    pub attempts: u32,
}

/// Why the outbox could not be read or written, for the log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct OutboxError(pub String);
