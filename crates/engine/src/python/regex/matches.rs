//! Searching once, and all matches in a row as Python 3.7 and later find them.

use super::{Pattern, RegexError, refused};
use fancy_regex::{Captures, Regex};
use std::ops::Range;

/// One match: where each group lies in the text; group 0 is the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Match {
    groups: Vec<Option<Range<usize>>>,
}

impl Match {
    /// Where the whole match lies.
    pub(crate) fn range(&self) -> Range<usize> {
        self.groups[0].clone().unwrap_or_default()
    }

    /// Where each group lies.
    #[cfg(test)]
    pub(super) fn groups(&self) -> &[Option<Range<usize>>] {
        &self.groups
    }

    /// What a group found; nothing where it took no part.
    pub(crate) fn group<'t>(&self, group: usize, text: &'t str) -> Option<&'t str> {
        self.groups.get(group)?.clone().map(|range| &text[range])
    }
}

impl From<Captures<'_, str>> for Match {
    fn from(captures: Captures<'_, str>) -> Self {
        Self { groups: captures.iter().map(|group| group.map(|found| found.start()..found.end())).collect() }
    }
}

/// `re.search`.
pub(crate) fn search(pattern: &Pattern, text: &str) -> Result<Option<Match>, RegexError> {
    find(&pattern.regex, text, 0)
}

/// `re.finditer`, at most `most` of them.
///
/// After an empty match the next one may begin at the same place, if it is not empty.
pub(crate) fn matches(pattern: &Pattern, text: &str, most: usize) -> Result<Vec<Match>, RegexError> {
    let mut found: Vec<Match> = Vec::new();
    let (mut at, mut was_empty) = (0, false);
    while found.len() < most {
        let advanced = if was_empty { find(&pattern.advancing, text, at)? } else { None };
        let next = match (advanced, was_empty) {
            (Some(next), _) => Some(next),
            (None, false) => find(&pattern.regex, text, at)?,
            (None, true) => match text[at..].chars().next() {
                Some(c) => find(&pattern.regex, text, at + c.len_utf8())?,
                None => None,
            },
        };
        let Some(next) = next else { break };
        let range = next.range();
        (at, was_empty) = (range.end, range.is_empty());
        found.push(next);
    }
    Ok(found)
}

fn find(regex: &Regex, text: &str, from: usize) -> Result<Option<Match>, RegexError> {
    let captures = regex.captures_from_pos(text, from).map_err(|error| refused(&error))?;
    Ok(captures.map(Match::from))
}
