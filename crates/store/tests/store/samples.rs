//! Things to write, made of small numbers so that failures read well.

use bytes::Bytes;
use domain::{
    Actor, Change, Deployment, DeploymentId, DeploymentStatus, DeploymentType, Digest, EngineKind, FeedEntry,
    GraphFormat, Hidden, Name, PauseMode, Position, Revision, RowRevision, Slug, Timestamp, Workflow, WorkflowId,
};
use std::sync::Arc;
use store::{
    Author, DeleteDeployment, DeleteWorkflow, GraphFacts, NewDeployment, NewWorkflow, RenameWorkflow, SaveWorkflow,
    SetStatus, Source, Store,
};

pub fn author(second: i64) -> Author {
    Author { actor: Actor::Api, at: Timestamp::from_millis(1_763_933_133_000 + second * 1_000), reason: None }
}

pub fn name(text: &str) -> Name {
    text.parse().unwrap()
}

pub fn workflow_id(number: u64) -> WorkflowId {
    WorkflowId::from_bytes(id_bytes(number))
}

pub fn slug(number: u64) -> Slug {
    format!("address-{number}").parse().unwrap()
}

pub fn deployment_id(number: u64) -> DeploymentId {
    DeploymentId::from_bytes(id_bytes(number))
}

fn id_bytes(number: u64) -> [u8; 16] {
    let mut bytes = [0; 16];
    bytes[8..].copy_from_slice(&number.to_be_bytes());
    bytes
}

pub fn facts(bytes: &[u8]) -> GraphFacts {
    GraphFacts { digest: Digest::of(bytes), format: GraphFormat::Api, nodes: 3, problems: 0 }
}

pub fn new_workflow(number: u64, graph: impl Into<Bytes>) -> NewWorkflow {
    let bytes = graph.into();
    NewWorkflow { id: workflow_id(number), name: name(&format!("workflow {number}")), graph: facts(&bytes), bytes }
}

pub fn save(number: u64, expected: RowRevision, graph: impl Into<Bytes>) -> SaveWorkflow {
    let bytes = graph.into();
    SaveWorkflow { id: workflow_id(number), expected, name: name("saved"), graph: facts(&bytes), bytes }
}

pub fn rename(number: u64, expected: u64, to: &str) -> RenameWorkflow {
    RenameWorkflow { id: workflow_id(number), expected: RowRevision::new(expected), name: name(to) }
}

pub fn new_deployment(number: u64, workflow: u64, expected: Revision) -> NewDeployment {
    NewDeployment {
        id: deployment_id(number),
        source: Source::Saved { workflow: workflow_id(workflow), expected },
        kind: DeploymentType::Api,
        name: None,
        engine: Some(EngineKind::Builtin),
        hindrance: None,
        untested: false,
        hidden: Hidden::default(),
    }
}

pub async fn create_workflow(store: &dyn Store, number: u64, graph: &'static str) -> Workflow {
    let entry = store.create_workflow(author(0), new_workflow(number, graph)).await.unwrap();
    match entry.change {
        Change::WorkflowCreated { workflow } => workflow,
        other => panic!("{other:?}"),
    }
}

pub async fn deploy(store: &dyn Store, number: u64, workflow: u64) -> Deployment {
    let revision = store.workflow(workflow_id(workflow)).await.unwrap().unwrap().revision;
    let entry = store.create_deployment(author(0), new_deployment(number, workflow, revision)).await.unwrap();
    match entry.change {
        Change::DeploymentCreated { deployment } => deployment,
        other => panic!("{other:?}"),
    }
}

pub fn set(row: &Deployment, status: DeploymentStatus) -> SetStatus {
    SetStatus {
        id: row.id,
        expected: row.row,
        status,
        pause: PauseMode::default(),
        hindrance: None,
        engine: Some(EngineKind::Builtin),
    }
}

pub const fn end(row: &Deployment) -> DeleteDeployment {
    DeleteDeployment { id: row.id, expected: row.row, kept_until: None }
}

pub const fn end_workflow(row: &Workflow) -> DeleteWorkflow {
    DeleteWorkflow { id: row.id, expected: row.row }
}

pub async fn whole_feed(store: &dyn Store) -> Vec<FeedEntry> {
    store.feed(Position::START, u32::MAX).await.unwrap()
}

/// Has many writes done at once, in no order.
pub async fn together<F>(writes: impl Iterator<Item = F>)
where
    F: Future<Output = Result<FeedEntry, store::StoreError>>,
{
    for written in futures::future::join_all(writes).await {
        written.unwrap();
    }
}

pub type Shared = Arc<dyn Store>;
