//! Damaged folders: each opens whole, or says that it is damaged. None panics, none is silently empty.
//!
//! Where a flip happens is drawn from a fixed seed, so that a failure can be repeated.

use crate::execution_samples::write_executions;
use crate::samples::{author, create_workflow, deploy, facts, name, save, set, whole_feed};
use bytes::Bytes;
use domain::{Deployment, DeploymentStatus, Execution, FeedEntry, Part, Position, Subject, Workflow};
use std::{
    fs,
    path::{Path, PathBuf},
};
use store::{CallbackSecrets, OpenError, RenameDeployment, SledStore, Store, StoreError};
use tempfile::TempDir;

/// A folder that nobody has open, and what is in it.
pub struct Sample {
    pub folder: TempDir,
    pub content: Content,
}

#[derive(Debug, PartialEq)]
pub struct Content {
    workflows: Vec<Workflow>,
    deployments: Vec<Deployment>,
    pub feed: Vec<FeedEntry>,
    executions: Vec<Execution>,
    parts: Vec<Option<Bytes>>,
    secrets: Vec<Option<CallbackSecrets>>,
}

async fn sample() -> Sample {
    let folder = tempfile::tempdir().unwrap();
    let store = SledStore::open(folder.path()).unwrap().shared();
    for number in 1..=4 {
        let workflow = create_workflow(&*store, number, "a").await;
        let graph: Vec<u8> = (0..150_000_u32).map(|at| (at * number as u32).to_le_bytes()[1]).collect();
        store.save_workflow(author(1), save(number, workflow.row, graph)).await.unwrap();
        let mut row = deploy(&*store, number, number).await;
        for _ in 0..40 {
            store.set_status(author(2), set(&row, row.status.other())).await.unwrap();
            row = store.deployment(row.id).await.unwrap().unwrap();
        }
        let renamed = RenameDeployment { id: row.id, expected: row.row, name: name("other") };
        store.rename_deployment(author(3), renamed).await.unwrap();
        write_executions(&*store, &row, number * 10).await;
    }
    let content = read(&*store).await.unwrap();
    assert!(content.deployments.iter().all(|row| row.status == DeploymentStatus::Running));
    Sample { folder, content }
}

/// Everything but graphs, which say themselves whether they are whole.
pub async fn read(store: &dyn Store) -> Result<Content, StoreError> {
    let executions = store.executions(None, 99).await?;
    let mut parts = Vec::new();
    for execution in &executions {
        for part in [Part::Inputs, Part::Outcome, Part::Artefact(0)] {
            parts.push(store.execution_part(execution.id, part).await?);
        }
    }
    let deployments = store.deployments(None, 99).await?;
    let mut secrets = Vec::new();
    for deployment in &deployments {
        secrets.push(store.callback_secrets(deployment.id).await?);
    }
    Ok(Content {
        executions,
        parts,
        secrets,
        workflows: store.workflows(None, 99).await?,
        deployments,
        feed: store.feed(Position::START, u32::MAX).await?,
    })
}

impl Sample {
    /// A copy to be damaged.
    pub fn copy(&self) -> TempDir {
        let copy = tempfile::tempdir().unwrap();
        fs::create_dir(copy.path().join("blobs")).unwrap();
        for name in files(self.folder.path()) {
            fs::copy(self.folder.path().join(&name), copy.path().join(&name)).unwrap();
        }
        copy
    }

    /// What must hold however a folder was damaged. Says whether it opened.
    pub async fn check(&self, folder: &Path, what: &str) -> bool {
        let store = match SledStore::open(folder) {
            Ok(store) => store.shared(),
            Err(OpenError::Damaged { aside, .. }) => {
                assert!(aside.join("reached").exists() || aside.join("conf").exists(), "{what}: no copy at {aside:?}");
                return false;
            }
            Err(other) => panic!("{what}: {other}"),
        };
        match read(&*store).await {
            Ok(content) => assert!(content == self.content, "{what}: it opens, and not all is there"),
            Err(StoreError::Corrupt { .. }) => {}
            Err(other) => panic!("{what}: {other}"),
        }
        for row in &self.content.deployments {
            match store.history(Subject::Deployment(row.id), None, 99).await {
                Ok(history) => assert_eq!(history.len(), 42, "{what}"),
                Err(StoreError::Corrupt { .. }) => {}
                other => panic!("{what}: {other:?}"),
            }
        }
        for row in &self.content.workflows {
            match store.graph(row.digest).await {
                Ok(Some(bytes)) => assert_eq!(facts(&bytes).digest, row.digest, "{what}"),
                Err(StoreError::Corrupt { .. }) => {}
                other => panic!("{what}: {other:?}"),
            }
        }
        true
    }
}

fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().unwrap().is_file());
    let mut names: Vec<_> = files.map(|entry| entry.file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// A sequence of numbers that looks random and is the same each time.
pub struct Seeded(pub u64);

impl Seeded {
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_crash_in_opening_leaves_is_cleared_away() {
    let sample = sample().await;
    let folder = sample.copy();
    fs::write(folder.path().join("snap.00000000000F4240.generating"), b"half a snapsh").unwrap();
    fs::create_dir(folder.path().join("starting")).unwrap();
    fs::write(folder.path().join("journal.partial"), b"half a journ").unwrap();
    assert!(sample.check(folder.path(), "leftovers").await);
    assert!(!files(folder.path()).iter().any(|name| name.ends_with("generating") || name.ends_with("partial")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_start_that_was_cut_off_is_begun_again() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("starting")).unwrap();
    fs::write(folder.path().join("starting/db"), [7; 5_000]).unwrap();
    let store = SledStore::open(folder.path()).unwrap().shared();
    assert!(whole_feed(&*store).await.is_empty());
    create_workflow(&*store, 1, "a").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn flipped_bits_are_found_or_mended() {
    let sample = sample().await;
    let mut seeded = Seeded(1);
    let mut opened = 0;
    let mut refused = 0;
    for name in files(sample.folder.path()).into_iter().filter(|name| name != "lock") {
        let bytes = fs::read(sample.folder.path().join(&name)).unwrap();
        let used: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at] != 0).collect();
        for _ in 0..if name == "db" { 100 } else { 10 } {
            let (at, bit) = (used[seeded.below(used.len())], seeded.below(8));
            let folder = sample.copy();
            let mut flipped = bytes.clone();
            flipped[at] ^= 1 << bit;
            fs::write(folder.path().join(&name), flipped).unwrap();
            let is_open = sample.check(folder.path(), &format!("bit {bit} of byte {at} of {name}")).await;
            *if is_open { &mut opened } else { &mut refused } += 1;
        }
    }
    assert!(opened > 0 && refused > 0, "{opened} opened, {refused} refused: both should happen");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cut_log_is_found() {
    let sample = sample().await;
    let mut seeded = Seeded(2);
    let length = fs::metadata(sample.folder.path().join("db")).unwrap().len();
    let lengths = (0..40).map(|_| seeded.below(length.try_into().unwrap()) as u64);
    for length in lengths.chain([0, 1, 512, length - 1]) {
        let folder = sample.copy();
        truncate(&folder.path().join("db"), length);
        sample.check(folder.path(), &format!("a log cut to {length} bytes")).await;
    }
}

/// Without the mark of how far the log had reached, a cut can only be told from a crash by what is
/// missing in between: then some of the newest may be gone, but never everything.
#[tokio::test(flavor = "multi_thread")]
async fn a_cut_log_without_its_mark_is_never_an_empty_store() {
    let sample = sample().await;
    let mut seeded = Seeded(3);
    let length = fs::metadata(sample.folder.path().join("db")).unwrap().len();
    for _ in 0..20 {
        let folder = sample.copy();
        fs::remove_file(folder.path().join("reached")).unwrap();
        let cut = seeded.below(length.try_into().unwrap()) as u64;
        truncate(&folder.path().join("db"), cut);
        match SledStore::open(folder.path()) {
            Ok(store) => {
                let feed = whole_feed(&*store.shared()).await;
                assert!(!feed.is_empty(), "cut to {cut}");
                assert_eq!(feed, sample.content.feed[..feed.len()], "cut to {cut}");
            }
            Err(OpenError::Damaged { .. }) => {}
            Err(other) => panic!("cut to {cut}: {other}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_log_is_never_an_empty_store() {
    let sample = sample().await;
    for (what, damage) in [
        ("gone", (|log: &Path| fs::remove_file(log).unwrap()) as fn(&Path)),
        ("empty", |log| truncate(log, 0)),
        ("zeros", |log| fs::write(log, vec![0; 1 << 20]).unwrap()),
        ("of something else", |log| fs::write(log, b"hello".repeat(99_999)).unwrap()),
    ] {
        let folder = sample.copy();
        damage(&folder.path().join("db"));
        let first = damaged(folder.path(), what);
        assert_eq!(
            fs::read(first.join("reached")).unwrap(),
            fs::read(sample.folder.path().join("reached")).unwrap(),
            "{what}: the copy is of what was found"
        );
        for _ in 0..5 {
            damaged(folder.path(), what);
        }
        let copies = fs::read_dir(folder.path()).unwrap();
        let copies = copies.filter(|it| it.as_ref().unwrap().file_name().to_string_lossy().starts_with("damaged-"));
        assert!(copies.count() <= 3, "{what}: a server that is started again and again does not fill the disk");
    }
}

pub fn damaged(folder: &Path, what: &str) -> PathBuf {
    match SledStore::open(folder) {
        Err(OpenError::Damaged { aside, .. }) => aside,
        Err(other) => panic!("{what}: {other}"),
        Ok(_) => panic!("{what}: it opens"),
    }
}

pub fn truncate(file: &Path, length: u64) {
    fs::File::options().write(true).open(file).unwrap().set_len(length).unwrap();
}
