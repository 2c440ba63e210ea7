//! Opens sled, so that nothing it does while opening reaches the caller but an answer.

use super::folder::{BETWEEN, PATIENCE};
use std::{any::Any, io, path::Path, thread, time::Instant};

/// Why sled did not open.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// It has its files open already, in another process or in a thread that is about to end.
    #[error("its log is locked")]
    Locked,
    /// What it found is not what it wrote.
    #[error("{0}")]
    Damage(String),
    /// It could not read or write.
    #[error("{0}")]
    Io(io::Error),
}

/// Opens sled in a folder. Its defaults are part of the format: the size of a segment can never change.
pub(super) fn open(folder: &Path, cache_bytes: u64) -> Result<sled::Db, Failure> {
    let since = Instant::now();
    loop {
        match attempt(folder, cache_bytes) {
            // A closed sled lets go of its lock when the last of its threads does.
            Err(Failure::Locked) if since.elapsed() < PATIENCE => thread::sleep(BETWEEN),
            other => return other,
        }
    }
}

/// One attempt, on a thread of its own: on some kinds of damage sled panics.
fn attempt(folder: &Path, cache_bytes: u64) -> Result<sled::Db, Failure> {
    let config = sled::Config::new().path(folder).cache_capacity(cache_bytes);
    let opened = thread::scope(|scope| scope.spawn(|| config.open()).join());
    match opened {
        Ok(Ok(db)) => Ok(db),
        Ok(Err(sled::Error::Io(error))) => Err(sort(error)),
        Ok(Err(error)) => Err(Failure::Damage(error.to_string())),
        Err(panic) => Err(Failure::Damage(said(&*panic))),
    }
}

/// sled says of much damage that it could not read.
fn sort(error: io::Error) -> Failure {
    use io::ErrorKind::{InvalidData, InvalidInput, Other, UnexpectedEof};
    if error.to_string().contains("could not acquire lock") {
        return Failure::Locked;
    }
    match error.kind() {
        InvalidData | InvalidInput | Other | UnexpectedEof => Failure::Damage(error.to_string()),
        _ => Failure::Io(error),
    }
}

/// What a panic said, in one short line.
pub(super) fn said(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("sled panicked");
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(200).collect()
}
