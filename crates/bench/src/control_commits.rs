//! The control of the executions: a bare axum route that makes as many records durable as an execution waits for.
//!
//! How many that are is measured and not a whole number, for an execution that has to wait for its turn takes one
//! more. The request's path says it in thousandths, and the route spreads them evenly over the requests.

use crate::control_log::{ControlLog, Growth};
use anyhow::Context as _;
use axum::{Router, extract, http::StatusCode, routing};
use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};
use tokio::{net::TcpListener, process::Command};

/// The argument that makes this program the control.
pub(crate) const ARGUMENT: &str = "control-commits";
/// The path counts in so many parts of a commit.
const PARTS: u64 = 1_000;
/// About as long as what an execution writes at once.
const RECORD: usize = 250;

/// How it is started: with the log's file.
pub(crate) fn command(file: &Path) -> anyhow::Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg(ARGUMENT).arg(file);
    Ok(command)
}

/// The path at which a request makes so many commits on average.
pub(crate) fn path(commits: f64) -> String {
    format!("/{:.0}", commits * 1_000.0)
}

/// Serves until it is killed.
#[expect(clippy::print_stderr, reason = "this is how it says where it is")]
pub(crate) async fn serve(arguments: &[String]) -> anyhow::Result<()> {
    let log = ControlLog::start(Path::new(arguments.first().context("no file")?), Growth::Appended)?;
    let answered = Arc::new(AtomicU64::new(0));
    let answer = move |extract::Path(parts): extract::Path<u64>, body: String| {
        let (log, answered) = (log.clone(), Arc::clone(&answered));
        async move {
            let before = answered.fetch_add(1, Ordering::Relaxed);
            for _ in before * parts / PARTS..(before + 1) * parts / PARTS {
                if log.append(vec![7; RECORD]).await.is_err() {
                    return (StatusCode::INTERNAL_SERVER_ERROR, String::new());
                }
            }
            (StatusCode::OK, body)
        }
    };
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    eprintln!("http://{}", listener.local_addr()?);
    Ok(axum::serve(listener, Router::new().route("/{parts}", routing::post(answer))).await?)
}
