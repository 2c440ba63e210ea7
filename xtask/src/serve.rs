//! `cargo xtask serve`: everything from a fresh machine to a running Brine.

use crate::{browser_half::Profile, server_half, site, step, workspace};
use std::{path::PathBuf, process::Command};

/// Builds what changed, then serves until Ctrl+C; the arguments go to `brine serve`.
pub(crate) fn run(arguments: &[String]) -> anyhow::Result<()> {
    let server = build()?;
    step::run(Command::new(server).arg("serve").args(arguments))
}

/// Builds both halves in release. Returns the finished server.
pub(crate) fn build() -> anyhow::Result<PathBuf> {
    let site = site::build(Profile::Release)?;
    server_half::build(&site, true)?;
    Ok(workspace::server())
}
