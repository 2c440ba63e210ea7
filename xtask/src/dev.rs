//! `cargo xtask dev`: a debug build that is built anew, served anew, and reloaded on changes.

use crate::{browser_half::Profile, server_half, site, workspace};
use std::{
    fs,
    path::Path,
    process::{Child, Command},
    thread,
    time::{Duration, SystemTime},
};

/// What is watched.
const WATCHED: [&str; 7] = ["app", "crates", "frontend/js", "frontend/src", "public", "server", "style"];
/// How often it is looked at.
const EVERY: Duration = Duration::from_millis(500);

/// Builds, serves, and begins again whenever a source changes.
pub(crate) fn run() -> anyhow::Result<()> {
    let mut server = None;
    loop {
        let seen = newest(&WATCHED);
        match build() {
            Ok(()) => server = Some(restart(server.take())?),
            Err(error) => println!("\x1b[31m{error:?}\x1b[0m\n  the server before goes on; waiting for a change"),
        }
        while newest(&WATCHED) <= seen {
            thread::sleep(EVERY);
        }
    }
}

fn build() -> anyhow::Result<()> {
    server_half::build(&site::build(Profile::Dev)?, false)
}

fn restart(before: Option<Child>) -> anyhow::Result<Child> {
    if let Some(mut before) = before {
        before.kill()?;
        before.wait()?;
    }
    // Pages of a development server reload when it comes back: see `frontend/js/boot.js`.
    Ok(Command::new(workspace::target().join("debug/brine")).arg("serve").env("BRINE_DEV", "1").spawn()?)
}

fn newest(paths: &[&str]) -> Option<SystemTime> {
    paths.iter().filter_map(|path| newest_in(Path::new(path))).max()
}

fn newest_in(path: &Path) -> Option<SystemTime> {
    let about = fs::metadata(path).ok()?;
    if !about.is_dir() {
        return about.modified().ok();
    }
    let entries = fs::read_dir(path).ok()?.flatten();
    entries.filter(|it| it.file_name() != "node_modules").filter_map(|it| newest_in(&it.path())).max()
}
