//! What a write needs of the disk before it is answered: its line, in order, and no more.
//!
//! Everything else follows from the lines and comes home later.

use crate::{StoreError, changes::Changes};

/// A place of bounded length that lines are appended to, and that begins anew when all are home.
pub(crate) trait Journal: Send + 'static {
    /// Whether these changes' lines have place behind what it holds.
    fn has_place(&self, changes: &Changes) -> bool;

    /// Begins anew: what it holds is home.
    fn rewind(&mut self);

    /// Returns once these changes' lines survive a power cut. An error is final.
    fn append(&mut self, changes: &Changes) -> Result<(), StoreError>;
}
