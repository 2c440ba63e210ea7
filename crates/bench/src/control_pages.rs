//! The control of the pages: axum, in a process of its own, sending bytes from memory.

use anyhow::Context as _;
use axum::{Router, http::header, routing};
use std::path::Path;
use tokio::{net::TcpListener, process::Command};

/// The argument that makes this program the control.
pub(crate) const ARGUMENT: &str = "control-pages";

/// How it is started: with the file that holds the bytes, and how they are encoded.
pub(crate) fn command(file: &Path, encoding: Option<&str>) -> anyhow::Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg(ARGUMENT).arg(file).args(encoding);
    Ok(command)
}

/// Serves until it is killed.
#[expect(clippy::print_stderr, reason = "this is how it says where it is")]
pub(crate) async fn serve(arguments: &[String]) -> anyhow::Result<()> {
    let page = bytes::Bytes::from(std::fs::read(arguments.first().context("no file")?)?);
    let encoding = arguments.get(1).cloned().unwrap_or_else(|| "identity".to_owned());
    let answer = move || {
        let headers = [
            (header::CONTENT_TYPE, "text/html; charset=utf-8".to_owned()),
            (header::CONTENT_ENCODING, encoding.clone()),
        ];
        let page = page.clone();
        async move { (headers, page) }
    };
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    eprintln!("http://{}", listener.local_addr()?);
    Ok(axum::serve(listener, Router::new().fallback(routing::get(answer))).await?)
}
