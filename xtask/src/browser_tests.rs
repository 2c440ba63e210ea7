//! `cargo xtask e2e` and `screenshots`: a real browser against the release server.

use crate::{
    npm, serve,
    step::{self, step},
    tally::Tally,
    toolchain, workspace,
};
use std::{
    path::{Path, PathBuf},
    process::Command,
};

const CHROMIUM: &str = "/usr/bin/chromium";

/// Runs the browser tests and counts them; the arguments go to Playwright.
pub(crate) fn run(arguments: &[String], tally: &mut Tally) -> anyhow::Result<()> {
    let server = serve::build()?;
    let folder = ready()?;
    step("Testing in the browser", || tally.run(playwright(&folder, &server).arg("test").args(arguments)))
}

/// Takes pictures of the main pages into `target/screenshots`, and the README's.
pub(crate) fn screenshots() -> anyhow::Result<()> {
    let server = serve::build()?;
    let folder = ready()?;
    let mut playwright = playwright(&folder, &server);
    playwright.args(["test", "--config", "screenshots.config.ts"]);
    step("Taking pictures", || step::run(&mut playwright))
}

/// Measures what people wait for in the browser.
pub(crate) fn bench(server: &Path) -> anyhow::Result<()> {
    let folder = ready()?;
    let mut playwright = playwright(&folder, server);
    playwright.args(["test", "--config", "bench.config.ts"]);
    step("Measuring in the browser", || step::run(&mut playwright))
}

fn ready() -> anyhow::Result<PathBuf> {
    let folder = workspace::root().join("end2end");
    npm::install(&folder)?;
    if !Path::new(CHROMIUM).exists() {
        step("Installing Chromium", || {
            toolchain::install(&["chromium", "fonts-dejavu-core", "fonts-noto-color-emoji"])
        })?;
    }
    Ok(folder)
}

fn playwright(folder: &Path, server: &Path) -> Command {
    let mut command = Command::new(folder.join("node_modules/.bin/playwright"));
    command.current_dir(folder).env("BRINE_BIN", server).env("BRINE_CHROMIUM", CHROMIUM);
    command.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    command
}
