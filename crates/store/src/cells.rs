//! The little that the rules need of an engine: an ordered map that applies edits atomically.

use crate::{StoreError, keys::Key};
use std::ops::Range;

/// One change of one key; none removes it.
pub(crate) type Edit = (Key, Option<Vec<u8>>);

/// In which direction a range is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    Ascending,
    Descending,
}

/// An ordered map of bytes.
pub(crate) trait Cells: Send + Sync + 'static {
    /// The value at a key.
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError>;

    /// At most `limit` keys and values in a range.
    fn range(&self, range: Range<Key>, order: Order, limit: u32) -> Result<Vec<(Key, Vec<u8>)>, StoreError>;

    /// Makes all the edits or none, also across a crash. Not yet durable.
    fn apply(&self, edits: Vec<Edit>) -> Result<(), StoreError>;

    /// Returns once everything applied so far survives a power cut. An error is final.
    fn make_durable(&self) -> Result<(), StoreError>;

    /// Whether there is room enough for a write to begin.
    fn has_room(&self) -> bool;
}
