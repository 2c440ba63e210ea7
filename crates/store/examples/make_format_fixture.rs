//! Makes the fixture of the format that this release writes.
//!
//! `cargo run -p store --example make_format_fixture -- crates/store/tests/fixtures/format-4`
//!
//! A fixture is made once, by the first release of its format, and never again: the test that opens
//! it says that data written then is read now. A new format gets a fixture beside the old ones.

use bytes::Bytes;
use domain::{
    Actor, CallbackState, DeploymentId, DeploymentStatus, DeploymentType, Digest, End, EngineKind, Excerpt,
    ExecutionId, GraphFormat, Hidden, Part, PauseMode, Position, Revision, RowRevision, Target, Timestamp, WorkflowId,
};
use flate2::{Compression, write::GzEncoder};
use std::{error::Error, fs, io::Write as _, path::Path};
use store::{
    Author, CallbackSecrets, DeleteDeployment, FinishExecution, GraphFacts, NewDeployment, NewExecution, NewRun,
    NewWorkflow, NoteCallback, Once, PutSetting, RenameDeployment, RenameWorkflow, SaveWorkflow, SetAddress, SetStatus,
    SettingKey, SettingKind, SettingOf, SledStore, Source, Step, Store, Through,
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
        "retired": store.all_retired(None, 99).await?,
        "addresses": store.addresses(None, 99).await?,
        "settings": settings(&*store).await?,
        "feed": store.feed(Position::START, 99).await?,
        "executions": store.executions(None, 99).await?,
        "parts": parts(&*store).await?,
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
    Author { actor: Actor::Api, at: Timestamp::from_millis(1_763_933_133_120 + second * 1_000), reason: None }
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
            source: Source::Saved { workflow: KEPT, expected: Revision::new(expected) },
            kind: DeploymentType::Discord,
            name: None,
            engine: Some(EngineKind::Builtin),
            hindrance: None,
            untested: number == 2,
            hidden: Hidden::new(["7".to_owned()].into())?,
        };
        let because = Author { reason: Some("first\nsecond".parse()?), ..author(2) };
        store.create_deployment(because, new).await?;
    }
    store.set_address(author(2), lead("kept", None, 2)?).await?;
    store.set_address(author(2), lead("moved", None, 1)?).await?;
    configure(store, None).await?;
    execute(store, 1).await
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
    store.delete_deployment(author(7), end(3, 1)).await?;
    retire(store).await?;
    store.delete_workflow(author(8), store::DeleteWorkflow { id: GONE, expected: RowRevision::FIRST }).await?;
    configure(store, Some(RowRevision::FIRST)).await?;
    execute(store, 11).await
}

/// A rollback to the deleted one in one with an address's move, a delete that is undone, and a snapshot forgotten.
async fn retire(store: &dyn Store) -> Done {
    let id = |number| DeploymentId::from_bytes([number; 16]);
    let new = |number| NewDeployment {
        id: id(number),
        source: Source::Retired(id(3)),
        kind: DeploymentType::Api,
        name: None,
        engine: Some(EngineKind::Builtin),
        hindrance: None,
        untested: false,
        hidden: Hidden::default(),
    };
    let because = Author { reason: Some("it was better".parse()?), ..author(8) };
    let moved = lead("moved", Some(RowRevision::FIRST), 4)?;
    store.undertake(because, vec![Step::Deploy(new(4)), Step::SetAddress(moved)]).await?;
    store.delete_deployment(author(8), end(4, 1)).await?;
    store.restore_deployment(author(9), id(4)).await?;
    store.create_deployment(author(9), new(5)).await?;
    store.delete_deployment(author(9), end(5, 1)).await?;
    store.forget_snapshot(author(10), id(5)).await?;
    Ok(())
}

