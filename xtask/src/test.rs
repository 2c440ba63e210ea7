//! `cargo xtask test`: everything, in one command.

use crate::{browser_tests, check, comfyui, pypi, step::step, tally::Tally};
use std::process::Command;

/// Checks, then unit, property, store, page and API tests, those with a real ComfyUI server, then the browser's. Says at the end how many.
pub(crate) fn run() -> anyhow::Result<()> {
    check::run()?;
    let mut tally = Tally::default();
    let tested = tests(&mut tally);
    println!("\x1b[1m{tally}\x1b[0m");
    tested
}

fn tests(tally: &mut Tally) -> anyhow::Result<()> {
    step("Testing the server half", || tally.run(&mut cargo_test(&[])))?;
    let real_workflows = pypi::real_workflows()?;
    step("Testing with 644 real workflows", || {
        let only = ["--package", "server", "--test", "server", "--", "--ignored", "real_workflows::"];
        tally.run(cargo_test(&only).env("BRINE_REAL_WORKFLOWS", real_workflows))
    })?;
    step("Testing the engines", || tally.run(&mut cargo_test(&["--package", "engine"])))?;
    comfyui::test(tally)?;
    step("Testing the pages", || tally.run(&mut cargo_test(&["--package", "app", "--features", "ssr"])))?;
    browser_tests::run(&[], tally)
}

fn cargo_test(arguments: &[&str]) -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    // Without it the count would end at the first program with a failure.
    cargo.args(["test", "--no-fail-fast"]).args(arguments);
    cargo
}
