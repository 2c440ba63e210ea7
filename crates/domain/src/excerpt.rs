//! The beginning of a text that may be long: what rows and lists have room for.

use serde::{Deserialize, Serialize};
use std::{fmt, sync::Arc};

/// At most [`Excerpt::MAX_BYTES`] bytes of a text, cut between characters; `…` says that more was there.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "String")]
pub struct Excerpt(Arc<str>);

impl Excerpt {
    /// How many bytes it has at most, the `…` included.
    pub const MAX_BYTES: u32 = 300;

    /// The beginning of a text.
    pub fn of(text: &str) -> Self {
        const MAX: usize = Excerpt::MAX_BYTES as usize;
        if text.len() <= MAX {
            return Self(text.into());
        }
        let end = text.floor_char_boundary(MAX - '…'.len_utf8());
        Self(format!("{}…", &text[..end]).into())
    }

    /// The excerpt as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for Excerpt {
    fn from(text: String) -> Self {
        Self::of(&text)
    }
}

impl fmt::Display for Excerpt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_between_characters() {
        assert_eq!(Excerpt::of("short").as_str(), "short");
        for text in ["x".repeat(301), "ä".repeat(200), "🦀".repeat(100)] {
            let excerpt = Excerpt::of(&text);
            assert!(excerpt.as_str().len() <= Excerpt::MAX_BYTES as usize && excerpt.as_str().ends_with('…'));
        }
    }
}
