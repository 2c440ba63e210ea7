//! Python's `re`, on `fancy-regex` (a backtracking engine with look-around and back-references).
//!
//! A pattern is translated, not passed on: the two dialects agree on most, but not on `$`, `\Z`, `\w`, `\s`,
//! `{,n}`, octal escapes, sets, or what is an error. Known to differ: `\b` takes combining marks for parts
//! of a word; `(?L)` and `\N{…}` are refused; a look-behind may have alternatives of different lengths, but no
//! repeated look-around; back-references under `(?i)` compare exactly; a group whose last pass was empty keeps
//! what it found before. Of a thousand patterns drawn by lot five differ (`tests.rs`). A search that goes back too often is an error, where
//! Python would go on for hours.

mod escape;
mod matches;
mod pattern;
mod set;
mod template;

pub(crate) use matches::{Match, matches, search};
pub(crate) use template::Template;

use fancy_regex::{Regex, RegexBuilder};
use std::collections::HashMap;

/// `re.IGNORECASE`, `re.MULTILINE`, `re.DOTALL`, and what a pattern can set besides.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Flags {
    pub(crate) ignore_case: bool,
    pub(crate) multiline: bool,
    pub(crate) dotall: bool,
    pub(crate) verbose: bool,
    pub(crate) ascii: bool,
}

/// Why a pattern, a replacement or a search came to nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum RegexError {
    /// Python calls it an error too, in these words (`re.error`).
    #[error("{0}")]
    Python(String),
    /// Python raises an `IndexError`.
    #[error("{0}")]
    Index(String),
    /// Python would do it; this engine cannot.
    #[error("{0}")]
    Beyond(String),
}

/// A compiled pattern.
#[derive(Debug)]
pub(crate) struct Pattern {
    regex: Regex,
    /// The same, but at its start only and not empty there: what Python tries after an empty match.
    advancing: Regex,
    /// How many groups it has, group 0 left out.
    pub(crate) groups: usize,
    names: HashMap<String, usize>,
}

impl Pattern {
    /// `re.compile`; a search gives up after going back `backtracks` times.
    pub(crate) fn compile(pattern: &str, flags: Flags, backtracks: u32) -> Result<Self, RegexError> {
        let translated = pattern::translate(pattern, flags)?;
        let build = |text: &str| {
            RegexBuilder::new(text).backtrack_limit(backtracks as usize).build().map_err(|error| refused(&error))
        };
        Ok(Self {
            regex: build(&translated.text)?,
            advancing: build(&format!(r"\G(?:{})(?=(?!\G))", translated.text))?,
            groups: translated.groups,
            names: translated.names,
        })
    }
}

fn refused(error: &fancy_regex::Error) -> RegexError {
    match error {
        fancy_regex::Error::CompileError(inner)
            if matches!(
                **inner,
                fancy_regex::CompileError::LookBehindNotConst
                    | fancy_regex::CompileError::VariableLookBehindRequiresFeature
            ) =>
        {
            RegexError::Python("look-behind requires fixed-width pattern".to_owned())
        }
        fancy_regex::Error::RuntimeError(_) => {
            RegexError::Beyond("the regular expression takes too many steps on this text".to_owned())
        }
        other => RegexError::Beyond(format!("the regular expression is beyond this engine: {other}")),
    }
}

#[cfg(test)]
mod tests;
