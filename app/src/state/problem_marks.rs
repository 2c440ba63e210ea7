//! Finds where in the text the nodes and inputs are that problems name.
//!
//! Only for the API format, whose problems name members of the text. A scan,
//! not a parse: the server has read the text already.

use domain::Problem;

/// Beyond this many bytes a scan at every change would be felt.
const MAX_SCANNED: usize = 2 * 1024 * 1024;

/// A place in a text, counted from 1, in UTF-16 units as browsers count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    /// The line.
    pub(crate) line: u32,
    /// The place on the line.
    pub(crate) column: u32,
}

/// Where each problem is in the text; none where that cannot be said.
pub(crate) fn places(text: &str, problems: &[Problem]) -> Vec<Option<Place>> {
    let mut found = vec![None; problems.len()];
    if problems.is_empty() || text.len() > MAX_SCANNED {
        return found;
    }
    let mut node = String::new();
    let mut inside = String::new();
    let mut scan = Scan { text, at: 0, depth: 0, line: 1, line_start: 0 };
    while let Some((depth, key, place)) = scan.next_key() {
        match depth {
            1 => key.clone_into(&mut node),
            2 => key.clone_into(&mut inside),
            _ => {}
        }
        for (problem, slot) in problems.iter().zip(&mut found) {
            let here = problem.node.as_deref() == Some(&*node);
            let its_input = depth == 3 && inside == "inputs" && problem.input.as_deref() == Some(key);
            if here && (its_input || (depth == 1 && slot.is_none())) {
                *slot = Some(place);
            }
        }
    }
    found
}

/// The marks as the editor takes them: `<line> <column> <message>`, one a line.
pub(crate) fn marks(text: &str, problems: &[Problem]) -> String {
    let mut marks = String::new();
    for (problem, place) in problems.iter().zip(places(text, problems)) {
        if let Some(Place { line, column }) = place {
            let message = problem.message.replace(['\n', '\r'], " ");
            marks.push_str(&[&line.to_string(), " ", &column.to_string(), " ", &message, "\n"].concat());
        }
    }
    marks
}

struct Scan<'a> {
    text: &'a str,
    at: usize,
    depth: u32,
    line: u32,
    line_start: usize,
}

impl<'a> Scan<'a> {
    /// The next member's depth, name and place.
    fn next_key(&mut self) -> Option<(u32, &'a str, Place)> {
        let bytes = self.text.as_bytes();
        while let Some(byte) = bytes.get(self.at) {
            self.at += 1;
            match byte {
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' => self.depth = self.depth.saturating_sub(1),
                b'\n' => {
                    self.line += 1;
                    self.line_start = self.at;
                }
                b'"' => {
                    let start = self.at;
                    let end = self.end_of_string();
                    let after = self.text.get(self.at..).unwrap_or_default().trim_start();
                    if after.starts_with(':') {
                        let before = self.text.get(self.line_start..start - 1).unwrap_or_default();
                        let column = u32::try_from(before.encode_utf16().count()).unwrap_or(u32::MAX).saturating_add(1);
                        let place = Place { line: self.line, column };
                        return Some((self.depth, self.text.get(start..end).unwrap_or_default(), place));
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// Steps over a string and says where its text ended.
    fn end_of_string(&mut self) -> usize {
        let bytes = self.text.as_bytes();
        while let Some(byte) = bytes.get(self.at) {
            self.at += match byte {
                b'\\' => 2,
                b'"' => {
                    self.at += 1;
                    return self.at - 1;
                }
                _ => 1,
            };
        }
        self.text.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Graph;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(marks(text, &Graph::read(text).unwrap().problems), expected);
    }

    #[test]
    fn marks_the_node_and_the_input() {
        let text = "{\n  \"1\": {\"class_type\": \"A\", \"inputs\": {\"é\": 1, \"b\": [\"9\", 0]}},\n  \"2\": {}\n}";
        let places = places(text, &Graph::read(text).unwrap().problems);
        let mut lines: Vec<_> = places.iter().map(|it| it.map(|place| (place.line, place.column))).collect();
        lines.sort_unstable();
        assert_eq!(lines.first(), Some(&Some((2, 47))), "the input: {lines:?}");
        assert!(lines[1..].iter().all(|it| *it == Some((3, 3))), "the node: {lines:?}");
    }

    #[test]
    fn is_not_misled_by_strings_that_look_like_members() {
        let text = r#"{"1":{"class_type":"A","_meta":{"title":"\"2\": {"},"inputs":{}},"2":{"inputs":{}}}"#;
        let problems = Graph::read(text).unwrap().problems;
        let at = text.find(r#""2":{"inputs"#).unwrap() + 1;
        assert_eq!(places(text, &problems)[0], Some(Place { line: 1, column: u32::try_from(at).unwrap() }));
    }

    #[test]
    fn nothing_wrong_marks_nothing() {
        check(r#"{"1":{"class_type":"A","inputs":{}}}"#, "");
    }

    #[test]
    fn never_panics_on_half_a_text() {
        let problem = Problem { node: Some("1".into()), input: None, code: String::new(), message: String::new() };
        for text in ["", "\"", "{\"1\\", "{\"1\"", "]]]]", "\"é"] {
            places(text, std::slice::from_ref(&problem));
        }
    }
}
