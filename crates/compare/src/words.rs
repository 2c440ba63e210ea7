//! Texts of a graph, made fit to be read in a line: short, and of letters that stay where they are put.

use domain::{Excerpt, InputValue};
use serde_json::Value as Json;

/// How much of what is the same stands before the place where two long values part.
const LEAD: usize = 40;

/// The beginning of a text, in one line.
pub(crate) fn excerpt(text: &str) -> Excerpt {
    // Cut first: what may be megabytes is not copied.
    Excerpt::of(&in_line(Excerpt::of(text).as_str()))
}

/// A text without what breaks lines or turns letters around.
pub(crate) fn in_line(text: &str) -> String {
    let turns_text = |c| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let breaks_line = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    text.chars().filter(|c| !turns_text(*c)).map(|c| if breaks_line(c) { ' ' } else { c }).collect()
}

/// One value in words.
pub(crate) fn value(json: &Json) -> InputValue {
    let text = json.to_string();
    told(&text, 0)
}

/// Two values in words: long ones from where they part.
pub(crate) fn values(old: &Json, new: &Json) -> (InputValue, InputValue) {
    let (old, new) = (old.to_string(), new.to_string());
    let same = old.bytes().zip(new.bytes()).take_while(|(old, new)| old == new).count();
    (told(&old, same), told(&new, same))
}

fn told(text: &str, same: usize) -> InputValue {
    let start = text.floor_char_boundary(same.saturating_sub(LEAD));
    let is_long = text.len() > Excerpt::MAX_BYTES as usize;
    let json = if is_long && start > 0 { excerpt(&["…", &text[start..]].concat()) } else { excerpt(text) };
    InputValue::Value { json, bytes: u32::try_from(text.len()).unwrap_or(u32::MAX) }
}

/// A count as the wire has it.
pub(crate) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::{excerpt, values};
    use serde_json::json;

    #[test]
    fn long_values_are_told_from_where_they_part() {
        let long = |end: &str| json!("ä".repeat(50_000) + end);
        let (old, new) = values(&long("cat"), &long("dog"));
        assert_eq!(old.to_string(), format!("…{}cat\" (100005 bytes)", "ä".repeat(20)));
        assert_eq!(new.to_string(), format!("…{}dog\" (100005 bytes)", "ä".repeat(20)));
        let (old, new) = values(&json!("cat"), &json!(1.5));
        assert_eq!((old.to_string(), new.to_string()), ("\"cat\"".to_owned(), "1.5".to_owned()));
    }

    #[test]
    fn a_line_stays_a_line() {
        assert_eq!(excerpt("a\nb\u{202e}c\u{2028}d\u{1b}[1m").as_str(), "a bc d [1m");
    }
}
