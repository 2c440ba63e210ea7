//! A deployment's snapshot never changes, whatever happens to its workflow, also across restarts.

use crate::support::TestServer;
use axum::http::{Method, StatusCode};
use domain::Digest;
use proptest::prelude::*;
use std::{collections::BTreeMap, path::Path};
use store::SledStore;

/// Something that somebody does to a workflow or around it.
#[derive(Debug, Clone)]
enum Edit {
    Save(String),
    SaveBroken,
    Rename(String),
    Deploy,
    Pause(usize),
    RenameDeployment(usize, String),
    DeleteDeployment(usize),
    DeleteWorkflow,
    Restart,
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let name = "[a-zA-Zü🧂 ]{0,10}x";
    let edit = prop_oneof![
        4 => "[ \n]{0,3}[a-z]{0,2000}".prop_map(Edit::Save),
        1 => Just(Edit::SaveBroken),
        1 => name.prop_map(Edit::Rename),
        3 => Just(Edit::Deploy),
        2 => any::<usize>().prop_map(Edit::Pause),
        1 => (any::<usize>(), name).prop_map(|(which, name)| Edit::RenameDeployment(which, name)),
        1 => any::<usize>().prop_map(Edit::DeleteDeployment),
        1 => Just(Edit::DeleteWorkflow),
        2 => Just(Edit::Restart),
    ];
    prop::collection::vec(edit, 1..20)
}

fn graph(text: &str) -> String {
    let (space, text) = text.split_at(text.find(|c: char| c.is_alphabetic()).unwrap_or(text.len()));
    format!("{{{space}\"1\":{{\"class_type\":\"A\",\"inputs\":{{\"text\":\"{text}\"}}}}}}")
}

async fn open(folder: &Path) -> TestServer {
    TestServer::with_store(SledStore::open(folder).unwrap().shared()).await
}

/// Does the edits, and after each compares every deployment's bytes with those it was made of.
fn check(folder: &Path, edits: Vec<Edit>) {
    let mut saved = graph("first");
    let mut workflow = String::new();
    let mut deployed: BTreeMap<String, String> = BTreeMap::new();
    let mut todo = edits.into_iter().peekable();
    // Each round is one life of the server; its end lets go of the folder.
    while todo.peek().is_some() || workflow.is_empty() {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let server = open(folder).await;
            if workflow.is_empty() {
                workflow = server.workflow("Flow", &saved).await;
                deployed.insert(server.deploy(&workflow).await, saved.clone());
            }
            compare(&server, &deployed).await;
            for edit in todo.by_ref() {
                if matches!(edit, Edit::Restart) {
                    break;
                }
                act(&server, &mut workflow, &mut saved, &mut deployed, edit).await;
                compare(&server, &deployed).await;
            }
        });
    }
}

async fn act(
    server: &TestServer,
    workflow: &mut String,
    saved: &mut String,
    deployed: &mut BTreeMap<String, String>,
    edit: Edit,
) {
    let path = format!("/api/v1/workflows/{workflow}");
    let one = |which: usize| deployed.keys().nth(which % deployed.len().max(1)).cloned();
    match edit {
        Edit::Save(text) => {
            let next = graph(&text);
            let body = format!("{{\"name\":\"Flow\",\"graph\":{next}}}");
            assert_eq!(server.json(Method::PUT, &path, &body).await.status, StatusCode::OK);
            *saved = next;
        }
        Edit::SaveBroken => {
            let body = r#"{"name":"Flow","graph":{"1":{"inputs":{"a":["7",0]}}}}"#;
            server.json(Method::PUT, &path, body).await;
            // It cannot be deployed: put the good one back.
            let body = format!("{{\"name\":\"Flow\",\"graph\":{saved}}}");
            assert_eq!(server.json(Method::PUT, &path, &body).await.status, StatusCode::OK);
        }
        Edit::Rename(name) => {
            server
                .form(
                    &format!("/workflows/{workflow}"),
                    &[("do", "rename_workflow"), ("id", workflow), ("name", &name)],
                )
                .await;
        }
        Edit::Deploy => {
            deployed.insert(server.deploy(workflow).await, saved.clone());
        }
        Edit::Pause(which) => {
            if let Some(id) = one(which) {
                server.json(Method::PUT, &format!("/api/v1/deployments/{id}/status"), r#"{"status":"paused"}"#).await;
            }
        }
        Edit::RenameDeployment(which, name) => {
            if let Some(id) = one(which) {
                server
                    .json(Method::PATCH, &format!("/api/v1/deployments/{id}"), &format!("{{\"name\":\"{name}\"}}"))
                    .await;
            }
        }
        Edit::DeleteDeployment(which) => {
            if let Some(id) = one(which) {
                assert_eq!(server.delete(&format!("/api/v1/deployments/{id}")).await.status, StatusCode::NO_CONTENT);
                deployed.remove(&id);
            }
        }
        Edit::DeleteWorkflow => {
            assert_eq!(server.delete(&path).await.status, StatusCode::NO_CONTENT);
            *workflow = server.workflow("Flow", saved).await;
        }
        Edit::Restart => {}
    }
}

async fn compare(server: &TestServer, deployed: &BTreeMap<String, String>) {
    for (id, graph) in deployed {
        let snapshot = server.get(&format!("/api/v1/deployments/{id}/workflow")).await;
        assert_eq!(Digest::of(&snapshot.bytes), Digest::of(graph.as_bytes()), "{id}");
        let said = server.get(&format!("/api/v1/deployments/{id}")).await.value()["digest"].clone();
        assert_eq!(said, Digest::of(graph.as_bytes()).to_string());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 50, ..ProptestConfig::default() })]
    #[test]
    fn whatever_is_done_to_its_workflow(edits in edits()) {
        let folder = tempfile::tempdir().unwrap();
        check(folder.path(), edits);
    }
}
