//! The replacement text of `re.sub`: `\1`, `\g<name>`, `\n`. A dollar is a dollar.

use super::{
    Match, Pattern, RegexError,
    escape::{Cursor, error, is_octal, octal},
};

/// A replacement, ready to be filled in.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Template {
    parts: Vec<Part>,
}

#[derive(Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Group(usize),
}

impl Template {
    /// Reads a replacement for this pattern.
    pub(crate) fn read(text: &str, pattern: &Pattern) -> Result<Self, RegexError> {
        let mut cursor = Cursor::new(text);
        let mut parts = Vec::new();
        while let Some(c) = cursor.next() {
            let part = if c == '\\' { escape(&mut cursor, pattern)? } else { Part::Text(c.into()) };
            match (parts.last_mut(), part) {
                (Some(Part::Text(before)), Part::Text(text)) => before.push_str(&text),
                (_, part) => parts.push(part),
            }
        }
        Ok(Self { parts })
    }

    /// The pieces of what replaces one match; a group that took no part is empty.
    pub(crate) fn fill<'a>(&'a self, found: &'a Match, text: &'a str) -> impl Iterator<Item = &'a str> {
        self.parts.iter().map(move |part| match part {
            Part::Text(text) => text.as_str(),
            Part::Group(group) => found.group(*group, text).unwrap_or_default(),
        })
    }
}

fn escape(cursor: &mut Cursor, pattern: &Pattern) -> Result<Part, RegexError> {
    let start = cursor.at - 1;
    let Some(c) = cursor.next() else { return Err(error("bad escape (end of pattern)", start)) };
    let text = match c {
        'g' => return named(cursor, pattern),
        '0' => octal(&format!("0{}", cursor.take_while(2, is_octal)), start)?.to_string(),
        c if c.is_ascii_digit() => return number(cursor, c, pattern),
        'a' => "\x07".to_owned(),
        'b' => "\x08".to_owned(),
        'f' => "\x0c".to_owned(),
        'n' => "\n".to_owned(),
        'r' => "\r".to_owned(),
        't' => "\t".to_owned(),
        'v' => "\x0b".to_owned(),
        '\\' => "\\".to_owned(),
        c if c.is_ascii_alphabetic() => return Err(error(&format!("bad escape \\{c}"), start)),
        c => format!("\\{c}"),
    };
    Ok(Part::Text(text))
}

/// `\101` is a character, `\10` and `\1` are groups.
fn number(cursor: &mut Cursor, first: char, pattern: &Pattern) -> Result<Part, RegexError> {
    let at = cursor.at - 1;
    let octals = cursor.take_while(2, is_octal);
    if is_octal(first) && octals.len() == 2 {
        return Ok(Part::Text(octal(&format!("{first}{octals}"), at - 1)?.into()));
    }
    cursor.at = at + 1;
    let second = cursor.take_while(1, |c| c.is_ascii_digit());
    group(&format!("{first}{second}"), at, pattern)
}

fn named(cursor: &mut Cursor, pattern: &Pattern) -> Result<Part, RegexError> {
    if !cursor.take('<') {
        return Err(error("missing <", cursor.at));
    }
    let at = cursor.at;
    let name = cursor.until('>', "group name")?;
    if name.bytes().all(|byte| byte.is_ascii_digit()) {
        return group(&name, at, pattern);
    }
    match pattern.names.get(&name) {
        Some(number) => Ok(Part::Group(*number)),
        None => Err(RegexError::Index(format!("unknown group name '{name}'"))),
    }
}

fn group(digits: &str, at: usize, pattern: &Pattern) -> Result<Part, RegexError> {
    match digits.parse() {
        Ok(number) if number <= pattern.groups => Ok(Part::Group(number)),
        _ => Err(error(&format!("invalid group reference {digits}"), at)),
    }
}
