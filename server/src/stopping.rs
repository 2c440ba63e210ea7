//! The way down: who must hear of it, and whom it waits for.

use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// Tells long answers to end, and knows the changes that are still being made.
#[derive(Debug, Clone, Default)]
pub struct Stopping {
    token: CancellationToken,
    changes: TaskTracker,
}

impl Stopping {
    /// Tells everybody that the server is going down.
    pub fn begin(&self) {
        self.token.cancel();
        self.changes.close();
    }

    /// Waits until [`Stopping::begin`] was called.
    pub async fn begun(&self) {
        self.token.cancelled().await;
    }

    /// Whether the server is going down.
    pub fn is_begun(&self) -> bool {
        self.token.is_cancelled()
    }

    /// The changes that are being made, also for clients that have gone meanwhile.
    pub const fn changes(&self) -> &TaskTracker {
        &self.changes
    }
}
