//! A node in the one way that all of its spellings share, for its digest.

use crate::numbers::spelled;
use serde_json::Value as Json;

/// Writes a value so that two are written alike exactly where they are the same.
pub(crate) fn write_value(out: &mut Vec<u8>, value: &Json) {
    match value {
        Json::Null => out.push(b'n'),
        Json::Bool(value) => out.push(if *value { b't' } else { b'f' }),
        Json::Number(number) => {
            out.push(b'#');
            write_text(out, &spelled(number));
        }
        Json::String(text) => {
            out.push(b'"');
            write_text(out, text);
        }
        Json::Array(items) => {
            out.push(b'[');
            write_length(out, items.len());
            items.iter().for_each(|item| write_value(out, item));
        }
        Json::Object(members) => {
            out.push(b'{');
            write_length(out, members.len());
            let mut members: Vec<_> = members.iter().collect();
            members.sort_unstable_by_key(|(name, _)| *name);
            for (name, value) in members {
                write_text(out, name);
                write_value(out, value);
            }
        }
    }
}

/// Writes a text with its length before it, so that no two texts can be taken for two others.
pub(crate) fn write_text(out: &mut Vec<u8>, text: &str) {
    write_length(out, text.len());
    out.extend_from_slice(text.as_bytes());
}

fn write_length(out: &mut Vec<u8>, length: usize) {
    out.extend_from_slice(&(length as u64).to_be_bytes());
}
