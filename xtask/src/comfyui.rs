//! A real ComfyUI server for tests: a process of its own, on a free port, with folders that go with it.

mod install;

use crate::{pypi, step::step, tally::Tally};
use anyhow::{Context as _, bail};
use install::Installation;
use std::{
    env,
    fs::{self, File},
    io::{Read as _, Write as _},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    process::{Child, Command},
    thread,
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// How long it may take until it answers: it loads torch first.
const READY_WITHIN: Duration = Duration::from_secs(300);
/// How often it is asked until then.
const ASK_EVERY: Duration = Duration::from_millis(200);
/// Says that the tests are to do without a server. Nothing else does.
const SKIP: &str = "BRINE_SKIP_COMFYUI";

/// A running server. Dropping it ends it.
struct Server {
    process: Child,
    address: SocketAddr,
    folder: TempDir,
}

/// Tests the engines against a real server.
pub(crate) fn test(tally: &mut Tally) -> anyhow::Result<()> {
    if env::var(SKIP).is_ok_and(|it| it == "1") {
        println!("\x1b[33m▸ Not testing with a real ComfyUI server: {SKIP}=1\x1b[0m");
        return Ok(());
    }
    let server = Server::start().with_context(|| format!("no real ComfyUI server; {SKIP}=1 tests without one"))?;
    let real_workflows = pypi::real_workflows()?;
    step("Testing with a real ComfyUI server", || {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["test", "--no-fail-fast", "--package", "engine", "--test", "comfyui", "--test", "conversion"]);
        cargo.args(["--test", "parity", "--", "--ignored"]);
        tally.run(cargo.env("BRINE_COMFYUI_URL", server.url()).env("BRINE_REAL_WORKFLOWS", real_workflows))
    })?;
    step("Testing deployments that a real ComfyUI server runs", || {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["test", "--package", "server", "--test", "server", "--", "--ignored", "comfyui::"]);
        tally.run(cargo.env("BRINE_COMFYUI_URL", server.url()))
    })
}

/// Runs a server until it is stopped.
pub(crate) fn run() -> anyhow::Result<()> {
    let mut server = Server::start()?;
    println!("\x1b[1m▸ {}\x1b[0m", server.url());
    server.process.wait()?;
    Ok(())
}

impl Server {
    fn start() -> anyhow::Result<Self> {
        let installation = Installation::ready()?;
        let folder = tempfile::Builder::new().prefix("brine-comfyui-").tempdir()?;
        install::copy_nodes(&folder.path().join("custom_nodes/salt_nodes"))?;
        // Free now; should another program take it in between, the server says so and ends.
        let address = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?;
        let log = File::create(folder.path().join("server.log"))?;
        let mut python = installation.python();
        python.current_dir(installation.server()).arg("main.py").args([
            "--cpu",
            "--disable-all-custom-nodes",
            "--whitelist-custom-nodes",
            "salt_nodes",
            "--disable-api-nodes",
            "--cache-none",
            "--database-url",
            "sqlite:///:memory:",
            "--listen",
            "127.0.0.1",
        ]);
        python.args(["--port", &address.port().to_string(), "--base-directory"]).arg(folder.path());
        let process = python.stdout(log.try_clone()?).stderr(log).spawn().context("the server did not start")?;
        let mut server = Self { process, address, folder };
        step("Starting a ComfyUI server", || server.wait())?;
        Ok(server)
    }

    fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Asks until it answers, for as long as it lives and there is time.
    fn wait(&mut self) -> anyhow::Result<()> {
        let began = Instant::now();
        while !answers(self.address) {
            if let Some(status) = self.process.try_wait()? {
                bail!("it ended ({status}):\n{}", self.last_words());
            }
            if began.elapsed() > READY_WITHIN {
                bail!("it did not answer within {} s:\n{}", READY_WITHIN.as_secs(), self.last_words());
            }
            thread::sleep(ASK_EVERY);
        }
        Ok(())
    }

    fn last_words(&self) -> String {
        let log = fs::read_to_string(self.folder.path().join("server.log")).unwrap_or_default();
        let lines: Vec<&str> = log.lines().collect();
        lines[lines.len().saturating_sub(30)..].join("\n")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Whether somebody at this address answers as a server of prompts does.
fn answers(address: SocketAddr) -> bool {
    let ask = || -> std::io::Result<String> {
        let mut connection = TcpStream::connect(address)?;
        connection.set_read_timeout(Some(Duration::from_secs(10)))?;
        connection.write_all(b"GET /prompt HTTP/1.0\r\n\r\n")?;
        let mut answer = String::new();
        connection.read_to_string(&mut answer)?;
        Ok(answer)
    };
    ask().is_ok_and(|answer| answer.contains("queue_remaining"))
}
