//! Names as Discord takes them: of commands and of options.

use fancy_regex::Regex;
use serde::Serialize;
use std::{collections::HashSet, fmt, str::FromStr, sync::LazyLock};

/// How long a name may be, in characters.
const MAX: usize = 32;

/// What a name must not have. Discord takes a little more (Devanagari's and Thai's vowel signs, apostrophes).
#[expect(clippy::expect_used, reason = "the pattern is a literal, and every test of names compiles it")]
static FOREIGN: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[^-_\p{L}\p{N}]+").expect("literal pattern"));

/// What a command is called: 1 to 32 letters, digits, `-` and `_`, none of them upper case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CommandName(String);

/// A text that cannot be a command's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a command's name has 1 to 32 letters, digits, `-` and `_`, and no upper case")]
pub struct InvalidCommandName;

impl FromStr for CommandName {
    type Err = InvalidCommandName;

    fn from_str(text: &str) -> Result<Self, InvalidCommandName> {
        if is_name(text) { Ok(Self(text.to_owned())) } else { Err(InvalidCommandName) }
    }
}

impl fmt::Display for CommandName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A name for each of these, in their order: no two alike, and the same ones each time. Who comes first keeps the
/// name, those after get `_2`, `_3` ….
pub(super) fn distinct<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut taken = HashSet::new();
    let names = texts.map(|text| {
        let plain = nearest(text);
        let mut name = plain.clone();
        let mut n = 2_u32;
        while !taken.insert(name.clone()) {
            let suffix = format!("_{n}");
            name = cut(&plain, MAX - suffix.len()) + suffix.as_str();
            n += 1;
        }
        name
    });
    names.collect()
}

/// What comes nearest to a text among names.
fn nearest(text: &str) -> String {
    let lower = text.to_lowercase();
    let name = cut(FOREIGN.replace_all(&lower, "_").trim_matches('_'), MAX);
    if is_name(&name) { name } else { "input".to_owned() }
}

fn is_name(text: &str) -> bool {
    (1..=MAX).contains(&text.chars().count())
        && text.to_lowercase() == text
        && FOREIGN.is_match(text).is_ok_and(|foreign| !foreign)
}

fn cut(text: &str, chars: usize) -> String {
    text.chars().take(chars).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(texts: &[&str], names: &[&str]) {
        assert_eq!(distinct(texts.iter().copied()), names);
    }

    #[test]
    fn comes_near_to_what_the_graph_says() {
        check(&["prompt", "Negative Prompt", "Größe (px)", "名前"], &["prompt", "negative_prompt", "größe_px", "名前"]);
        check(&["", "!!", "🦀"], &["input", "input_2", "input_3"]);
        check(&["İstanbul"], &["i_stanbul"]);
    }

    #[test]
    fn no_two_are_alike() {
        check(&["Seed", "seed", "SEED", "seed_2"], &["seed", "seed_2", "seed_3", "seed_2_2"]);
        let long = "x".repeat(40);
        check(&[&long, &long], &[&"x".repeat(32), &format!("{}_2", "x".repeat(30))]);
    }

    #[test]
    fn a_commands_name_is_taken_as_it_is_or_not_at_all() {
        for name in ["greet", "greet-me_2", "größe", "a"] {
            assert_eq!(name.parse::<CommandName>().unwrap().to_string(), name);
        }
        for text in ["", "Greet", "greet me", "a/b", &"x".repeat(33)] {
            assert_eq!(text.parse::<CommandName>(), Err(InvalidCommandName), "{text}");
        }
    }
}
