//! Whether a graph can be put to work: an engine that runs it, and a test that succeeded.

use crate::{
    Service, ServiceError,
    engines::{Hindered, may_pass},
};
use bytes::Bytes;
use domain::{
    Actor, Deployment, DeploymentId, DeploymentStatus, DeploymentType, Digest, EngineKind, Excerpt, ExecutionDetail,
    ExecutionStatus, Hindrance, HindranceKind, Interface, Workflow,
};
use store::SetStatus;

/// What a deployment would be like that is made now.
pub(crate) struct Prospects {
    pub(crate) engine: Option<EngineKind>,
    pub(crate) hindrance: Option<Hindrance>,
    pub(crate) untested: bool,
}

impl Service {
    /// What a deployment of a workflow's saved revision would be like.
    ///
    /// # Errors
    /// [`ServiceError::Hindered`] where nothing can run it, and [`ServiceError::Untested`] where its last test has not
    /// succeeded; with `allow_untested` it is made all the same, Paused where nothing can run it.
    pub(crate) async fn prospects(
        &self,
        workflow: &Workflow,
        kind: DeploymentType,
        allow_untested: bool,
    ) -> Result<Prospects, ServiceError> {
        let bytes = self.graph(workflow.digest).await?;
        let (engine, hindrance) = match self.engines.examine(workflow.digest, &bytes).await {
            Ok(runnable) => (Some(runnable.engine), None),
            Err(hindered) if allow_untested => (None, Some(hindered.hindrance)),
            Err(hindered) => return Err(hindered.into()),
        };
        let test = self.last_test(workflow.id, workflow.revision);
        let untested = test.is_none_or(|it| it.state.status() != ExecutionStatus::Succeeded);
        if untested && !allow_untested {
            return Err(ServiceError::Untested(workflow.revision));
        }
        Ok(Prospects { engine, hindrance: hindrance.or_else(|| no_door(kind)), untested })
    }

    /// What runs a deployment that is to be resumed; nothing new where that is known and does not answer now.
    pub(crate) async fn engine_to_resume(&self, id: DeploymentId) -> Result<Option<EngineKind>, ServiceError> {
        let deployment = self.stored_deployment(id).await?;
        if deployment.status == DeploymentStatus::Running {
            return Ok(deployment.engine);
        }
        match self.look_at(&deployment).await? {
            Ok(engine) => Ok(Some(engine)),
            Err(hindered) if may_pass(hindered.hindrance.kind) && deployment.engine.is_some() => Ok(deployment.engine),
            Err(hindered) => Err(ServiceError::NotResumable(hindered.hindrance)),
        }
    }

    /// Nothing that cannot run is called Running: looks at every deployment, and pauses those that cannot; says of
    /// those that could not whether they can now.
    pub(crate) async fn examine_deployments(&self) -> Result<(), ServiceError> {
        let all: Vec<_> = self.catalogue().all_deployments().cloned().collect();
        for deployment in all {
            let has_engine = deployment.engine.is_some_and(|it| self.engines.of(it).is_some());
            let is_settled = has_engine && deployment.hindrance.is_none();
            if is_settled {
                continue;
            }
            let (engine, hindrance) = match self.look_at(&deployment).await? {
                Ok(engine) => (Some(engine), None),
                Err(hindered) => (None, Some(hindered.hindrance)),
            };
            let status = if hindrance.is_some() { DeploymentStatus::Paused } else { deployment.status };
            if (status, engine, &hindrance) == (deployment.status, deployment.engine, &deployment.hindrance) {
                continue;
            }
            let (id, expected, pause) = (deployment.id, deployment.row, deployment.pause);
            let set = SetStatus { id, expected, status, pause, hindrance, engine };
            let entry = self.store.set_status(self.author(Actor::System), set).await?;
            self.shown(entry).await;
        }
        Ok(())
    }

    /// What runs a deployment, or what keeps it from running.
    pub(crate) async fn look_at(
        &self,
        deployment: &Deployment,
    ) -> Result<Result<EngineKind, Box<Hindered>>, ServiceError> {
        if let Some(hindrance) = no_door(deployment.kind) {
            return Ok(Err(Box::new(Hindered { hindrance, problems: Vec::new() })));
        }
        let bytes = self.graph(deployment.digest).await?;
        Ok(self.engines.examine(deployment.digest, &bytes).await.map(|it| it.engine))
    }

    /// What a kept graph asks for and gives; nothing where no engine can say.
    pub(crate) async fn interface(&self, digest: Digest, bytes: &Bytes) -> Interface {
        let examined = self.engines.examine(digest, bytes).await;
        examined.map_or_else(|_| Interface::default(), |it| it.interface.clone())
    }

    /// The newest test of a workflow's saved revision, whole.
    pub(crate) async fn last_test_detail(&self, workflow: &Workflow) -> Result<Option<ExecutionDetail>, ServiceError> {
        match self.tests(workflow.id, workflow.revision).next() {
            Some(test) => self.execution_detail(test.id).await.map(Some),
            None => Ok(None),
        }
    }
}

/// A type that nothing brings requests to yet.
fn no_door(kind: DeploymentType) -> Option<Hindrance> {
    kind.no_door().map(|words| Hindrance { kind: HindranceKind::NoDoor, words: Excerpt::of(words) })
}
