//! What stands in parentheses: groups, look-around, conditions, comments, and flags.

use super::{Before, Open, Translator};
use crate::python::regex::{RegexError, escape::error};

impl Translator {
    /// Opens a group whose `(` was just taken.
    pub(super) fn open(&mut self) -> Result<(), RegexError> {
        let at = self.cursor.at - 1;
        let mut open = Open { at, flags: self.flags, group: None, is_look_around: false };
        let opening = if self.cursor.take('?') {
            match self.extension(&mut open)? {
                Some(opening) => opening,
                None => return Ok(()),
            }
        } else {
            open.group = Some(self.new_group());
            "(".to_owned()
        };
        self.open.push(open);
        self.text.push_str(&opening);
        self.before = Before::Nothing;
        Ok(())
    }

    pub(super) fn close(&mut self) -> Result<(), RegexError> {
        let Some(open) = self.open.pop() else { return Err(error("unbalanced parenthesis", self.cursor.at - 1)) };
        self.flags = open.flags;
        let is_repeated = self.cursor.peek().is_some_and(|c| "*+?{".contains(c));
        match (open.is_look_around, is_repeated) {
            (false, _) => self.thing(")"),
            (true, false) => self.thing("))"),
            // Python repeats look-around like anything else; the engine does not, but it repeats a choice.
            (true, true) => self.thing(")|(?!))"),
        }
        Ok(())
    }

    fn new_group(&mut self) -> usize {
        self.groups += 1;
        self.groups
    }

    /// What follows `(?`. Gives how the group opens, or nothing where it is already complete.
    fn extension(&mut self, open: &mut Open) -> Result<Option<String>, RegexError> {
        let at = self.cursor.at;
        let Some(c) = self.cursor.next() else { return Err(error("unexpected end of pattern", at)) };
        Ok(Some(match c {
            ':' => "(?:".to_owned(),
            '>' => "(?>".to_owned(),
            '=' | '!' => {
                open.is_look_around = true;
                format!("(?:(?{c}")
            }
            '<' => match self.cursor.next() {
                Some(kind @ ('=' | '!')) => {
                    open.is_look_around = true;
                    format!("(?:(?<{kind}")
                }
                Some(other) => return Err(error(&format!("unknown extension ?<{other}"), at)),
                None => return Err(error("unexpected end of pattern", self.cursor.at)),
            },
            '#' => {
                self.cursor.take_while(usize::MAX, |c| c != ')');
                if !self.cursor.take(')') {
                    return Err(error("missing ), unterminated comment", open.at));
                }
                return Ok(None);
            }
            'P' => return self.python_extension(open, at),
            '(' => {
                let at = self.cursor.at;
                let name = self.cursor.until(')', "group name")?;
                let group = self.names.get(&name).copied().or_else(|| name.parse().ok());
                let group = group.ok_or_else(|| error(&format!("unknown group name '{name}'"), at))?;
                if group == 0 {
                    return Err(error("bad group number", at));
                }
                self.asked.push((group, at));
                format!("(?({group})")
            }
            _ => {
                self.cursor.at = at;
                return self.inline_flags(open.at);
            }
        }))
    }

    /// `(?P<name>…)` and `(?P=name)`.
    fn python_extension(&mut self, open: &mut Open, at: usize) -> Result<Option<String>, RegexError> {
        match self.cursor.next() {
            Some('<') => {
                let at = self.cursor.at;
                let name = self.cursor.until('>', "group name")?;
                let starts_well = name.starts_with(|c: char| c.is_alphabetic() || c == '_');
                if !starts_well || !name.chars().all(|c| c.is_alphanumeric() || c == '_') {
                    return Err(error(&format!("bad character in group name '{name}'"), at));
                }
                let group = self.new_group();
                if let Some(before) = self.names.insert(name.clone(), group) {
                    let message = format!("redefinition of group name '{name}' as group {group}; was group {before}");
                    return Err(error(&message, at));
                }
                open.group = Some(group);
                Ok(Some("(".to_owned()))
            }
            Some('=') => {
                let at = self.cursor.at;
                let name = self.cursor.until(')', "group name")?;
                let group = self.names.get(&name).copied();
                let group = group.ok_or_else(|| error(&format!("unknown group name '{name}'"), at))?;
                self.back_reference(group, at, at)?;
                Ok(None)
            }
            Some(other) => Err(error(&format!("unknown extension ?P{other}"), at)),
            None => Err(error("unexpected end of pattern", self.cursor.at)),
        }
    }

    /// `(?i)` at the very start holds for all of the pattern, `(?i-s:…)` for the group.
    fn inline_flags(&mut self, start: usize) -> Result<Option<String>, RegexError> {
        let mut flags = self.flags;
        let mut on = true;
        loop {
            let at = self.cursor.at;
            let Some(c) = self.cursor.next() else { return Err(error("missing -, : or )", at)) };
            match c {
                'i' => flags.ignore_case = on,
                'm' => flags.multiline = on,
                's' => flags.dotall = on,
                'x' => flags.verbose = on,
                'a' if on => flags.ascii = true,
                'u' if on => flags.ascii = false,
                'L' => {
                    return Err(RegexError::Python(
                        "bad inline flags: cannot use 'L' flag with a str pattern".to_owned(),
                    ));
                }
                '-' if on => on = false,
                ':' => {
                    self.flags = flags;
                    return Ok(Some(if flags.ignore_case { "(?i:" } else { "(?-i:" }.to_owned()));
                }
                ')' if on && start == 0 => {
                    self.flags = flags;
                    return Ok(None);
                }
                ')' if on => return Err(error("global flags not at the start of the expression", start)),
                ')' => return Err(error("missing :", at)),
                other if other.is_ascii_alphabetic() => return Err(error("unknown flag", at)),
                other => return Err(error(&format!("unknown extension ?{other}"), at)),
            }
        }
    }
}
