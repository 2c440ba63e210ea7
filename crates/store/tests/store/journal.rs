//! A journal after a crash: what is in it alone is there, and damage to it is found.

use crate::{
    damage::{Sample, Seeded, damaged, read, truncate},
    execution_samples::write_executions,
    samples::{author, create_workflow, deploy, deployment_id, name, set, whole_feed},
};
use domain::Subject;
use std::fs;
use store::{RenameDeployment, SledStore};

/// A copy taken while the store is open and at rest: what a killed process leaves. Some of it is
/// home, the newest is in the journal alone.
async fn crashed_sample(toggles: u32) -> Sample {
    let folder = tempfile::tempdir().unwrap();
    let store = SledStore::open(folder.path()).unwrap().shared();
    create_workflow(&*store, 1, "a").await;
    let mut row = deploy(&*store, 1, 1).await;
    for _ in 0..toggles {
        store.set_status(author(2), set(&row, row.status.other())).await.unwrap();
        row = store.deployment(row.id).await.unwrap().unwrap();
    }
    write_executions(&*store, &row, 1).await;
    let renamed = RenameDeployment { id: row.id, expected: row.row, name: name("other") };
    store.rename_deployment(author(3), renamed).await.unwrap();
    let content = read(&*store).await.unwrap();
    let sample = Sample { folder, content };
    let folder = sample.copy();
    drop(store);
    Sample { folder, content: sample.content }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_in_the_journal_alone_is_there_after_a_crash() {
    let sample = crashed_sample(40).await;
    let folder = sample.copy();
    for time in 1..=2 {
        assert!(sample.check(folder.path(), &format!("opened {time} times")).await);
    }
}

/// A crash after everything came home and before the journal began anew.
#[tokio::test(flavor = "multi_thread")]
async fn what_came_home_already_is_not_done_twice() {
    let sample = crashed_sample(40).await;
    let folder = sample.copy();
    assert!(sample.check(folder.path(), "opened once").await);
    fs::copy(sample.folder.path().join("journal"), folder.path().join("journal")).unwrap();
    assert!(sample.check(folder.path(), "with the journal of before").await);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_damaged_byte_of_the_journal_is_found() {
    let sample = crashed_sample(40).await;
    let journal = fs::read(sample.folder.path().join("journal")).unwrap();
    let used: Vec<usize> = (0..journal.len()).filter(|at| journal[*at] != 0).collect();
    let mut seeded = Seeded(4);
    let chosen: Vec<usize> = (0..60).map(|_| used[seeded.below(used.len())]).collect();
    for at in chosen.into_iter().chain([used[0], *used.last().unwrap()]) {
        let folder = sample.copy();
        let mut flipped = journal.clone();
        flipped[at] ^= 1 << seeded.below(8);
        fs::write(folder.path().join("journal"), flipped).unwrap();
        let aside = damaged(folder.path(), &format!("byte {at} of the journal"));
        assert!(aside.join("journal").exists(), "the copy has the journal");
    }
}

/// Also without the mark of what was reached: only what a power cut may have torn, the last frame, can
/// be gone then.
#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_journal_without_its_mark_loses_no_more_than_its_last_frame() {
    let sample = crashed_sample(40).await;
    let journal = fs::read(sample.folder.path().join("journal")).unwrap();
    let frames: Vec<usize> = (4_096..journal.len()).step_by(4_096).filter(|at| journal[*at] == 0xff).collect();
    assert!(frames.len() > 30, "{}", frames.len());
    for at in &frames {
        let folder = sample.copy();
        fs::remove_file(folder.path().join("reached")).unwrap();
        let mut cut = journal.clone();
        cut[at + 40..at + 60].fill(7);
        fs::write(folder.path().join("journal"), cut).unwrap();
        if at == frames.last().unwrap() {
            let feed = whole_feed(&*SledStore::open(folder.path()).unwrap().shared()).await;
            assert_eq!(feed, sample.content.feed[..feed.len()]);
            assert_eq!(feed.len() + 1, sample.content.feed.len());
        } else {
            damaged(folder.path(), &format!("the frame at {at}"));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cut_or_lost_journal_is_found() {
    let sample = crashed_sample(40).await;
    for length in [0, 1, 4_096, 20_000, 4 * 1_024 * 1_024 - 1] {
        let folder = sample.copy();
        fs::remove_file(folder.path().join("reached")).unwrap();
        truncate(&folder.path().join("journal"), length);
        damaged(folder.path(), &format!("a journal cut to {length} bytes"));
    }
    let folder = sample.copy();
    fs::remove_file(folder.path().join("journal")).unwrap();
    damaged(folder.path(), "a lost journal");
}

/// A journal has 1,023 places for frames. The frames of the lap before are not mistaken for newer ones.
#[tokio::test(flavor = "multi_thread")]
async fn a_full_journal_begins_anew_and_loses_nothing() {
    let sample = crashed_sample(1_200).await;
    let store = SledStore::open(sample.folder.path()).unwrap().shared();
    assert!(read(&*store).await.unwrap() == sample.content);
    let history = store.history(Subject::Deployment(deployment_id(1)), None, u32::MAX).await.unwrap();
    assert_eq!(history.len(), 1_000);
}
