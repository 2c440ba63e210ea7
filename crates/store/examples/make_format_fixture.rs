//! Makes the fixture of the format that this release writes.
//!
//! `cargo run -p store --example make_format_fixture -- crates/store/tests/fixtures/format-2`
//!
//! A fixture is made once, by the first release of its format, and never again: the test that opens
//! it says that data written then is read now. A new format gets a fixture beside the old ones.

use bytes::Bytes;
use domain::{
    Actor, DeploymentId, DeploymentStatus, DeploymentType, Digest, EngineKind, GraphFormat, Hidden, PauseMode,
    Position, Revision, RowRevision, Timestamp, WorkflowId,
};
use flate2::{Compression, write::GzEncoder};
use std::{error::Error, fs, io::Write as _, path::Path};
use store::{
    Author, DeleteDeployment, GraphFacts, NewDeployment, NewWorkflow, RenameDeployment, RenameWorkflow, SaveWorkflow,
    SetStatus, SledStore, Store,
};

type Done = Result<(), Box<dyn Error>>;

#[tokio::main]
async fn main() -> Done {
    let target = std::env::args().nth(1).ok_or("say where to")?;
    let target = Path::new(&target);
    let folder = tempfile::tempdir()?;
    let store = SledStore::open(folder.path())?.shared();
    write_first(&*store).await?;
    drop(store);
    let store = SledStore::open(folder.path())?.shared();
    write_second(&*store).await?;
    let content = serde_json::json!({
        "workflows": store.workflows(None, 99).await?,
        "deployments": store.deployments(None, 99).await?,
        "feed": store.feed(Position::START, 99).await?,
    });
    // Taken as a crash would leave it: some of it is home, the rest is in the journal.
    fs::create_dir_all(target)?;
    for name in ["db", "conf", "journal", "reached"] {
        let mut packed = GzEncoder::new(fs::File::create(target.join(format!("{name}.gz")))?, Compression::best());
        packed.write_all(&fs::read(folder.path().join(name))?)?;
        packed.finish()?;
    }
    drop(store);
    Ok(fs::write(target.join("content.json"), serde_json::to_string_pretty(&content)? + "\n")?)
}

fn author(second: i64) -> Author {
    Author { actor: Actor::Api, at: Timestamp::from_millis(1_763_933_133_120 + second * 1_000) }
}

fn facts(bytes: &Bytes) -> GraphFacts {
    GraphFacts { digest: Digest::of(bytes), format: GraphFormat::Api, nodes: 2, problems: 0 }
}

const KEPT: WorkflowId = WorkflowId::from_bytes([1; 16]);
const GONE: WorkflowId = WorkflowId::from_bytes([2; 16]);

/// What is closed, and so all home, before the rest is written.
async fn write_first(store: &dyn Store) -> Done {
    for id in [KEPT, GONE] {
        let bytes = Bytes::from_static(br#"{"1":{"class_type":"A","inputs":{}}}"#);
        let new = NewWorkflow { id, name: "Grüße 🧂".parse()?, graph: facts(&bytes), bytes };
        store.create_workflow(author(1), new).await?;
    }
    for (number, expected) in [(1, 1), (2, 1), (3, 1)] {
        let new = NewDeployment {
            id: DeploymentId::from_bytes([number; 16]),
            workflow: KEPT,
            expected: Revision::new(expected),
            kind: DeploymentType::Discord,
            name: None,
            reason: Some("first\nsecond".parse()?),
            engine: Some(EngineKind::Builtin),
            hindrance: None,
            untested: false,
            hidden: Hidden::default(),
        };
        store.create_deployment(author(2), new).await?;
    }
    Ok(())
}

/// The other kinds of write, and a graph of several chunks.
async fn write_second(store: &dyn Store) -> Done {
    let bytes = Bytes::from(format!("{{\"1\":{{\"class_type\":\"{}\"}}}}", "x".repeat(10_000)));
    let graph = facts(&bytes);
    let save = SaveWorkflow { id: KEPT, expected: RowRevision::FIRST, name: "saved".parse()?, graph, bytes };
    store.save_workflow(author(3), save).await?;
    let renamed = RenameWorkflow { id: KEPT, expected: RowRevision::new(2), name: "renamed".parse()? };
    store.rename_workflow(author(4), renamed).await?;
    let first = DeploymentId::from_bytes([1; 16]);
    let paused = SetStatus {
        id: first,
        expected: RowRevision::FIRST,
        status: DeploymentStatus::Paused,
        pause: PauseMode::Hold,
        hindrance: None,
        engine: Some(EngineKind::Builtin),
    };
    store.set_status(author(5), paused).await?;
    let renamed = RenameDeployment { id: first, expected: RowRevision::new(2), name: "renamed".parse()? };
    store.rename_deployment(author(6), renamed).await?;
    let third = DeleteDeployment { id: DeploymentId::from_bytes([3; 16]), expected: RowRevision::FIRST };
    store.delete_deployment(author(7), third).await?;
    store.delete_workflow(author(8), store::DeleteWorkflow { id: GONE, expected: RowRevision::FIRST }).await?;
    Ok(())
}
