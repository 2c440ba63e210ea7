//! Discord's ids: of applications, servers, channels, users, interactions.

use serde::{Deserialize, Serialize};
use std::{fmt, num::NonZeroU64, str::FromStr};

/// One of Discord's ids: a number that is written as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Snowflake(NonZeroU64);

/// A text that is no id of Discord's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an id of Discord's has digits only, for example 1093258017224761465")]
pub struct InvalidSnowflake;

impl Snowflake {
    /// The id as a number; Discord gives out no zero.
    pub const fn get(self) -> u64 {
        self.0.get()
    }
}

impl From<NonZeroU64> for Snowflake {
    fn from(number: NonZeroU64) -> Self {
        Self(number)
    }
}

impl FromStr for Snowflake {
    type Err = InvalidSnowflake;

    fn from_str(text: &str) -> Result<Self, InvalidSnowflake> {
        // `parse` takes a sign; Discord does not.
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(InvalidSnowflake);
        }
        text.parse().map(Self).map_err(|_| InvalidSnowflake)
    }
}

impl TryFrom<String> for Snowflake {
    type Error = InvalidSnowflake;

    fn try_from(text: String) -> Result<Self, InvalidSnowflake> {
        text.parse()
    }
}

impl From<Snowflake> for String {
    fn from(id: Snowflake) -> Self {
        id.to_string()
    }
}

impl fmt::Display for Snowflake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_digits_and_not_zero() {
        for text in ["1", "1093258017224761465", "18446744073709551615"] {
            assert_eq!(text.parse::<Snowflake>().unwrap().to_string(), text);
        }
        for text in ["", "0", "+1", "-1", "1 ", "18446744073709551616", "１", "abc"] {
            assert_eq!(text.parse::<Snowflake>(), Err(InvalidSnowflake), "{text}");
        }
    }
}
