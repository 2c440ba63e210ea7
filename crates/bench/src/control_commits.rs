//! The control of the executions: a bare axum route that makes as many records durable as an execution takes commits.

use crate::control_log::{ControlLog, Growth};
use anyhow::Context as _;
use axum::{Router, http::StatusCode, routing};
use std::path::Path;
use tokio::{net::TcpListener, process::Command};

/// The argument that makes this program the control.
pub(crate) const ARGUMENT: &str = "control-commits";
/// An execution that begins at once takes two: one when it is accepted, one when it ends.
const COMMITS: u32 = 2;
/// About as long as what an execution writes at once.
const RECORD: usize = 250;

/// How it is started: with the log's file.
pub(crate) fn command(file: &Path) -> anyhow::Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg(ARGUMENT).arg(file);
    Ok(command)
}

/// Serves until it is killed.
#[expect(clippy::print_stderr, reason = "this is how it says where it is")]
pub(crate) async fn serve(arguments: &[String]) -> anyhow::Result<()> {
    let log = ControlLog::start(Path::new(arguments.first().context("no file")?), Growth::Appended)?;
    let answer = move |body: String| {
        let log = log.clone();
        async move {
            for _ in 0..COMMITS {
                if log.append(vec![7; RECORD]).await.is_err() {
                    return (StatusCode::INTERNAL_SERVER_ERROR, String::new());
                }
            }
            (StatusCode::OK, body)
        }
    };
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    eprintln!("http://{}", listener.local_addr()?);
    Ok(axum::serve(listener, Router::new().fallback(routing::post(answer))).await?)
}
