//! Data of every past format is read. `examples/make_format_fixture.rs` makes a fixture.

use crate::execution_samples::new_execution;
use crate::samples::{author, new_deployment};
use domain::{
    DeploymentId, Digest, Execution, ExecutionId, FeedEntry, Part, Position, Revision, Subject, Version, WorkflowId,
};
use flate2::read::GzDecoder;
use serde::de::DeserializeOwned;
use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};
use store::{Acceptance, NewDeployment, NewExecution, NewRun, Once, SettingKey, SledStore, Source, StoreError};
use tempfile::TempDir;

#[tokio::test(flavor = "multi_thread")]
async fn format_1_is_read_and_written_on() {
    check("format-1", &["db", "conf", "reached"]).await;
}

/// Its newest six entries are in the journal alone.
#[tokio::test(flavor = "multi_thread")]
async fn format_2_is_read_and_written_on() {
    check("format-2", &["db", "conf", "journal", "reached"]).await;
}

/// Of its executions half are in the journal alone, and so are their keys.
#[tokio::test(flavor = "multi_thread")]
async fn format_3_is_read_and_written_on() {
    check_executions("format-3").await;
}

/// What was deleted, restored and forgotten, an address that moved, and executions through another.
#[tokio::test(flavor = "multi_thread")]
async fn format_4_is_read_and_written_on() {
    check_executions("format-4").await;
}

async fn check_executions(fixture: &str) {
    let folder = check(fixture, &["db", "conf", "journal", "reached"]).await;
    let store = SledStore::open(folder.path()).unwrap().shared();
    let content = content(fixture);
    assert_eq!(store.executions(None, 99).await.unwrap(), expected::<Vec<Execution>>(&content["executions"]));
    let parts: Vec<(u8, String, Digest)> = expected(&content["parts"]);
    assert!(parts.len() > 30, "{}", parts.len());
    for (number, name, digest) in parts {
        let all = [Part::Inputs, Part::CallbackUrl, Part::Outcome, Part::Attempts, Part::Artefact(1)];
        let part = all.into_iter().find(|part| format!("{part:?}") == name).unwrap();
        let bytes = store.execution_part(ExecutionId::from_bytes([number; 16]), part).await.unwrap().unwrap();
        assert_eq!(Digest::of(&bytes), digest, "{name} of {number}");
    }
    for number in [1, 11] {
        let id = ExecutionId::from_bytes([number; 16]);
        let key = Once { key: Digest::of(&[number]), body: Digest::of(b"body"), until: author(9).at };
        let of = NewRun::Deployment(DeploymentId::from_bytes([2; 16]));
        let again = NewExecution { at: author(0).at, of, once: Some(key), ..new_execution(1) };
        assert_eq!(store.accept_execution(again).await.unwrap(), Acceptance::Known(id));
    }
    let secrets = store.callback_secrets(DeploymentId::from_bytes([1; 16])).await.unwrap().unwrap();
    assert_eq!((secrets.current, secrets.previous), ([11; 32], Some([9; 32])));
}

/// Opens a fixture, compares all of it, writes to it, and opens it again.
async fn check(fixture: &str, names: &[&str]) -> TempDir {
    let content = content(fixture);
    let fixture = path(fixture);
    let folder = tempfile::tempdir().unwrap();
    for name in names {
        let mut packed = GzDecoder::new(File::open(fixture.join(format!("{name}.gz"))).unwrap());
        io::copy(&mut packed, &mut File::create(folder.path().join(name)).unwrap()).unwrap();
    }
    let store = SledStore::open(folder.path()).unwrap().shared();
    assert_eq!(store.workflows(None, 99).await.unwrap(), expected::<Vec<domain::Workflow>>(&content["workflows"]));
    assert_eq!(
        store.deployments(None, 99).await.unwrap(),
        expected::<Vec<domain::Deployment>>(&content["deployments"])
    );
    // Formats before 4 kept nothing of what was deleted; what is in their journals is kept from now on.
    if let Some(retired) = content.get("retired") {
        assert_eq!(store.all_retired(None, 99).await.unwrap(), expected::<Vec<domain::Retired>>(retired));
        let addresses = expected::<Vec<domain::Address>>(&content["addresses"]);
        assert_eq!(store.addresses(None, 99).await.unwrap(), addresses);
    }
    if let Some(settings) = content.get("settings") {
        let found = store.settings().await.unwrap();
        let found: Vec<_> = found.into_iter().map(|(key, it)| (key, it.row.get(), Digest::of(&it.value))).collect();
        assert_eq!(found, expected::<Vec<(SettingKey, u64, Digest)>>(settings));
    }
    let feed: Vec<FeedEntry> = expected(&content["feed"]);
    assert_eq!(store.feed(Position::START, 99).await.unwrap(), feed);
    let workflow = store.workflow(WorkflowId::from_bytes([1; 16])).await.unwrap().unwrap();
    assert_eq!(store.graph(workflow.digest).await.unwrap().unwrap().len(), 10_023);
    let history = store.history(Subject::Deployment(DeploymentId::from_bytes([3; 16])), None, 9).await.unwrap();
    let third = history.first().unwrap().change.subject();
    let about: Vec<_> = feed.iter().rev().filter(|it| it.change.subject() == third).cloned().collect();
    assert_eq!((history.len(), &history), (2, &about));
    let made = feed.iter().filter(|it| matches!(it.change, domain::Change::DeploymentCreated { .. })).count();

    let source = Source::Saved { workflow: workflow.id, expected: Revision::new(2) };
    let again = NewDeployment { source, ..new_deployment(9, 0, Revision::new(2)) };
    let dead = NewDeployment { id: DeploymentId::from_bytes([3; 16]), ..again.clone() };
    let refused = store.create_deployment(author(0), dead).await;
    assert!(matches!(refused, Err(StoreError::Conflict(_))), "{refused:?}");
    let entry = store.create_deployment(author(0), again).await.unwrap();
    let domain::Change::DeploymentCreated { deployment } = entry.change.clone() else { panic!("{entry:?}") };
    let next = (Version::new(made as u32 + 1), feed.last().unwrap().position.next());
    assert_eq!((deployment.version, entry.position), next);
    drop(store);
    let store = SledStore::open(folder.path()).unwrap().shared();
    assert_eq!(store.deployment(deployment.id).await.unwrap(), Some(deployment));
    assert_eq!(store.feed(Position::START, 99).await.unwrap(), [feed, vec![entry]].concat());
    drop(store);
    folder
}

fn path(fixture: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(fixture)
}

fn content(fixture: &str) -> serde_json::Value {
    serde_json::from_slice(&fs::read(path(fixture).join("content.json")).unwrap()).unwrap()
}

fn expected<T: DeserializeOwned>(value: &serde_json::Value) -> T {
    serde_json::from_value(value.clone()).unwrap()
}
