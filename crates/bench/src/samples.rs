//! Deployments to measure with.

use domain::{
    Actor, Change, Deployment, DeploymentId, DeploymentType, Digest, EngineKind, GraphFormat, Hidden, Revision,
    Timestamp, WorkflowId,
};
use futures::future::try_join_all;
use std::path::PathBuf;
use store::{Author, GraphFacts, NewDeployment, NewWorkflow, Source, Store};

/// A folder on the disk on which Brine is built; gone when dropped.
pub(crate) fn folder() -> anyhow::Result<tempfile::TempDir> {
    let target = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../target"));
    std::fs::create_dir_all(&target)?;
    Ok(tempfile::tempdir_in(target)?)
}

/// Who writes.
pub(crate) const fn author() -> Author {
    Author { actor: Actor::Api, at: Timestamp::from_millis(1_763_933_133_120), reason: None }
}

/// Makes a workflow and so many deployments of it.
pub(crate) async fn deployments(store: &dyn Store, count: u64) -> anyhow::Result<Vec<Deployment>> {
    let bytes = bytes::Bytes::from_static(br#"{"1":{"class_type":"SaveImage","inputs":{}}}"#);
    let graph = GraphFacts { digest: Digest::of(&bytes), format: GraphFormat::Api, nodes: 1, problems: 0 };
    let workflow = WorkflowId::new(uuid::Uuid::from_u128(1));
    let new = NewWorkflow { id: workflow, name: "upscale portraits".parse()?, graph, bytes };
    store.create_workflow(author(), new).await?;
    let made = (0..count).map(|number| async move {
        let new = NewDeployment {
            id: DeploymentId::new(uuid::Uuid::from_u128(u128::from(number) + 1)),
            source: Source::Saved { workflow, expected: Revision::FIRST },
            kind: DeploymentType::Api,
            name: Some(format!("portraits {number:04}").parse()?),
            engine: Some(EngineKind::Builtin),
            hindrance: None,
            untested: true,
            hidden: Hidden::default(),
        };
        match store.create_deployment(author(), new).await?.change {
            Change::DeploymentCreated { deployment } => anyhow::Ok(deployment),
            other => anyhow::bail!("an unexpected change: {other:?}"),
        }
    });
    try_join_all(made).await
}
