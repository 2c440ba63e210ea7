//! Runs one step after the other, and says what each does and how long it took.

use anyhow::{Context as _, bail};
use std::{
    process::Command,
    time::{Duration, Instant},
};

/// Steps shorter than this say nothing of their time.
const WORTH_TELLING: Duration = Duration::from_secs(2);

/// Does something, named.
pub(crate) fn step<T>(what: &str, work: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<T> {
    println!("\x1b[1m▸ {what}\x1b[0m");
    let began = Instant::now();
    let done = work().with_context(|| what.to_owned())?;
    let took = began.elapsed();
    if took >= WORTH_TELLING {
        println!("  {what}: {:.1} s", took.as_secs_f32());
    }
    Ok(done)
}

/// Runs a program; its output is shown.
pub(crate) fn run(command: &mut Command) -> anyhow::Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.status().with_context(|| format!("`{name}` could not be started; is it installed?"))?;
    if !status.success() {
        bail!("`{name}` failed ({status}); its words stand above");
    }
    Ok(())
}

/// Runs a program and returns what it printed.
pub(crate) fn read(command: &mut Command) -> anyhow::Result<String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.output().with_context(|| format!("`{name}` could not be started; is it installed?"))?;
    if !output.status.success() {
        bail!("`{name}` failed: {}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
