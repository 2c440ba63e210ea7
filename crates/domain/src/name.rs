//! What people call a workflow or a deployment.
//!
//! Any script, emoji and markup included: a name is text and is always shown
//! as text, never executed. Only what cannot be seen on one line is refused.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr, sync::Arc};

/// A name of 1 to 120 characters without control characters, trimmed.
///
/// Cheap to clone: lists of thousands share one text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Name(Arc<str>);

/// Why a text is not a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidName {
    /// Nothing, or nothing that can be seen.
    #[error("a name needs at least one character that can be seen")]
    Empty,
    /// Longer than [`Name::MAX_CHARS`].
    #[error("a name has at most {} characters; this one has {length}", Name::MAX_CHARS)]
    TooLong {
        /// How many characters it has.
        length: u32,
    },
    /// A line break, a tab, an escape …
    #[error("a name has no control characters such as line breaks or tabs; there is one at character {at}")]
    Control {
        /// Which character it is, counted from 1.
        at: u32,
    },
}

impl Name {
    /// How many characters (Unicode scalar values) a name may have.
    pub const MAX_CHARS: u32 = 120;

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Makes a name of any text: control characters become spaces, what is too long is cut,
    /// and nothing at all becomes `fallback`. For file names and titles that are only hints.
    pub fn lenient(text: &str, fallback: &str) -> Result<Self, InvalidName> {
        let visible: String = text.chars().map(|c| if is_control(c) { ' ' } else { c }).collect();
        let cut: String = visible.trim().chars().take(Self::MAX_CHARS as usize).collect();
        cut.parse().or_else(|_| fallback.parse())
    }
}

impl FromStr for Name {
    type Err = InvalidName;

    fn from_str(text: &str) -> Result<Self, InvalidName> {
        let text = text.trim_matches(' ');
        if text.chars().all(is_invisible) {
            return Err(InvalidName::Empty);
        }
        if let Some(at) = text.chars().position(is_control) {
            return Err(InvalidName::Control { at: count(at) + 1 });
        }
        match count(text.chars().count()) {
            length if length > Self::MAX_CHARS => Err(InvalidName::TooLong { length }),
            _ => Ok(Self(text.into())),
        }
    }
}

/// Control characters, and the two separators that break lines as they do.
fn is_control(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// White space, and what Unicode lets programs draw as nothing (`Default_Ignorable_Code_Point`). Among letters
/// these are fine: emoji are joined and writing is turned with them.
const fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Characters of a text that fits in memory; more than `u32::MAX` is as wrong as `u32::MAX`.
fn count(chars: usize) -> u32 {
    u32::try_from(chars).unwrap_or(u32::MAX)
}

impl TryFrom<String> for Name {
    type Error = InvalidName;

    fn try_from(text: String) -> Result<Self, InvalidName> {
        text.parse()
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_any_script_emoji_and_markup() {
        for text in
            ["a", "Grüße 你好 مرحبا", "🧂", "👨\u{200d}👩\u{200d}👧", "<script>alert(1)</script>", "\u{202e}gnp.exe"]
        {
            assert_eq!(text.parse::<Name>().unwrap().as_str(), text);
        }
    }

    #[test]
    fn says_what_is_wrong() {
        let long = "x".repeat(121);
        for (text, wrong) in [
            ("", InvalidName::Empty),
            ("  ", InvalidName::Empty),
            ("\u{200b}\u{ad}\u{202e} \u{3164}\u{feff}", InvalidName::Empty),
            ("a\u{2028}b", InvalidName::Control { at: 2 }),
            ("a\nb", InvalidName::Control { at: 2 }),
            ("a\u{7}", InvalidName::Control { at: 2 }),
            (&*long, InvalidName::TooLong { length: 121 }),
        ] {
            assert_eq!(text.parse::<Name>(), Err(wrong));
        }
    }

    #[test]
    fn makes_a_name_of_any_hint() {
        assert_eq!(Name::lenient("a\tb", "x").unwrap().as_str(), "a b");
        assert_eq!(Name::lenient("\n", "Untitled").unwrap().as_str(), "Untitled");
        assert_eq!(Name::lenient(&"é".repeat(500), "x").unwrap().as_str().chars().count(), 120);
    }
}
