//! As of when a page is: what it shows may have changed since.

use crate::Brine;
use domain::Position;

/// A state of everything that pages show: of the feed, and of the executions, which are not in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Moment {
    pub(crate) position: Position,
    pub(crate) executions: u64,
}

impl Moment {
    /// The state as it is now.
    pub(crate) fn now(brine: &Brine) -> Self {
        Self { position: brine.service.catalogue().position(), executions: brine.service.executions_revision() }
    }
}
