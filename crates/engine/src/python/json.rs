//! JSON as Python's `json` writes it: not-a-number and the infinities are bare words there.

use serde::de::DeserializeOwned;

/// What JSON has no word for; the longest first.
const WORDS: [&str; 3] = ["-Infinity", "Infinity", "NaN"];

/// Reads a text; the numbers that JSON cannot say become `null`.
pub(crate) fn read<T: DeserializeOwned>(text: &str) -> serde_json::Result<T> {
    serde_json::from_str(text).or_else(|error| match without_words(text) {
        Some(plain) => serde_json::from_str(&plain),
        None => Err(error),
    })
}

/// The text without those words; none where it has none.
fn without_words(text: &str) -> Option<String> {
    let (mut plain, mut rest) = (String::with_capacity(text.len()), text);
    let mut found = false;
    let mut is_string = false;
    while let Some(character) = rest.chars().next() {
        let word = WORDS.into_iter().find(|word| !is_string && rest.starts_with(word));
        let taken = match (word, character) {
            (Some(word), _) => word.len(),
            // What is escaped ends no string.
            (None, '\\') => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
            (None, other) => other.len_utf8(),
        };
        is_string ^= character == '"';
        found |= word.is_some();
        plain.push_str(if word.is_some() { "null" } else { &rest[..taken] });
        rest = &rest[taken..];
    }
    found.then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value as Json, json};

    #[test]
    fn reads_what_python_writes() {
        let read = |text: &str| read::<Json>(text).ok();
        let words = r#"{"a": NaN, "b": [-Infinity, Infinity], "NaN": "\"NaN\\", "c": "\\", "d": NaN}"#;
        let expected = json!({ "a": null, "b": [null, null], "NaN": "\"NaN\\", "c": "\\", "d": null });
        assert_eq!(read(words), Some(expected));
        assert_eq!(read("[1, \"Zoë\"]"), Some(json!([1, "Zoë"])));
        for broken in ["", "Na", "NaNs", "{\"a", "\\", "\"NaN\\"] {
            assert_eq!(read(broken), None, "{broken}");
        }
    }
}
