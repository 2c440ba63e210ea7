//! Translates a pattern from Python's dialect into the engine's.

mod group;

use super::{
    Flags, RegexError,
    escape::{Cursor, Escape, error},
    set::{self, kind_of},
};
use std::collections::HashMap;

/// A pattern in the engine's dialect. Its groups have numbers only.
pub(super) struct Translated {
    pub(super) text: String,
    pub(super) groups: usize,
    pub(super) names: HashMap<String, usize>,
}

/// What stands before the place where a repeat may stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Nothing,
    Thing,
    Repeat,
}

struct Open {
    at: usize,
    flags: Flags,
    group: Option<usize>,
    is_look_around: bool,
}

struct Translator {
    cursor: Cursor,
    flags: Flags,
    text: String,
    before: Before,
    open: Vec<Open>,
    groups: usize,
    names: HashMap<String, usize>,
    /// The groups that conditions ask for, which may come later, and where.
    asked: Vec<(usize, usize)>,
}

/// Translates, or says in Python's words why it is no pattern.
pub(super) fn translate(pattern: &str, flags: Flags) -> Result<Translated, RegexError> {
    let mut translator = Translator {
        cursor: Cursor::new(pattern),
        flags,
        text: String::new(),
        before: Before::Nothing,
        open: Vec::new(),
        groups: 0,
        names: HashMap::new(),
        asked: Vec::new(),
    };
    while let Some(c) = translator.cursor.next() {
        translator.step(c)?;
    }
    if let Some(open) = translator.open.first() {
        return Err(error("missing ), unterminated subpattern", open.at));
    }
    if let Some((group, at)) = translator.asked.iter().find(|(group, _)| *group > translator.groups) {
        return Err(error(&format!("invalid group reference {group}"), *at));
    }
    let Translator { text, groups, names, flags, .. } = translator;
    let text = if flags.ignore_case { format!("(?i){text}") } else { text };
    Ok(Translated { text, groups, names })
}

impl Translator {
    fn step(&mut self, c: char) -> Result<(), RegexError> {
        match c {
            c if self.flags.verbose && " \t\n\r\x0b\x0c".contains(c) => {}
            '#' if self.flags.verbose => drop(self.cursor.take_while(usize::MAX, |c| c != '\n')),
            '^' => self.place(if self.flags.multiline { "(?m:^)" } else { r"\A" }),
            '$' => self.place(if self.flags.multiline { "(?m:$)" } else { r"(?=\n?\z)" }),
            '.' => self.thing(if self.flags.dotall { "(?s:.)" } else { r"[^\n]" }),
            '|' => {
                self.text.push('|');
                self.before = Before::Nothing;
            }
            '(' => self.open()?,
            ')' => self.close()?,
            '[' => {
                let set = set::translate(&mut self.cursor, self.flags)?;
                self.thing(&set);
            }
            '*' | '+' | '?' => self.repeat(&c.to_string(), self.cursor.at - 1)?,
            '{' => self.braces()?,
            '\\' => self.escape()?,
            c => self.thing(&fancy_regex::escape(c.encode_utf8(&mut [0; 4]))),
        }
        Ok(())
    }

    fn thing(&mut self, text: &str) {
        self.text.push_str(text);
        self.before = Before::Thing;
    }

    /// A place cannot be repeated.
    fn place(&mut self, text: &str) {
        self.text.push_str(text);
        self.before = Before::Nothing;
    }

    fn repeat(&mut self, text: &str, at: usize) -> Result<(), RegexError> {
        match self.before {
            Before::Nothing => return Err(error("nothing to repeat", at)),
            Before::Repeat => return Err(error("multiple repeat", at)),
            Before::Thing => self.text.push_str(text),
        }
        if self.cursor.take('?') {
            self.text.push('?');
        } else if self.cursor.take('+') {
            self.text.push('+');
        }
        self.before = Before::Repeat;
        Ok(())
    }

    /// `{2}`, `{2,}`, `{,3}`, `{2,3}` repeat; any other brace is a character.
    fn braces(&mut self) -> Result<(), RegexError> {
        let start = self.cursor.at;
        let low = self.cursor.take_while(usize::MAX, |c| c.is_ascii_digit());
        let comma = self.cursor.take(',');
        let high = if comma { self.cursor.take_while(usize::MAX, |c| c.is_ascii_digit()) } else { low.clone() };
        if !self.cursor.take('}') || (!comma && low.is_empty()) {
            self.cursor.at = start;
            self.thing(r"\{");
            return Ok(());
        }
        let number =
            |digits: &str, none: u32| if digits.is_empty() { none } else { digits.parse().unwrap_or(u32::MAX) };
        if number(&low, 0) > number(&high, u32::MAX) {
            return Err(error("min repeat greater than max repeat", start));
        }
        let low = if low.is_empty() { "0" } else { &low };
        let text = if comma { format!("{{{low},{high}}}") } else { format!("{{{low}}}") };
        self.repeat(&text, start - 1)
    }

    fn escape(&mut self) -> Result<(), RegexError> {
        let at = self.cursor.at;
        match self.cursor.escape(false)? {
            Escape::Char(c) => self.thing(&format!("\\x{{{:x}}}", u32::from(c))),
            Escape::Kind(kind) => self.thing(kind_of(kind, self.flags)),
            Escape::Place('A') => self.place(r"\A"),
            Escape::Place('Z') => self.place(r"\z"),
            Escape::Place('b') if self.flags.ascii => {
                self.place("(?:(?<=[A-Za-z0-9_])(?![A-Za-z0-9_])|(?<![A-Za-z0-9_])(?=[A-Za-z0-9_]))");
            }
            Escape::Place('B') if self.flags.ascii => {
                self.place("(?:(?<=[A-Za-z0-9_])(?=[A-Za-z0-9_])|(?<![A-Za-z0-9_])(?![A-Za-z0-9_]))");
            }
            // Nothing is not even no place between words.
            Escape::Place('B') => self.place(r"(?:\B(?!\A\z))"),
            Escape::Place(place) => self.place(&format!("\\{place}")),
            Escape::Group(group) => self.back_reference(group, at, at - 1)?,
        }
        Ok(())
    }

    fn back_reference(&mut self, group: usize, at: usize, start: usize) -> Result<(), RegexError> {
        if group > self.groups {
            return Err(error(&format!("invalid group reference {group}"), at));
        }
        if self.open.iter().any(|open| open.group == Some(group)) {
            return Err(error("cannot refer to an open group", start));
        }
        self.thing(&format!(r"(?:\{group})"));
        Ok(())
    }
}
