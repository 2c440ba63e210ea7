//! Folders of earlier builds, as they lay on a disk: their data is raised, and what was Running there and cannot run is
//! Paused by the start.

use crate::support::TestServer;
use axum::http::{Method, StatusCode};
use domain::DeploymentStatus;
use flate2::read::GzDecoder;
use serde_json::json;
use std::{
    fs::File,
    io,
    path::{Path, PathBuf},
};
use store::SledStore;
use tempfile::TempDir;

/// A Discord bot that was Running, in both folders.
const BOT: &str = "02020202-0202-0202-0202-020202020202";

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_of_format_1_is_looked_through() {
    check("format-1", &["db", "conf", "reached"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_of_format_2_is_looked_through() {
    check("format-2", &["db", "conf", "journal", "reached"]).await;
}

async fn check(fixture: &str, names: &[&str]) {
    let folder = unpacked(fixture, names);
    let store = SledStore::open(folder.path()).unwrap().shared();
    let before = store.deployment(BOT.parse().unwrap()).await.unwrap().unwrap();
    assert_eq!((before.status, before.hindrance), (DeploymentStatus::Running, None));

    let server = TestServer::with_store(store).await;
    let bot = server.get(&format!("/api/v1/deployments/{BOT}")).await.value();
    assert_eq!(bot["status"], json!("paused"), "{bot}");
    let why = bot["hindrance"].as_str().unwrap();
    assert!(why.contains("no Discord bot yet"), "{why}");
    assert!(server.get("/deployments").await.text().contains(why), "its card says why");
    let path = format!("/api/v1/deployments/{BOT}/executions/");
    let refused = server.json(Method::POST, &path, r#"{"workflow_input":{}}"#).await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.text());
}

fn unpacked(fixture: &str, names: &[&str]) -> TempDir {
    let fixtures = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/store/tests/fixtures"));
    let folder = tempfile::tempdir().unwrap();
    for name in names {
        let packed: &Path = &fixtures.join(fixture).join(format!("{name}.gz"));
        let mut packed = GzDecoder::new(File::open(packed).unwrap());
        io::copy(&mut packed, &mut File::create(folder.path().join(name)).unwrap()).unwrap();
    }
    folder
}