/// Settings of deployment 1 and of an address, short and long; one of them is removed again.
async fn configure(store: &dyn Store, expected: Option<RowRevision>) -> Done {
    let form = SettingKey { of: SettingOf::Deployment(DeploymentId::from_bytes([1; 16])), kind: SettingKind::Form };
    let discord = SettingKey { of: SettingOf::Address("kept".parse()?), kind: SettingKind::Discord };
    let schedules = SettingKey { kind: SettingKind::Schedules, ..form };
    let length = if expected.is_some() { 9_000 } else { 12_000 };
    store.put_setting(PutSetting { key: form, expected, value: Some(vec![7; length].into()) }).await?;
    let removed = expected.is_none().then(|| Bytes::from_static(b"[]"));
    store.put_setting(PutSetting { key: schedules, expected, value: removed }).await?;
    if expected.is_none() {
        store.put_setting(PutSetting { key: discord, expected, value: Some("bot".into()) }).await?;
    }
    Ok(())
}

/// Each setting: which, how often it was put, and the digest of its bytes.
async fn settings(store: &dyn Store) -> Result<Vec<(SettingKey, u64, Digest)>, Box<dyn Error>> {
    let all = store.settings().await?;
    Ok(all.into_iter().map(|(key, it)| (key, it.row.get(), Digest::of(&it.value))).collect())
}

fn end(number: u8, expected: u64) -> DeleteDeployment {
    let kept_until = Some(author(999).at);
    DeleteDeployment { id: DeploymentId::from_bytes([number; 16]), expected: RowRevision::new(expected), kept_until }
}

fn lead(slug: &str, expected: Option<RowRevision>, to: u8) -> Result<SetAddress, Box<dyn Error>> {
    let target = Some(Target::only(DeploymentId::from_bytes([to; 16]), author(2).at));
    Ok(SetAddress { slug: slug.parse()?, expected, target })
}

/// Executions in every state, with short and long parts, keys, and the secrets of deployment 1.
async fn execute(store: &dyn Store, first: u8) -> Done {
    let at = |second| author(second).at;
    let secrets = CallbackSecrets { current: [first; 32], previous: Some([9; 32]), since: at(9) };
    store.put_callback_secrets(DeploymentId::from_bytes([1; 16]), secrets).await?;
    for number in first..first + 6 {
        let id = ExecutionId::from_bytes([number; 16]);
        let long = usize::from(number % 2) * 5_000;
        let new = NewExecution {
            id,
            at: at(10),
            of: NewRun::Deployment(DeploymentId::from_bytes([2; 16])),
            through: Some(Through { slug: "kept".parse()?, row: RowRevision::FIRST }),
            parts: vec![
                (Part::Inputs, vec![number; 20 + long].into()),
                (Part::CallbackUrl, "https://a.example".into()),
            ],
            calls_back: true,
            once: Some(Once { key: Digest::of(&[number]), body: Digest::of(b"body"), until: at(999) }),
            has_room: true,
            begin_until: (number != first).then_some(at(60)),
        };
        store.accept_execution(new).await?;
        let end = match number - first {
            0 | 1 => continue,
            2 => End::Succeeded,
            3 => End::Failed(Excerpt::of("why not")),
            _ => End::Cancelled,
        };
        let parts = vec![(Part::Outcome, "{}".into()), (Part::Artefact(1), vec![number; 6_000].into())];
        let ended = store.finish_execution(FinishExecution { id, token: 1, at: at(11), end, parts }).await?;
        let state = CallbackState::Delivered { attempts: 1, at: at(12) };
        let note = NoteCallback { id, expected: ended.row, state, attempts: "[]".into() };
        store.note_callback(note).await?;
    }
    Ok(store.remove_executions(vec![ExecutionId::from_bytes([first + 5; 16])]).await?)
}

/// The digest of every part that there is, under its execution's first byte.
async fn parts(store: &dyn Store) -> Result<Vec<(u8, String, Digest)>, Box<dyn Error>> {
    let mut all = Vec::new();
    for execution in store.executions(None, 99).await? {
        for part in [Part::Inputs, Part::CallbackUrl, Part::Outcome, Part::Attempts, Part::Artefact(1)] {
            if let Some(bytes) = store.execution_part(execution.id, part).await? {
                all.push((execution.id.as_bytes()[0], format!("{part:?}"), Digest::of(&bytes)));
            }
        }
    }
    Ok(all)
}
