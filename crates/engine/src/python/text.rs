//! Lists and objects as texts: Python's `repr`, and its `json.dumps(…, indent=4)`.

use super::number::float_text;
use fancy_regex::Regex;
use serde_json::{Number, Value as Json};
use std::{fmt::Write as _, sync::LazyLock};

#[expect(clippy::expect_used, reason = "the pattern is a literal and is compiled in this file's tests")]
static UNPRINTABLE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[\p{C}\p{Z}]").expect("literal pattern"));

/// `repr` of what a JSON value is in Python.
pub(crate) fn repr(json: &Json) -> String {
    match json {
        Json::Null => "None".to_owned(),
        Json::Bool(true) => "True".to_owned(),
        Json::Bool(false) => "False".to_owned(),
        Json::Number(number) => number_text(number),
        Json::String(text) => quoted(text),
        Json::Array(items) => format!("[{}]", items.iter().map(repr).collect::<Vec<_>>().join(", ")),
        Json::Object(members) => {
            let member = |(name, value): (&String, &Json)| format!("{}: {}", quoted(name), repr(value));
            format!("{{{}}}", members.iter().map(member).collect::<Vec<_>>().join(", "))
        }
    }
}

/// `str` of what a JSON value is in Python: only texts differ from their `repr`.
pub(crate) fn str(json: &Json) -> String {
    match json {
        Json::String(text) => text.clone(),
        other => repr(other),
    }
}

/// `json.dumps(value, indent=4)`: ASCII only.
pub(crate) fn dumps(json: &Json) -> String {
    let mut text = String::new();
    dump(json, 1, &mut text);
    text
}

fn dump(json: &Json, depth: usize, into: &mut String) {
    let line = |into: &mut String, depth: usize| {
        into.push('\n');
        into.extend(std::iter::repeat_n("    ", depth));
    };
    match json {
        Json::Number(number) => into.push_str(&number_text(number)),
        Json::String(text) => dump_text(text, into),
        Json::Array(items) if !items.is_empty() => {
            for (at, item) in items.iter().enumerate() {
                into.push(if at == 0 { '[' } else { ',' });
                line(into, depth);
                dump(item, depth + 1, into);
            }
            line(into, depth - 1);
            into.push(']');
        }
        Json::Object(members) if !members.is_empty() => {
            for (at, (name, value)) in members.iter().enumerate() {
                into.push(if at == 0 { '{' } else { ',' });
                line(into, depth);
                dump_text(name, into);
                into.push_str(": ");
                dump(value, depth + 1, into);
            }
            line(into, depth - 1);
            into.push('}');
        }
        other => into.push_str(&other.to_string()),
    }
}

fn dump_text(text: &str, into: &mut String) {
    let json = Json::from(text).to_string();
    let mut units = [0; 2];
    for c in json.chars() {
        if c.is_ascii() && c != '\x7f' {
            into.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut units) {
            // Writing into a text cannot fail.
            let _ = write!(into, "\\u{unit:04x}");
        }
    }
}

fn number_text(number: &Number) -> String {
    match number.as_f64() {
        Some(value) if number.is_f64() => float_text(value),
        _ => number.to_string(),
    }
}

/// `repr` of a text: single quotes, unless only those are in it.
pub(crate) fn quoted(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    let mut quoted = String::from(quote);
    for c in text.chars() {
        match c {
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            '\\' => quoted.push_str("\\\\"),
            c if c == quote => quoted.extend(['\\', c]),
            c if c == ' ' || !is_unprintable(c) => quoted.push(c),
            c => {
                // Writing into a text cannot fail.
                let _ = match u32::from(c) {
                    code @ 0..=0xff => write!(quoted, "\\x{code:02x}"),
                    code @ 0..=0xffff => write!(quoted, "\\u{code:04x}"),
                    code => write!(quoted, "\\U{code:08x}"),
                };
            }
        }
    }
    quoted.push(quote);
    quoted
}

fn is_unprintable(c: char) -> bool {
    !c.is_ascii_graphic() && UNPRINTABLE.is_match(c.encode_utf8(&mut [0; 4])).unwrap_or(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn quotes_as_python_does() {
        for (text, repr) in [
            ("it's", r#""it's""#),
            ("'\"", r#"'\'"'"#),
            ("é\u{a0}\u{0}\u{200b}🧂", "'é\\xa0\\x00\\u200b🧂'"),
            ("\u{e0001}", "'\\U000e0001'"),
        ] {
            assert_eq!(quoted(text), repr);
        }
    }

    #[test]
    fn dumps_as_python_does() {
        assert_eq!(dumps(&json!([])), "[]");
        assert_eq!(dumps(&json!({ "🧂\u{7f}": [1.0] })), "{\n    \"\\ud83e\\uddc2\\u007f\": [\n        1.0\n    ]\n}");
    }
}
