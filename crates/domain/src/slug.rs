//! The part of a stable address that people choose.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// 1 to 48 lower-case letters and digits, with single hyphens between them: `product-headline-2`.
///
/// It stands in URLs as it is, and keeps its bytes in place, so that it can be copied as an id can.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug {
    /// Filled up with zeros, which sort before every letter.
    bytes: [u8; Self::MAX],
}

/// Why a text is not a slug.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidSlug {
    /// Nothing, or too much.
    #[error("a slug has 1 to {} characters", Slug::MAX)]
    Length,
    /// A character that has no place in it.
    #[error("a slug has lower-case letters a to z and digits, with single hyphens between them")]
    Character,
}

impl Slug {
    /// How many characters it has at most.
    pub const MAX: usize = 48;

    /// The slug as text.
    pub fn as_str(&self) -> &str {
        let end = self.bytes.iter().position(|byte| *byte == 0).unwrap_or(Self::MAX);
        // ASCII alone was let in.
        std::str::from_utf8(&self.bytes[..end]).unwrap_or_default()
    }

    /// Where requests to the address are sent, from the server's root.
    pub fn endpoint_path(&self) -> String {
        format!("/api/v1/run/{self}/executions/")
    }

    /// What a name suggests: its Latin letters and digits; none where it has none.
    pub fn suggested(name: &str) -> Option<Self> {
        let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        let mut text = words.collect::<Vec<_>>().join("-").to_ascii_lowercase();
        text.truncate(Self::MAX);
        text.trim_end_matches('-').parse().ok()
    }
}

impl FromStr for Slug {
    type Err = InvalidSlug;

    fn from_str(text: &str) -> Result<Self, InvalidSlug> {
        if text.is_empty() || text.len() > Self::MAX {
            return Err(InvalidSlug::Length);
        }
        let is_word = |word: &str| {
            !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        };
        if !text.split('-').all(is_word) {
            return Err(InvalidSlug::Character);
        }
        let mut bytes = [0; Self::MAX];
        bytes[..text.len()].copy_from_slice(text.as_bytes());
        Ok(Self { bytes })
    }
}

impl TryFrom<String> for Slug {
    type Error = InvalidSlug;

    fn try_from(text: String) -> Result<Self, InvalidSlug> {
        text.parse()
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.as_str().to_owned()
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Slug({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_prints_and_sorts_as_text() {
        let longest = "x".repeat(Slug::MAX);
        let mut slugs: Vec<Slug> = ["b", "a-b", "a1", "a", &longest].map(|it| it.parse().unwrap()).into();
        slugs.sort_unstable();
        let texts: Vec<_> = slugs.iter().map(Slug::as_str).collect();
        assert_eq!(texts, ["a", "a-b", "a1", "b", &*longest]);
    }

    #[test]
    fn says_what_is_wrong() {
        for (text, wrong) in [
            ("", InvalidSlug::Length),
            (&*"x".repeat(49), InvalidSlug::Length),
            ("A", InvalidSlug::Character),
            ("a--b", InvalidSlug::Character),
            ("-a", InvalidSlug::Character),
            ("a-", InvalidSlug::Character),
            ("a_b", InvalidSlug::Character),
            ("grüße", InvalidSlug::Character),
            ("a\0", InvalidSlug::Character),
        ] {
            assert_eq!(text.parse::<Slug>(), Err(wrong), "{text:?}");
        }
    }

    #[test]
    fn suggests_from_names() {
        for (name, slug) in [
            ("Product headline", Some("product-headline")),
            ("  A / B  ", Some("a-b")),
            ("Grüße 2", Some("gr-e-2")),
            ("你好", None),
            (&*format!("{} b", "a".repeat(47)), Some(&*"a".repeat(47))),
        ] {
            assert_eq!(Slug::suggested(name).map(String::from).as_deref(), slug, "{name}");
        }
    }
}
