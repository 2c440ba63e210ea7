//! What a backslash and the characters after it mean in a pattern.

use super::RegexError;

/// Reads a text character by character, and knows where it is.
pub(super) struct Cursor {
    chars: Vec<char>,
    /// The next character's place: Python counts characters, too.
    pub(super) at: usize,
}

/// An escape.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Escape {
    /// One character: `\n`, `\x41`, `\.`.
    Char(char),
    /// A kind of characters: `\d`, `\D`, `\s`, `\S`, `\w`, `\W`.
    Kind(char),
    /// A place: `\b`, `\B`, `\A`, `\Z`.
    Place(char),
    /// What a group found.
    Group(usize),
}

impl Cursor {
    pub(super) fn new(text: &str) -> Self {
        Self { chars: text.chars().collect(), at: 0 }
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    pub(super) fn next(&mut self) -> Option<char> {
        let next = self.peek();
        self.at += usize::from(next.is_some());
        next
    }

    /// Takes this character, where it is the next one.
    pub(super) fn take(&mut self, wanted: char) -> bool {
        let is_next = self.peek() == Some(wanted);
        self.at += usize::from(is_next);
        is_next
    }

    /// Takes up to `most` characters that are as wanted.
    pub(super) fn take_while(&mut self, most: usize, wanted: impl Fn(char) -> bool) -> String {
        let taken: String = self.chars[self.at..].iter().take(most).take_while(|c| wanted(**c)).collect();
        self.at += taken.chars().count();
        taken
    }

    /// Takes a name and the character that ends it.
    pub(super) fn until(&mut self, end: char, what: &str) -> Result<String, RegexError> {
        let start = self.at;
        let name = self.take_while(usize::MAX, |c| c != end);
        if !self.take(end) {
            let message =
                if name.is_empty() { format!("missing {what}") } else { format!("missing {end}, unterminated name") };
            return Err(error(&message, start));
        }
        if name.is_empty() { Err(error(&format!("missing {what}"), start)) } else { Ok(name) }
    }

    /// Reads what follows a backslash that was just taken. In a set, `\b` is a character and there are no groups.
    pub(super) fn escape(&mut self, in_set: bool) -> Result<Escape, RegexError> {
        let start = self.at - 1;
        let Some(c) = self.next() else { return Err(error("bad escape (end of pattern)", start)) };
        Ok(match c {
            'a' => Escape::Char('\x07'),
            'f' => Escape::Char('\x0c'),
            'n' => Escape::Char('\n'),
            'r' => Escape::Char('\r'),
            't' => Escape::Char('\t'),
            'v' => Escape::Char('\x0b'),
            'b' if in_set => Escape::Char('\x08'),
            'b' | 'B' | 'A' | 'Z' if !in_set => Escape::Place(c),
            'd' | 'D' | 's' | 'S' | 'w' | 'W' => Escape::Kind(c),
            'x' => Escape::Char(self.hexadecimal(2, start)?),
            'u' => Escape::Char(self.hexadecimal(4, start)?),
            'U' => Escape::Char(self.hexadecimal(8, start)?),
            'N' => return Err(RegexError::Beyond("named characters (\\N{…}) are not supported".to_owned())),
            '0' => {
                let digits = self.take_while(2, is_octal);
                Escape::Char(octal(&format!("0{digits}"), start)?)
            }
            c if c.is_ascii_digit() => self.number(c, in_set, start)?,
            c if c.is_ascii_alphabetic() => return Err(error(&format!("bad escape \\{c}"), start)),
            c => Escape::Char(c),
        })
    }

    /// `\101` is a character, `\10` and `\1` are groups.
    fn number(&mut self, first: char, in_set: bool, start: usize) -> Result<Escape, RegexError> {
        let after = self.at;
        let octals = self.take_while(2, is_octal);
        if is_octal(first) && octals.len() == 2 {
            return Ok(Escape::Char(octal(&format!("{first}{octals}"), start)?));
        }
        self.at = after;
        if in_set {
            // Python reads up to three octal digits in a set; `[\1]` alone is U+0001.
            let digits = self.take_while(2, is_octal);
            return match is_octal(first) {
                true => Ok(Escape::Char(octal(&format!("{first}{digits}"), start)?)),
                false => Err(error(&format!("bad escape \\{first}"), start)),
            };
        }
        let second = self.take_while(1, |c| c.is_ascii_digit());
        Ok(Escape::Group(format!("{first}{second}").parse().unwrap_or(usize::MAX)))
    }

    fn hexadecimal(&mut self, count: usize, start: usize) -> Result<char, RegexError> {
        let kind = self.chars[start + 1];
        let digits = self.take_while(count, |c| c.is_ascii_hexdigit());
        let code = u32::from_str_radix(&digits, 16).ok().filter(|_| digits.len() == count);
        match code {
            Some(code) => char::from_u32(code)
                .ok_or_else(|| RegexError::Beyond(format!("\\{kind}{digits} is no character of a text"))),
            None => Err(error(&format!("incomplete escape \\{kind}{digits}"), start)),
        }
    }
}

/// An error in Python's words.
pub(super) fn error(message: &str, at: usize) -> RegexError {
    RegexError::Python(format!("{message} at position {at}"))
}

pub(super) fn is_octal(c: char) -> bool {
    ('0'..='7').contains(&c)
}

/// The character of an octal escape, at most `\377`.
pub(super) fn octal(digits: &str, start: usize) -> Result<char, RegexError> {
    let code = u8::from_str_radix(digits, 8);
    code.map(char::from).map_err(|_| error(&format!("octal escape value \\{digits} outside of range 0-0o377"), start))
}
