//! A day in UTC, as people say from when and until when.

use crate::Timestamp;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A day, written `2026-11-23`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Day {
    begins: Timestamp,
}

/// A text that is not a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is a day in UTC, for example 2026-11-23")]
pub struct InvalidDay;

impl Day {
    const MILLIS: i64 = 86_400_000;

    /// Its first moment.
    pub const fn begins(self) -> Timestamp {
        self.begins
    }

    /// The first moment after it.
    pub const fn ends(self) -> Timestamp {
        Timestamp::from_millis(self.begins.as_millis() + Self::MILLIS)
    }
}

impl FromStr for Day {
    type Err = InvalidDay;

    fn from_str(text: &str) -> Result<Self, InvalidDay> {
        if text.len() != "2026-11-23".len() {
            return Err(InvalidDay);
        }
        let begins = [text, "T00:00:00Z"].concat().parse().map_err(|_| InvalidDay)?;
        Ok(Self { begins })
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let moment = self.begins.to_string();
        f.write_str(moment.split('T').next().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_prints() {
        for text in ["2026-11-23", "2024-02-29", "0001-01-01", "9999-12-31"] {
            assert_eq!(text.parse::<Day>().unwrap().to_string(), text);
        }
        let day: Day = "2026-11-23".parse().unwrap();
        assert_eq!(day.ends().to_string(), "2026-11-24T00:00:00Z");
    }

    #[test]
    fn a_day_that_never_was_is_none() {
        for text in ["", "2026-02-29", "2026-13-01", "26-11-23", "2026-11-23T", "2026/11/23", "20261123Z", "2026-1-023"]
        {
            assert_eq!(text.parse::<Day>(), Err(InvalidDay), "{text}");
        }
    }
}
