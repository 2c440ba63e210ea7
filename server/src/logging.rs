//! The log: one line an event, for people or for programs.
//!
//! Text from requests goes in as fields, which both forms escape: no request
//! can begin a line of its own. A thread of its own writes the lines, many at
//! once where many come: nobody's answer waits for a terminal.

use crate::cli::LogFormat;
use std::io::{BufWriter, IsTerminal as _, stderr};
use tracing_appender::non_blocking::{NonBlockingBuilder, WorkerGuard};
use tracing_subscriber::EnvFilter;

/// Begins to log to standard error; `RUST_LOG` says what (`info` where it does not). What is logged is
/// written when the returned guard is dropped, at the latest.
#[must_use = "the log ends with its guard"]
pub(crate) fn begin(format: LogFormat) -> WorkerGuard {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let (lines, guard) = NonBlockingBuilder::default().lossy(false).finish(BufWriter::new(stderr()));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(lines).with_ansi(stderr().is_terminal());
    // That somebody logs already is no error.
    let _ = match format {
        LogFormat::Text => log.with_target(false).try_init(),
        LogFormat::Json => log.json().flatten_event(true).try_init(),
    };
    guard
}
