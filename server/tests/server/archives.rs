//! Many deployments as one archive: a file each, under names that are safe and unlike each other.

use crate::support::{GRAPH, TestServer};
use axum::http::StatusCode;
use serde_json::{Value, json};
use std::{collections::BTreeMap, io::Read as _};

/// The files of an archive, by name.
async fn files(server: &TestServer, query: &str) -> BTreeMap<String, String> {
    let answer = server.get(&format!("/api/v1/deployments/archive?{query}")).await;
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (StatusCode::OK, "application/zip"),
        "{}",
        answer.text()
    );
    assert!(answer.header("content-disposition").contains("deployments.zip"));
    assert_eq!(answer.header("content-encoding"), "", "it is small already");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(answer.bytes)).unwrap();
    let mut files = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let (name, mut text) = (file.name().unwrap().into_owned(), String::new());
        assert_eq!(file.enclosed_name().unwrap().components().count(), 1, "{name} stays in the folder");
        file.read_to_string(&mut text).unwrap();
        assert_eq!(files.insert(name, text), None, "no name twice");
    }
    files
}

#[tokio::test]
async fn has_a_file_for_each_and_a_manifest() {
    let server = TestServer::start().await;
    let mut ids = Vec::new();
    for name in ["../../etc/passwd", "Poster", "poster", "C:\\con", "Grüße 🧂"] {
        ids.push(server.deployment(name).await);
    }
    let found = files(&server, "").await;
    assert_eq!(found.len(), ids.len() + 1);
    let manifest: Value = serde_json::from_str(&found["manifest.json"]).unwrap();
    for entry in manifest["deployments"].as_array().unwrap() {
        let file: Value = serde_json::from_str(&found[entry["file"].as_str().unwrap()]).unwrap();
        for member in ["id", "name", "version", "digest"] {
            assert_eq!(file[member], entry[member], "{member}");
        }
        assert!(found[entry["file"].as_str().unwrap()].contains(GRAPH), "byte for byte as deployed");
        let single = server.get(&format!("/api/v1/deployments/{}/download", entry["id"].as_str().unwrap())).await;
        assert_eq!(single.text(), found[entry["file"].as_str().unwrap()], "the file of Download JSON");
    }
    let lower: std::collections::BTreeSet<_> = found.keys().map(|it| it.to_lowercase()).collect();
    assert_eq!(lower.len(), found.len(), "also where upper and lower case are one: {lower:?}");
    assert_eq!(files(&server, "").await, found);
}

#[tokio::test]
async fn has_those_that_were_chosen_and_says_what_is_missing() {
    let server = TestServer::start().await;
    let (a, _b) = (server.deployment("A").await, server.deployment("Zulu").await);
    let gone = server.deployment("C").await;
    server.delete(&format!("/api/v1/deployments/{gone}")).await;
    let found = files(&server, &format!("id={a}&id={gone}")).await;
    assert_eq!(found.keys().collect::<Vec<_>>(), ["A v1.json", "manifest.json"]);
    let manifest: Value = serde_json::from_str(&found["manifest.json"]).unwrap();
    assert_eq!(manifest["missing"][0]["id"], *gone);
    assert_eq!(files(&server, "q=zulu&status=online").await.len(), 2);
    assert_eq!(files(&server, "q=nothing").await.keys().collect::<Vec<_>>(), ["manifest.json"]);
    let refused = server.get("/api/v1/deployments/archive?id=x").await;
    assert_eq!((refused.status, &refused.value()["member"]), (StatusCode::BAD_REQUEST, &json!("id")));
    let led = server.form("/deployments?q=A&page=1", &[("do", "bulk"), ("action", "download"), ("scope", "all")]).await;
    assert_eq!((led.status, led.header("location")), (StatusCode::SEE_OTHER, "/api/v1/deployments/archive?q=A"));
    let led = server.form("/deployments", &[("do", "bulk"), ("action", "download"), ("id", &a)]).await;
    assert_eq!(led.header("location"), format!("/api/v1/deployments/archive?id={a}"));
}
