//! `cargo xtask bench`: ratios, each measured against a control in the same run.
//!
//! What needs no browser is the crate `bench`; clicks and bytes are measured in the browser (`end2end/bench`).

use crate::{
    browser_tests, serve,
    step::{self, step},
};
use std::process::Command;

/// Measures the release build.
pub(crate) fn run() -> anyhow::Result<()> {
    let server = serve::build()?;
    step("Measuring the server", || {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["run", "--release", "--package", "bench"]).env("BRINE_BIN", &server);
        step::run(&mut cargo)
    })?;
    browser_tests::bench(&server)
}
