//! `cargo xtask bench`: ratios, each measured against a control in the same run.
//!
//! What needs no browser is the crate `bench`. How large the browser half is, the build says (`site`).

use crate::{
    serve,
    step::{self, step},
};
use std::process::Command;

/// Measures the release build.
pub(crate) fn run() -> anyhow::Result<()> {
    let server = serve::build()?;
    step("Measuring", || {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["run", "--release", "--package", "bench"]).env("BRINE_BIN", server);
        step::run(&mut cargo)
    })
}
