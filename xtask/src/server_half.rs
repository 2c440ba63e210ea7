//! Builds the server, with a site inside it.

use crate::step::{run, step};
use std::{path::Path, process::Command};

/// Builds `target/release/brine`, or the debug one.
pub(crate) fn build(site: &Path, release: bool) -> anyhow::Result<()> {
    step("Compiling the server", || {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["build", "--package", "server"]).env("BRINE_SITE", site);
        if release {
            cargo.arg("--release");
        }
        run(&mut cargo)
    })
}
