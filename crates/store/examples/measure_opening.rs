//! Measures how long a store with many executions takes to open.
//!
//! `cargo run --release -p store --example measure_opening -- 100000`

use domain::{Digest, End, EngineKind, ExecutionId, Part, Revision, Timestamp, WorkflowId};
use futures::{StreamExt as _, TryStreamExt as _, stream};
use std::{error::Error, io::Write as _, time::Instant};
use store::{FinishExecution, NewExecution, NewRun, Once, SledStore, Store};

/// How many write at once.
const CLIENTS: usize = 256;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let count: u32 = std::env::args().nth(1).ok_or("say how many")?.parse()?;
    let folder = tempfile::tempdir()?;
    let store = SledStore::open(folder.path())?.shared();
    let since = Instant::now();
    stream::iter(0..count).map(|number| run(&*store, number)).buffer_unordered(CLIENTS).try_collect::<Vec<_>>().await?;
    drop(store);
    let written = since.elapsed();
    let mut out = std::io::stdout();
    writeln!(out, "{count} executions accepted and ended in {written:.1?}")?;
    for _ in 0..3 {
        let since = Instant::now();
        let store = SledStore::open(folder.path())?;
        writeln!(out, "opened in {:.0?}", since.elapsed())?;
        store.close();
    }
    Ok(())
}

/// One that is begun at once, with a key and parts of usual lengths.
async fn run(store: &dyn Store, number: u32) -> Result<(), store::StoreError> {
    let at = Timestamp::from_millis(1_763_933_133_000 + i64::from(number));
    let mut id = [0; 16];
    id[12..].copy_from_slice(&number.to_be_bytes());
    let id = ExecutionId::from_bytes(id);
    let digest = Digest::of(id.as_bytes());
    let of = NewRun::Workflow {
        id: WorkflowId::from_bytes([1; 16]),
        revision: Revision::FIRST,
        digest,
        engine: EngineKind::Builtin,
    };
    let new = NewExecution {
        id,
        at,
        of,
        through: None,
        parts: vec![(Part::Inputs, vec![1; 300].into())],
        calls_back: true,
        once: Some(Once { key: digest, body: digest, until: at }),
        has_room: true,
        begin_until: Some(at),
    };
    store.accept_execution(new).await?;
    let parts = vec![(Part::Outcome, vec![2; 400].into()), (Part::Timeline, vec![3; 200].into())];
    store.finish_execution(FinishExecution { id, token: 1, at, end: End::Succeeded, parts }).await.map(drop)
}
