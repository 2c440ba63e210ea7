//! The server-rendered list of 1,000 deployments, against axum sending the same bytes from memory.
//!
//! Both are processes of their own, asked over real connections, while nothing changes.

use crate::{connection::Connection, control_pages, process::Process, ratio::Ratios, samples};
use anyhow::Context as _;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

const DEPLOYMENTS: u32 = 1_000;
const CLIENTS: u32 = 16;
const ROUNDS: u32 = 9;
/// How long one side of a round takes.
const SIDE: Duration = Duration::from_millis(700);
const GOAL: f64 = 0.8;
const PATH: &str = "/deployments";

/// Measures and prints.
pub(crate) async fn measure() -> anyhow::Result<()> {
    let server = std::env::var_os("BRINE_BIN").context("BRINE_BIN names the server; `cargo xtask bench` sets it")?;
    let folder = samples::folder()?;
    let data = folder.path().join("data");
    let brine = Process::start(
        tokio::process::Command::new(server).args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(data),
    )
    .await?;
    deploy(&brine.address).await?;
    for encoding in [None, Some("br")] {
        let page = Connection::open(&brine.address).await?.get(PATH, encoding).await?;
        let file = folder.path().join("page");
        std::fs::write(&file, &page)?;
        let control = Process::start(&mut control_pages::command(&file, encoding)?).await?;
        let same = Connection::open(&control.address).await?.get(PATH, encoding).await?;
        anyhow::ensure!(same == page, "the control sends something else");
        let mut ratios = Ratios::default();
        for _ in 0..ROUNDS {
            let sent = rate(&control.address, encoding).await?;
            ratios.add(rate(&brine.address, encoding).await?, sent);
        }
        let kind = encoding.unwrap_or("plain");
        let what = format!(
            "Pages of {DEPLOYMENTS} deployments ({kind}, {} bytes), to axum sending the same bytes",
            page.len()
        );
        ratios.report(&what, Some(GOAL));
    }
    Ok(())
}

/// Makes the deployments as a program would.
async fn deploy(address: &str) -> anyhow::Result<()> {
    let mut connection = Connection::open(address).await?;
    let graph = r#"{"1":{"class_type":"PrimitiveString","inputs":{"value":"x"}},"2":{"class_type":"PreviewAny","inputs":{"source":["1",0]}}}"#;
    let made = connection.post("/api/v1/workflows", format!(r#"{{"name":"portraits","graph":{graph}}}"#)).await?;
    let made: serde_json::Value = serde_json::from_slice(&made)?;
    let workflow = made["id"].as_str().context("a workflow has an id")?;
    let path = format!("/api/v1/workflows/{workflow}/deployments");
    for number in 0..DEPLOYMENTS {
        connection
            .post(&path, format!(r#"{{"type":"api","name":"portraits {number}","allow_untested":true}}"#))
            .await?;
    }
    Ok(())
}

/// How many pages a second a server sends to all clients together.
async fn rate(address: &str, encoding: Option<&'static str>) -> anyhow::Result<f64> {
    let since = Instant::now();
    let mut clients = JoinSet::new();
    for _ in 0..CLIENTS {
        let mut connection = Connection::open(address).await?;
        clients.spawn(async move {
            let mut pages = 0;
            while since.elapsed() < SIDE {
                connection.get(PATH, encoding).await?;
                pages += 1;
            }
            anyhow::Ok(pages)
        });
    }
    let mut pages = 0;
    while let Some(done) = clients.join_next().await {
        pages += done??;
    }
    Ok(f64::from(pages) / since.elapsed().as_secs_f64())
}
