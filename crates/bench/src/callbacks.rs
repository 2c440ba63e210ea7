//! What one dead receiver costs the others: how much later their callbacks come.
//!
//! The same deployments, receivers and load in every round; in every other one a single receiver takes what it is sent
//! and does not answer. Its callbacks are let go between the rounds, so that each begins with nothing due.

use crate::{connection::Connection, no_op::deploy, process::Process, ratio::median, receiver::Receiver, samples};
use anyhow::Context as _;
use futures::future::{try_join, try_join_all};
use serde_json::{Value, json};
use std::{
    collections::HashMap,
    time::{Duration, Instant},
};
use tokio::{process::Command, time::interval};

/// How many deployments' callbacks are looked at; one more has the receiver that dies.
const OTHERS: u32 = 8;
const ROUNDS: u32 = 9;
/// How often each deployment is asked in one side of a round, and after how long again.
const REQUESTS: u32 = 60;
const EVERY: Duration = Duration::from_millis(40);
/// How much later, in milliseconds.
const GOAL: f64 = 50.0;

/// A deployment, and who is told what came of its executions.
struct Called {
    deployment: String,
    receiver: Receiver,
}

/// Measures and prints.
pub(crate) async fn measure() -> anyhow::Result<()> {
    let server = std::env::var_os("BRINE_BIN").context("BRINE_BIN names the server; `cargo xtask bench` sets it")?;
    let folder = samples::folder()?;
    let mut command = Command::new(server);
    command.args(["serve", "--listen", "127.0.0.1:0", "--allow-private", "127.0.0.0/8", "--data"]);
    let brine = Process::start(command.arg(folder.path().join("data"))).await?;
    let mut mortal = Called::make(&brine.address, 0).await?;
    let mut others = try_join_all((1..=OTHERS).map(|number| Called::make(&brine.address, number))).await?;
    // The first one makes the connections, and is not counted.
    side(&brine.address, &mut others, &mut mortal, false).await?;
    let mut p99s = Vec::new();
    for _ in 0..ROUNDS {
        let without = side(&brine.address, &mut others, &mut mortal, false).await?;
        p99s.push((without, side(&brine.address, &mut others, &mut mortal, true).await?));
    }
    let delay = median(p99s.iter().map(|(without, with)| with - without));
    let verdict = if delay < GOAL { "met" } else { "MISSED" };
    println!(
        "Callbacks of {OTHERS} deployments, p99, with one dead receiver to without: {delay:+.1} ms (goal < {GOAL:.0} ms: \
         {verdict}); {:.1} ms against {:.1} ms",
        median(p99s.iter().map(|it| it.1)),
        median(p99s.iter().map(|it| it.0)),
    );
    Ok(())
}

/// The others' 99th percentile, in milliseconds, of the time from a request to its callback.
async fn side(address: &str, others: &mut [Called], mortal: &mut Called, is_dead: bool) -> anyhow::Result<f64> {
    mortal.receiver.set_dead(is_dead);
    let (times, asked) =
        try_join(try_join_all(others.iter_mut().map(|it| it.times(address))), mortal.ask(address)).await?;
    mortal.receiver.set_dead(false);
    mortal.told(asked).await?;
    let mut times = times.concat();
    times.sort_by(f64::total_cmp);
    times.get(times.len() * 99 / 100).copied().context("nothing was called back")
}

impl Called {
    async fn make(address: &str, number: u32) -> anyhow::Result<Self> {
        Ok(Self { deployment: deploy(address, number).await?, receiver: Receiver::open().await? })
    }

    async fn times(&mut self, address: &str) -> anyhow::Result<Vec<f64>> {
        let asked = self.ask(address).await?;
        self.told(asked).await
    }

    /// Asks for executions, each at its time, and says of each when that was.
    async fn ask(&self, address: &str) -> anyhow::Result<HashMap<String, Instant>> {
        let mut connection = Connection::open(address).await?;
        let path = format!("/api/v1/deployments/{}/executions/", self.deployment);
        let body = json!({ "workflow_input": {}, "callback": self.receiver.url }).to_string();
        let mut asked = HashMap::new();
        let mut turns = interval(EVERY);
        for _ in 0..REQUESTS {
            // Not the time at which it could be sent: what keeps a request from being sent counts as well.
            let at = turns.tick().await.into_std();
            let accepted: Value = serde_json::from_slice(&connection.post(&path, body.clone()).await?)?;
            asked.insert(accepted["execution_id"].as_str().context("no id")?.to_owned(), at);
        }
        Ok(asked)
    }

    /// Waits until all were called back, and gives how many milliseconds each took.
    async fn told(&mut self, mut asked: HashMap<String, Instant>) -> anyhow::Result<Vec<f64>> {
        let mut times = Vec::with_capacity(asked.len());
        while !asked.is_empty() {
            let (id, at) = self.receiver.next().await?;
            if let Some(since) = asked.remove(&id) {
                times.push(at.duration_since(since).as_secs_f64() * 1_000.0);
            }
        }
        Ok(times)
    }
}
