//! A server that runs as a process of its own.

use anyhow::Context as _;
use std::process::Stdio;
use tokio::{
    io::{AsyncBufReadExt as _, BufReader},
    process::{Child, Command},
};

/// What stands before the address in the line that says that a server is up.
const UP: &str = "http://";

/// A server; killed when dropped.
#[derive(Debug)]
pub(crate) struct Process {
    /// Its address and port.
    pub(crate) address: String,
    child: Child,
}

impl Process {
    /// How much memory it holds, in bytes.
    pub(crate) fn memory(&self) -> anyhow::Result<u64> {
        let id = self.child.id().context("it has ended")?;
        let status = std::fs::read_to_string(format!("/proc/{id}/status"))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("no VmRSS")?;
        let kib: u64 = line.trim().trim_end_matches("kB").trim().parse()?;
        Ok(kib << 10)
    }

    /// Starts it, and waits until it says on stderr where it is.
    pub(crate) async fn start(command: &mut Command) -> anyhow::Result<Self> {
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).kill_on_drop(true).spawn()?;
        let mut lines = BufReader::new(child.stderr.take().context("no stderr")?).lines();
        while let Some(line) = lines.next_line().await? {
            if let Some((_, rest)) = line.split_once(UP) {
                let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ':').unwrap_or(rest.len());
                let address = rest[..end].to_owned();
                // Read on, so that the server never waits for somebody to read its log; as cheaply as a file takes it.
                tokio::spawn(async move { tokio::io::copy(&mut lines.into_inner(), &mut tokio::io::sink()).await });
                return Ok(Self { address, child });
            }
        }
        anyhow::bail!("a server ended without saying where it is")
    }
}
