//! Durable toggles with 64 clients, against a log that appends and fdatasyncs in groups.
//!
//! Through the store alone, and through the service as a click goes: it reads
//! before it writes, and waits until the lists show the change.

use crate::{
    control_log::{ControlLog, Growth},
    ratio::Ratios,
    samples,
};
use domain::{Actor, Change, Deployment, FeedEntry, PauseMode, Position};
use futures::future::try_join_all;
use service::{Clock, Operation, Service, Setup};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use store::{SetStatus, SledStore, Store};

const CLIENTS: u64 = 64;
const ROUNDS: u32 = 9;
/// How long one side of a round takes.
const SIDE: Duration = Duration::from_millis(700);
const GOAL: f64 = 0.5;

struct FixedClock;

impl Clock for FixedClock {
    fn now(&self) -> domain::Timestamp {
        samples::author().at
    }
}

/// Measures and prints.
pub(crate) async fn measure() -> anyhow::Result<()> {
    let folder = samples::folder()?;
    let store = SledStore::open(&folder.path().join("store"))?.shared();
    let mut rows = samples::deployments(&*store, CLIENTS).await?;
    let clock: Arc<dyn Clock> = Arc::new(FixedClock);
    let service =
        Service::start(Arc::clone(&store), Arc::clone(&clock), Operation::new(Setup::default(), &clock)?).await?;
    let appended = ControlLog::start(&folder.path().join("appended"), Growth::Appended)?;
    let allocated = ControlLog::start(&folder.path().join("allocated"), Growth::Allocated)?;
    let mut ratios: [Ratios; 4] = Default::default();
    for _ in 0..ROUNDS {
        let record = record(&*store).await?;
        let controls = |log: &ControlLog| (0..CLIENTS).map(|_| append(log.clone(), record.clone())).collect::<Vec<_>>();
        let appending = run(controls(&appended).into_iter()).await?.0;
        let (by_store, after) = run(rows.drain(..).map(|row| toggle_store(Arc::clone(&store), row))).await?;
        let writing = run(controls(&allocated).into_iter()).await?.0;
        let (by_service, after) = run(after.into_iter().map(|row| toggle_service(service.clone(), row))).await?;
        rows = after;
        let pairs = [(by_store, appending), (by_service, appending), (by_store, writing), (by_service, writing)];
        ratios.iter_mut().zip(pairs).for_each(|(ratios, (ours, control))| ratios.add(ours, control));
    }
    let names = [
        ("through the store, to a log that appends and fdatasyncs", Some(GOAL)),
        ("through the service, to a log that appends and fdatasyncs", Some(GOAL)),
        ("through the store, to the same in allocated blocks", None),
        ("through the service, to the same in allocated blocks", None),
    ];
    for (ratios, (name, goal)) in ratios.iter().zip(names) {
        ratios.report(&format!("Durable toggles, {CLIENTS} clients, {name}"), goal);
    }
    Ok(())
}

/// What the newest entry is written as: the control's records are as long.
async fn record(store: &dyn Store) -> anyhow::Result<Vec<u8>> {
    let head = store.head().await?;
    let newest: Vec<FeedEntry> = store.feed(Position::new(head.get().saturating_sub(1)), 1).await?;
    Ok(postcard::to_allocvec(&newest.first())?)
}

/// Runs the clients, each a task that gives how often it was answered; gives answers a second.
async fn run<T: Send + 'static>(
    clients: impl Iterator<Item = impl Future<Output = anyhow::Result<(u64, T)>> + Send + 'static>,
) -> anyhow::Result<(f64, Vec<T>)> {
    let since = Instant::now();
    let tasks: Vec<_> = clients.map(tokio::spawn).collect();
    let mut answers = 0;
    let mut results = Vec::new();
    for done in try_join_all(tasks).await? {
        let (count, result) = done?;
        answers += count;
        results.push(result);
    }
    #[expect(clippy::cast_precision_loss, reason = "a rate")]
    let rate = answers as f64 / since.elapsed().as_secs_f64();
    Ok((rate, results))
}

async fn append(log: ControlLog, record: Vec<u8>) -> anyhow::Result<(u64, ())> {
    let since = Instant::now();
    let mut count = 0;
    while since.elapsed() < SIDE {
        log.append(record.clone()).await?;
        count += 1;
    }
    Ok((count, ()))
}

async fn toggle_store(store: Arc<dyn Store>, mut row: Deployment) -> anyhow::Result<(u64, Deployment)> {
    let since = Instant::now();
    let mut count = 0;
    while since.elapsed() < SIDE {
        let (status, pause, engine) = (row.status.other(), row.pause, row.engine);
        let set = SetStatus { id: row.id, expected: row.row, status, pause, hindrance: None, engine };
        let entry = store.set_status(samples::author(), set).await?;
        anyhow::ensure!(matches!(entry.change, Change::DeploymentStatusSet { .. }), "another write's entry");
        row.follow(&entry);
        count += 1;
    }
    Ok((count, row))
}

async fn toggle_service(service: Service, mut row: Deployment) -> anyhow::Result<(u64, Deployment)> {
    let since = Instant::now();
    let mut count = 0;
    while since.elapsed() < SIDE {
        row = service.set_status(Actor::Api, row.id, row.status.other(), PauseMode::Finish, None).await?;
        count += 1;
    }
    Ok((count, row))
}
