//! Why somebody deployed, in their own words.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr, sync::Arc};

/// A reason of 1 to 500 characters; line breaks are kept, other control characters refused.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Reason(Arc<str>);

/// Why a text is not a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidReason {
    /// Nothing, or nothing but white space: leave the reason out instead.
    #[error("a reason needs at least one character; leave it out if there is none")]
    Empty,
    /// Longer than [`Reason::MAX_CHARS`].
    #[error("a reason has at most {} characters", Reason::MAX_CHARS)]
    TooLong,
    /// A control character that is not a line break or a tab.
    #[error("a reason has no control characters but line breaks and tabs")]
    Control,
}

impl Reason {
    /// How many characters (Unicode scalar values) a reason may have.
    pub const MAX_CHARS: u32 = 500;

    /// The reason as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Reads a form field in which nothing means that no reason was given.
    pub fn from_field(text: &str) -> Result<Option<Self>, InvalidReason> {
        match text.parse() {
            Ok(reason) => Ok(Some(reason)),
            Err(InvalidReason::Empty) => Ok(None),
            Err(other) => Err(other),
        }
    }
}

impl FromStr for Reason {
    type Err = InvalidReason;

    fn from_str(text: &str) -> Result<Self, InvalidReason> {
        let text = text.trim().replace("\r\n", "\n");
        if text.is_empty() {
            return Err(InvalidReason::Empty);
        }
        if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
            return Err(InvalidReason::Control);
        }
        if text.chars().nth(Self::MAX_CHARS as usize).is_some() {
            return Err(InvalidReason::TooLong);
        }
        Ok(Self(text.into()))
    }
}

impl TryFrom<String> for Reason {
    type Error = InvalidReason;

    fn try_from(text: String) -> Result<Self, InvalidReason> {
        text.parse()
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_lines_and_refuses_the_invisible() {
        assert_eq!("a\r\nb".parse::<Reason>().unwrap().as_str(), "a\nb");
        assert_eq!("a\0".parse::<Reason>(), Err(InvalidReason::Control));
        assert_eq!("x".repeat(501).parse::<Reason>(), Err(InvalidReason::TooLong));
        assert_eq!(Reason::from_field(" "), Ok(None));
    }
}
