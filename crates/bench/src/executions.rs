//! A graph that does nothing, run through the API: against a bare axum route with as many durable commits. And a
//! queue that drains.

use crate::{
    connection::Connection,
    control_commits,
    no_op::deploy,
    process::Process,
    ratio::{Ratios, median},
    samples,
};
use anyhow::Context as _;
use serde_json::Value;
use std::{
    collections::HashSet,
    path::Path,
    time::{Duration, Instant},
};
use tokio::{process::Command, task::JoinSet};

const CLIENTS: u32 = 64;
const ROUNDS: u32 = 9;
/// How long one side of a round takes.
const SIDE: Duration = Duration::from_millis(700);
const GOAL: f64 = 0.5;
const BODY: &str = r#"{"workflow_input":{}}"#;
/// How many are queued over how many deployments.
const QUEUED: u32 = 1_000;
const DEPLOYMENTS: u32 = 8;
/// How often the queue is filled and drained: memory that grows with every time is a leak.
const FILLS: u32 = 4;

/// Measures and prints.
pub(crate) async fn measure() -> anyhow::Result<()> {
    let server = std::env::var_os("BRINE_BIN").context("BRINE_BIN names the server; `cargo xtask bench` sets it")?;
    let folder = samples::folder()?;
    let data = folder.path().join("data");
    let mut command = Command::new(server);
    command.args([
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--waiting-each",
        "10000",
        "--keep-executions",
        "1000",
        "--data",
    ]);
    let brine = Process::start(command.arg(data)).await?;
    rate_of_a_no_op(&brine, folder.path()).await?;
    drain(&brine).await
}

async fn rate_of_a_no_op(brine: &Process, folder: &Path) -> anyhow::Result<()> {
    let deployment = deploy(&brine.address, 0).await?;
    let path = format!("/api/v1/deployments/{deployment}/executions/");
    let control = Process::start(&mut control_commits::command(&folder.join("log"))?).await?;
    let mut observer = Connection::open(&brine.address).await?;
    let mut ratios = Ratios::default();
    let mut commits = Vec::new();
    for _ in 0..ROUNDS {
        let before = durable_commits(&mut observer).await?;
        let ours = rate(&brine.address, &path).await?;
        let each = (durable_commits(&mut observer).await? - before) / ours.answers;
        commits.push(each);
        ratios.add(ours.per_second(), rate(&control.address, &control_commits::path(each)).await?.per_second());
    }
    let each = median(commits.into_iter());
    ratios.report(
        &format!(
            "Executions of a graph of two nodes, {CLIENTS} clients that wait, to axum with as many durable commits ({each:.2})"
        ),
        Some(GOAL),
    );
    Ok(())
}

/// How many durable commits executions have waited for so far: those that were asked for, not the groups in which
/// they were made.
async fn durable_commits(brine: &mut Connection) -> anyhow::Result<f64> {
    let figures = brine.get("/metrics", None).await?;
    let figures = std::str::from_utf8(&figures)?;
    let count = figures.lines().find_map(|line| line.strip_prefix("brine_store_commit_seconds_count "));
    Ok(count.context("no count of commits")?.trim().parse()?)
}

/// What was measured of one server.
struct Rate {
    answers: f64,
    took: Duration,
}

impl Rate {
    fn per_second(&self) -> f64 {
        self.answers / self.took.as_secs_f64()
    }
}

/// How many requests a server answers to all clients together.
async fn rate(address: &str, path: &str) -> anyhow::Result<Rate> {
    let since = Instant::now();
    let mut clients = JoinSet::new();
    for _ in 0..CLIENTS {
        let mut connection = Connection::open(address).await?;
        let path = path.to_owned();
        clients.spawn(async move {
            let mut done: u32 = 0;
            while since.elapsed() < SIDE {
                connection.post_and_wait(&path, BODY.to_owned()).await?;
                done += 1;
            }
            anyhow::Ok(done)
        });
    }
    let mut done = 0;
    while let Some(client) = clients.join_next().await {
        done += client??;
    }
    Ok(Rate { answers: f64::from(done), took: since.elapsed() })
}

/// Fills queues while their deployments hold, lets them go, and looks what became of each.
async fn drain(brine: &Process) -> anyhow::Result<()> {
    let mut connection = Connection::open(&brine.address).await?;
    let mut deployments = Vec::new();
    for number in 1..=DEPLOYMENTS {
        deployments.push(deploy(&brine.address, number).await?);
    }
    let mut memory = Vec::new();
    for fill in 1..=FILLS {
        set_status(&mut connection, &deployments, r#"{"status":"paused","mode":"hold"}"#).await?;
        let mut accepted = HashSet::new();
        for number in 0..QUEUED {
            let deployment = &deployments[(number % DEPLOYMENTS) as usize];
            let answer =
                connection.post(&format!("/api/v1/deployments/{deployment}/executions/"), BODY.to_owned()).await?;
            let answer: Value = serde_json::from_slice(&answer)?;
            accepted.insert(answer["execution_id"].as_str().context("no id")?.to_owned());
        }
        let since = Instant::now();
        set_status(&mut connection, &deployments, r#"{"status":"running"}"#).await?;
        let mut attempts = 0;
        for id in &accepted {
            let row = loop {
                let row = connection.get(&format!("/api/v1/executions/{id}"), None).await?;
                let row: Value = serde_json::from_slice(&row)?;
                if !matches!(row["status"].as_str(), Some("queued" | "running")) {
                    break row;
                }
                tokio::time::sleep(Duration::from_millis(5)).await;
            };
            anyhow::ensure!(row["status"] == "succeeded", "{row}");
            attempts += row["attempts"].as_u64().unwrap_or_default();
        }
        anyhow::ensure!(
            accepted.len() as u32 == QUEUED && attempts == u64::from(QUEUED),
            "{attempts} runs of {QUEUED}"
        );
        memory.push(brine.memory()?);
        println!(
            "Queue of {QUEUED} over {DEPLOYMENTS} deployments, fill {fill}: drained in {:.2} s, none lost, none twice; {} MiB",
            since.elapsed().as_secs_f64(),
            memory.last().copied().unwrap_or_default() >> 20,
        );
    }
    Ok(())
}

async fn set_status(connection: &mut Connection, deployments: &[String], body: &str) -> anyhow::Result<()> {
    for deployment in deployments {
        connection.put(&format!("/api/v1/deployments/{deployment}/status"), body.to_owned()).await?;
    }
    Ok(())
}
