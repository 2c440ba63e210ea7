//! A deployment that was deleted, for as long as it can come back in some way.

use crate::{Deployment, RowRevision, Timestamp};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// What is kept of a deleted deployment: at first it can be restored as it was; until its snapshot goes, rolled back to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retired {
    /// What it was.
    pub deployment: Deployment,
    /// When it was deleted.
    pub deleted_at: Timestamp,
    /// Until when its snapshot is kept; none means for ever.
    pub kept_until: Option<Timestamp>,
    /// Whether its snapshot is to be removed, or is.
    pub is_forgotten: bool,
    /// Grows with every write of this row, from the deployment's.
    pub row: RowRevision,
}

impl Retired {
    /// How long a delete can be undone: the same id comes back.
    pub const UNDO: Duration = Duration::from_secs(10);

    /// Whether the delete can still be undone.
    pub fn can_be_restored(&self, now: Timestamp) -> bool {
        let undo = i64::try_from(Self::UNDO.as_millis()).unwrap_or(i64::MAX);
        !self.is_forgotten && now.as_millis() < self.deleted_at.as_millis().saturating_add(undo)
    }

    /// Whether its snapshot has been kept long enough.
    pub fn is_due(&self, now: Timestamp) -> bool {
        !self.is_forgotten && !self.can_be_restored(now) && self.kept_until.is_some_and(|until| until <= now)
    }
}
