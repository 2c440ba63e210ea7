//! How many tests passed and failed, over all the programs that ran some.

use anyhow::{Context as _, bail};
use std::{
    fmt,
    io::{BufRead as _, BufReader},
    process::{Command, Stdio},
};

/// The count so far.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    passed: u64,
    failed: u64,
}

impl Tally {
    /// Runs a program of tests; its output is shown, and what it says of them is counted.
    pub(crate) fn run(&mut self, command: &mut Command) -> anyhow::Result<()> {
        let name = command.get_program().to_string_lossy().into_owned();
        let started = command.stdout(Stdio::piped()).spawn();
        let mut child = started.with_context(|| format!("`{name}` could not be started; is it installed?"))?;
        let output = child.stdout.take().context("a program without output")?;
        for line in BufReader::new(output).split(b'\n') {
            let line = String::from_utf8_lossy(&line?).into_owned();
            self.read(&line);
            println!("{line}");
        }
        let status = child.wait()?;
        if !status.success() {
            bail!("`{name}` failed ({status}); its words stand above");
        }
        Ok(())
    }

    /// `test result: ok. 12 passed; 0 failed; …`, as Rust's tests end, and Playwright's `  12 passed (3.4s)`.
    /// What passed at the second try has passed.
    fn read(&mut self, line: &str) {
        let line = without_colours(line);
        let line = line.trim();
        let results = line.strip_prefix("test result:");
        if results.is_none() && !line.starts_with(|c: char| c.is_ascii_digit()) {
            return;
        }
        let mut number = None;
        for (place, word) in results.unwrap_or(line).split_whitespace().enumerate() {
            match (number, word.trim_end_matches(';')) {
                (Some(count), "passed" | "flaky") => self.passed += count,
                (Some(count), "failed") => self.failed += count,
                // Playwright says a number and a word; a line that goes on otherwise is not about tests.
                _ if results.is_none() && place > 0 => return,
                _ => {}
            }
            number = word.parse::<u64>().ok();
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// The text without the escapes that colour it.
fn without_colours(line: &str) -> String {
    let mut parts = line.split("\x1b[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |plain, part| plain + part.split_once('m').map_or("", |(_, rest)| rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_what_both_kinds_of_tests_say() {
        let mut tally = Tally::default();
        for line in [
            "running 3 tests",
            "test failed ... ok",
            "test result: \x1b[32mok\x1b[m. 12 passed; 1 failed; 3 ignored; 0 measured; 5 filtered out; finished in 0.00s",
            "  \x1b[31m2 failed\x1b[39m",
            "    [chromium] › 3 failed.spec.ts:3:1 › name",
            "  1 flaky",
            "  \x1b[32m40 passed\x1b[39m\x1b[2m (3.4s)\x1b[22m",
            "7 deployments failed",
        ] {
            tally.read(line);
        }
        assert_eq!(tally.to_string(), "53 passed, 3 failed");
    }
}
