//! What a write needs of the disk before it is answered: its entry, in order, and no more.
//!
//! Everything else follows from the entries and comes home later.

use crate::{StoreError, changes::Changes};

/// A place of bounded length that entries are appended to, and that begins anew when all are home.
pub(crate) trait Journal: Send + 'static {
    /// Whether these changes' entries have place behind what it holds.
    fn has_place(&self, changes: &Changes) -> bool;

    /// Begins anew: what it holds is home.
    fn rewind(&mut self);

    /// Returns once these changes' entries survive a power cut. An error is final.
    fn append(&mut self, changes: &Changes) -> Result<(), StoreError>;
}
