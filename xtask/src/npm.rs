//! Tools from the npm registry, pinned by a lock file.

use crate::{
    step::{run, step},
    workspace,
};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Installs what a folder's lock file names, unless that was done before.
pub(crate) fn install(folder: &Path) -> anyhow::Result<()> {
    let lock = fs::read(folder.join("package-lock.json"))?;
    let stamp = folder.join("node_modules/.brine-lock");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    step(&format!("Installing npm tools in {}", folder.display()), || {
        run(Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(folder))?;
        Ok(fs::write(stamp, lock)?)
    })
}

/// A tool of the browser half's.
pub(crate) fn tool(name: &str) -> PathBuf {
    workspace::root().join("frontend/node_modules/.bin").join(name)
}
