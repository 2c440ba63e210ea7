//! Sets of characters: `[a-z\d]`. In Python's, `[`, `&&` and `--` are characters like any other.

use super::{
    Flags, RegexError,
    escape::{Cursor, Escape, error},
};
use std::fmt::Write as _;

/// Translates a set whose `[` was just taken.
pub(super) fn translate(cursor: &mut Cursor, flags: Flags) -> Result<String, RegexError> {
    let start = cursor.at - 1;
    let mut set = String::from("[");
    if cursor.take('^') {
        set.push('^');
    }
    let first = cursor.at;
    loop {
        let from = cursor.at;
        let Some(c) = cursor.next() else { return Err(error("unterminated character set", start)) };
        if c == ']' && from != first {
            break;
        }
        let low = member(cursor, c)?;
        let is_range = cursor.peek() == Some('-');
        if !is_range {
            push(&mut set, &low, flags);
            continue;
        }
        cursor.next();
        match cursor.next() {
            None => return Err(error("unterminated character set", start)),
            Some(']') => {
                push(&mut set, &low, flags);
                push(&mut set, &Escape::Char('-'), flags);
                break;
            }
            Some(c) => match (low, member(cursor, c)?) {
                (Escape::Char(low), Escape::Char(high)) if low <= high => {
                    // Writing into a text cannot fail.
                    let _ = write!(set, "\\x{{{:x}}}-\\x{{{:x}}}", u32::from(low), u32::from(high));
                }
                _ => return Err(error("bad character range", from)),
            },
        }
    }
    set.push(']');
    Ok(set)
}

fn member(cursor: &mut Cursor, c: char) -> Result<Escape, RegexError> {
    if c == '\\' { cursor.escape(true) } else { Ok(Escape::Char(c)) }
}

fn push(set: &mut String, member: &Escape, flags: Flags) {
    match member {
        Escape::Kind(kind) => set.push_str(kind_of(*kind, flags)),
        Escape::Char(c) => {
            // Writing into a text cannot fail.
            let _ = write!(set, "\\x{{{:x}}}", u32::from(*c));
        }
        Escape::Place(_) | Escape::Group(_) => {}
    }
}

/// `\d`, `\s`, `\w` and their opposites, as sets.
pub(super) const fn kind_of(kind: char, flags: Flags) -> &'static str {
    match (kind, flags.ascii) {
        ('d', false) => r"[\d]",
        ('D', false) => r"[^\d]",
        ('s', false) => r"[\s\x1c-\x1f]",
        ('S', false) => r"[^\s\x1c-\x1f]",
        ('w', false) => r"[\p{L}\p{N}_]",
        ('W', false) => r"[^\p{L}\p{N}_]",
        ('d', true) => "[0-9]",
        ('D', true) => "[^0-9]",
        ('s', true) => r"[ \t\n\r\x0b\x0c]",
        ('S', true) => r"[^ \t\n\r\x0b\x0c]",
        ('w', true) => "[A-Za-z0-9_]",
        (_, _) => "[^A-Za-z0-9_]",
    }
}
