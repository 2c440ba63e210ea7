//! What the editor makes of a text with remarks and `{choices|of|many}` before it sends it.

use fancy_regex::Regex;
use std::sync::LazyLock;

#[expect(clippy::expect_used, reason = "the pattern is a literal, and each test here needs it")]
static REMARK: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"/\*[\s\S]*?\*/|//[^\n\r\u{2028}\u{2029}]*").expect("literal pattern"));

/// The text has a choice that the editor would draw anew for each run.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct RandomChoice;

/// The text as it is sent: without remarks, braces and backslashes that are the editor's.
pub(super) fn resolve(text: &str) -> Result<String, RandomChoice> {
    let text = REMARK.replace_all(text, "");
    let mut sent = String::with_capacity(text.len());
    let mut depth = 0_u32;
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => match characters.next() {
                Some(escaped @ ('{' | '}' | '|')) => sent.push(escaped),
                other => sent.extend(['\\'].into_iter().chain(other)),
            },
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            '|' if depth > 0 => return Err(RandomChoice),
            other => sent.push(other),
        }
    }
    Ok(sent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(resolve(text).as_deref(), Ok(expected));
    }

    #[test]
    fn leaves_out_what_is_for_the_editor() {
        check("a cat", "a cat");
        check("a /* big\nor small */cat // why not\non a mat", "a cat \non a mat");
        check("{only} {{one}} } | \\{kept\\} \\n \\", "only one } | {kept} \\n \\");
        check("never closed {a", "never closed a");
        check("http://host/x\ny", "http:\ny");
    }

    #[test]
    fn draws_no_lots() {
        assert_eq!(resolve("a {red|blue} car"), Err(RandomChoice));
        assert_eq!(resolve("a {{red|blue}} car"), Err(RandomChoice));
        check("no \\{red\\|blue} car", "no {red|blue} car");
    }
}
