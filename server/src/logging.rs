//! The log: one line an event, for people or for programs.
//!
//! Text from requests goes in as fields, which both forms escape: no request
//! can begin a line of its own.

use crate::cli::LogFormat;
use std::io::{IsTerminal as _, stderr};
use tracing_subscriber::EnvFilter;

/// Begins to log to standard error; `RUST_LOG` says what (`info` where it does not).
pub(crate) fn begin(format: LogFormat) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(stderr).with_ansi(stderr().is_terminal());
    // That somebody logs already is no error.
    let _ = match format {
        LogFormat::Text => log.with_target(false).try_init(),
        LogFormat::Json => log.json().flatten_event(true).try_init(),
    };
}
