//! A text that is built up to a limit, so that a short graph cannot ask for all of the memory.

use super::node::NodeFailure;

/// A growing text.
pub(super) struct BoundedText {
    text: String,
    limit: u64,
}

impl BoundedText {
    pub(super) const fn new(limit: u64) -> Self {
        Self { text: String::new(), limit }
    }

    /// Appends, where there is room.
    pub(super) fn push(&mut self, piece: &str) -> Result<(), NodeFailure> {
        if (self.text.len() + piece.len()) as u64 > self.limit {
            return Err(NodeFailure::too_large("the text", self.limit));
        }
        self.text.push_str(piece);
        Ok(())
    }

    pub(super) fn finish(self) -> String {
        self.text
    }
}
