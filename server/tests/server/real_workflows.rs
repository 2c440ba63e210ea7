//! The 644 workflows that ComfyUI ships, through the door of programs: all of them come in, are drawn, are deployed
//! and come back byte for byte.
//!
//! They are no part of the sources: `cargo xtask test` fetches them and says in `BRINE_REAL_WORKFLOWS` where they are.

use crate::support::TestServer;
use axum::http::{Method, StatusCode};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::{collections::HashMap, fs, path::PathBuf};

/// A real workflow's file.
struct Real {
    name: String,
    text: String,
    value: Value,
}

/// The workflows, without the other files that lie with them.
fn real_workflows() -> Vec<Real> {
    let folder = std::env::var_os("BRINE_REAL_WORKFLOWS").map(PathBuf::from);
    let folder = folder.expect("`cargo xtask test` fetches the real workflows and sets BRINE_REAL_WORKFLOWS");
    let mut found: Vec<Real> = fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|it| it == "json"))
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            Real { name, value: serde_json::from_str(&text).unwrap(), text }
        })
        .filter(|real| real.value["nodes"].is_array() && real.value["links"].is_array())
        .collect();
    found.sort_by(|one, other| one.name.cmp(&other.name));
    assert_eq!(found.len(), 644, "not the package that this test is written for");
    found
}

impl Real {
    /// Its bytes without the white space around them.
    fn graph(&self) -> &str {
        self.text.trim()
    }

    /// What each node is called: as its author says, else as its subgraph, else as its type.
    fn titles(&self) -> Vec<&str> {
        let subgraphs = self.value["definitions"]["subgraphs"].as_array().map(Vec::as_slice).unwrap_or_default();
        let named: HashMap<&str, &str> =
            subgraphs.iter().filter_map(|it| Some((it["id"].as_str()?, it["name"].as_str()?))).collect();
        let nodes = self.value["nodes"].as_array().unwrap();
        nodes
            .iter()
            .map(|node| {
                let kind = node["type"].as_str().unwrap();
                let given = node["title"].as_str().filter(|it| !it.trim().is_empty());
                given.unwrap_or_else(|| named.get(kind).copied().unwrap_or(kind))
            })
            .collect()
    }
}

#[tokio::test]
#[ignore = "needs files that `cargo xtask test` fetches"]
async fn come_in_are_drawn_deployed_and_come_back_byte_for_byte() {
    let server = TestServer::start().await;
    for real in real_workflows() {
        let id = server.workflow(&real.name, &real.text).await;
        let digest = check_kept(&server, &real, &id).await;
        check_drawn(&server, &real, &digest).await;
        check_comes_back(&server, &real, &digest, &server.deploy(&id).await).await;
    }
}

/// It is kept as it was sent, without problems; gives its digest.
async fn check_kept(server: &TestServer, real: &Real, id: &str) -> String {
    let kept = server.get(&format!("/api/v1/workflows/{id}")).await;
    let value = kept.value();
    assert!(kept.text().contains(real.graph()), "{}: not the bytes that were sent", real.name);
    assert_eq!(value["problems"], serde_json::json!([]), "{}", real.name);
    assert_eq!(value["nodes"], real.titles().len(), "{}", real.name);
    let digest: String = Sha256::digest(real.graph()).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(value["digest"], digest, "{}", real.name);
    digest
}

/// Its drawing is an SVG document that names every node, whole.
async fn check_drawn(server: &TestServer, real: &Real, digest: &str) {
    for file in ["thumb.svg", "graph.svg"] {
        let drawn = server.get(&format!("/snapshots/{digest}/{file}")).await;
        assert_eq!(drawn.status, StatusCode::OK, "{}: {file}", real.name);
        let svg = drawn.text();
        let document = roxmltree::Document::parse(&svg).unwrap_or_else(|error| panic!("{}: {error}", real.name));
        assert!(document.root_element().has_tag_name(("http://www.w3.org/2000/svg", "svg")), "{}", real.name);
        if file == "thumb.svg" {
            continue;
        }
        let said: String =
            document.descendants().filter(|it| it.has_tag_name("title")).filter_map(|it| it.text()).collect();
        for title in real.titles() {
            assert!(said.contains(title), "{}: the drawing does not name {title:?}", real.name);
        }
    }
}

/// Its deployment gives the bytes alone, and a file that makes the same workflow again.
async fn check_comes_back(server: &TestServer, real: &Real, digest: &str, deployment: &str) {
    let alone = server.get(&format!("/api/v1/deployments/{deployment}/workflow")).await;
    assert!(alone.bytes == real.graph().as_bytes(), "{}: other bytes", real.name);
    assert_eq!(alone.header("etag"), format!("\"{digest}\""), "{}", real.name);
    let file = server.get(&format!("/api/v1/deployments/{deployment}/download")).await;
    assert_eq!(file.value()["graph"], real.value, "{}", real.name);
    let body = format!("{{\"name\":\"Again\",\"graph\":{}}}", file.text());
    let again = server.json(Method::POST, "/api/v1/workflows", &body).await;
    assert_eq!(again.status, StatusCode::CREATED, "{}: {}", real.name, again.text());
    assert_eq!(again.value()["digest"], digest, "{}", real.name);
    let read = server.get(&format!("/api/v1/workflows/{}", again.id())).await;
    assert!(read.text().contains(real.graph()), "{}: other bytes after the second import", real.name);
}
