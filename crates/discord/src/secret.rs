//! What must not be seen: bot tokens and the tokens of interactions.

use std::{fmt, sync::Arc};

/// A text that is never in logs: only [`Secret::reveal`] writes it out.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Arc<str>);

impl Secret {
    /// Keeps this text.
    pub fn new(text: &str) -> Self {
        Self(text.into())
    }

    /// The text, for whoever it is meant for.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}
