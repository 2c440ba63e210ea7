//! A deployment for tests.

use domain::{
    Deployment, DeploymentId, DeploymentStatus, DeploymentType, Digest, EngineKind, Hidden, PauseMode, Revision,
    RowRevision, Timestamp, Version, WorkflowId, WorkflowRef,
};

/// The deployment `n1`, `n2` …: Running, the first version of its workflow.
pub(crate) fn deployment(number: u8) -> Deployment {
    let name: domain::Name = format!("n{number}").parse().unwrap();
    let at = Timestamp::from_millis(1_763_933_133_000);
    let id = WorkflowId::from_bytes([9; 16]);
    Deployment {
        id: DeploymentId::from_bytes([number; 16]),
        workflow: WorkflowRef { id, name: name.clone(), revision: Revision::FIRST },
        name,
        kind: DeploymentType::Api,
        version: Version::FIRST,
        status: DeploymentStatus::Running,
        digest: Digest::of(b""),
        nodes: 1,
        reason: None,
        created_at: at,
        status_since: at,
        pause: PauseMode::Finish,
        hindrance: None,
        engine: Some(EngineKind::Builtin),
        untested: false,
        hidden: Hidden::default(),
        origin: domain::Origin::Saved,
        row: RowRevision::FIRST,
    }
}
