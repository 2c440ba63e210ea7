//! `cargo xtask test`: everything, in one command.

use crate::{
    browser_tests, check,
    step::{self, step},
};
use std::process::Command;

/// Checks, then unit, property, store, page and API tests, then the browser's.
pub(crate) fn run() -> anyhow::Result<()> {
    check::run()?;
    step("Testing the server half", || step::run(Command::new(env!("CARGO")).arg("test")))?;
    step("Testing the pages", || {
        step::run(Command::new(env!("CARGO")).args(["test", "--package", "app", "--features", "ssr"]))
    })?;
    browser_tests::run(&[])
}
