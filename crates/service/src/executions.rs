//! What can be done with executions: asking for one, looking at it, ending it, running it again.

mod accept;
mod activities;
mod board;
mod detail;
mod doing;
mod form_values;
mod kept;
mod line;
mod live;
mod policy;
mod recovery;
mod runs;
mod side_figures;
mod target;
mod worker;

pub use activities::{ActivityFrame, Picture, RunNews};
pub(crate) use form_values::body as form_body;
pub use kept::{Kept, output_values};
pub(crate) use kept::{read as read_part, write as write_part};
pub use policy::ExecutionPolicy;
pub(crate) use runs::Runs;
pub use side_figures::SideFigures;
pub use target::Target;
pub(crate) use worker::after;

use self::accept::Called;
use crate::{
    callbacks::check_url,
    engines::Runnable,
    error::{ServiceError, not_found},
    service::Service,
};
use domain::{
    Actor, Deployment, DeploymentId, Digest, Execution, ExecutionId, ExecutionState, ExecutionStatus, Part, Revision,
    RunOf, WorkflowId,
};
use engine::{Given, NodeId};
use serde_json::Value as Json;
use std::{collections::BTreeSet, sync::Arc, time::Duration};
use store::{NewRun, Once, Through};

/// How many of a workflow's newest tests are looked through.
const TESTS: usize = 64;

/// A request to run a graph.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// Its body, with the member `workflow_input`, as Salt's clients send it.
    pub body: Json,
    /// Whom to tell when it is over.
    pub callback: Option<String>,
    /// What makes the same request again the same execution.
    pub key: Option<IdempotencyKey>,
}

/// What makes a request that comes twice one execution.
#[derive(Debug, Clone)]
pub struct IdempotencyKey {
    /// The text that the caller chose.
    pub key: String,
    /// The SHA-256 of the request's body.
    pub body: Digest,
}

impl Service {
    /// Accepts a request to a deployment. When this returns, it is durable; it may have begun.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`], [`ServiceError::Paused`], [`ServiceError::Input`], [`ServiceError::Invalid`] for a
    /// callback that is no URL, [`ServiceError::KeyTaken`], [`ServiceError::Busy`].
    pub async fn request(
        &self,
        actor: Actor,
        of: DeploymentId,
        request: Request,
    ) -> Result<Arc<Execution>, ServiceError> {
        self.request_through(actor, of, None, request).await
    }

    /// Accepts a request to a deployment, to which an address may have led.
    pub(crate) async fn request_through(
        &self,
        actor: Actor,
        of: DeploymentId,
        through: Option<Through>,
        request: Request,
    ) -> Result<Arc<Execution>, ServiceError> {
        let deployment = self.catalogue().deployment(of).map(Arc::clone);
        let deployment = deployment.ok_or_else(|| not_found("deployment", of))?;
        // What the store says counts; this only spares refused requests the rest.
        if !deployment.accepts() && request.key.is_none() {
            return Err(paused(&deployment));
        }
        let runnable = self.runnable(deployment.digest).await?;
        let hidden = deployment.hidden.nodes().map(NodeId::from).collect();
        let given = read_inputs(&runnable, &hidden, &request.body)?;
        let target = Target::Deployment(of);
        if request.key.is_none() {
            self.refuse_when_full(target)?;
        }
        let mut parts = vec![(Part::Inputs, kept::write(&inputs_of(request.body))?)];
        let calls_back = request.callback.is_some();
        if let Some(url) = request.callback {
            check_url("callback", &url)?;
            parts.push((Part::CallbackUrl, url.into()));
        }
        let once = request.key.map(|key| Once {
            key: key_digest(actor, of, through, &key.key),
            body: key.body,
            until: self.key_end(),
        });
        let called = Called { of: NewRun::Deployment(of), through };
        self.accept(target, called, parts, given, calls_back, once).await
    }

    /// Runs a workflow's saved revision as a test, with a body as deployments take it.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`], [`ServiceError::Stale`] where another revision than `expected` is saved,
    /// [`ServiceError::Hindered`], [`ServiceError::Input`], [`ServiceError::Busy`].
    pub async fn test(
        &self,
        workflow: WorkflowId,
        expected: Option<Revision>,
        body: Json,
    ) -> Result<Arc<Execution>, ServiceError> {
        let saved = self.stored_workflow(workflow).await?;
        if expected.is_some_and(|expected| expected != saved.revision) {
            return Err(ServiceError::Stale(Box::new(saved)));
        }
        let (id, revision, digest) = (saved.id, saved.revision, saved.digest);
        let runnable = self.runnable(digest).await?;
        let given = read_inputs(&runnable, &Default::default(), &body)?;
        let target = Target::Workflow(workflow);
        self.refuse_when_full(target)?;
        let parts = vec![(Part::Inputs, kept::write(&inputs_of(body))?)];
        let of = NewRun::Workflow { id, revision, digest, engine: runnable.engine };
        self.accept(target, of.into(), parts, given, false, None).await
    }

    /// Runs a workflow's saved revision as a test. `values` are a form's: each a node of the graph's inputs and
    /// what was typed for it; a file is a URL, or `data:image/png;base64,…`. An empty text takes the graph's value.
    ///
    /// # Errors
    /// As [`Service::test`].
    pub async fn start_test(
        &self,
        _actor: Actor,
        workflow: WorkflowId,
        revision: Revision,
        values: Vec<(String, String)>,
    ) -> Result<Execution, ServiceError> {
        let digest = self.workflow(workflow)?.digest;
        let runnable = self.runnable(digest).await?;
        let body = form_values::body(&runnable.interface, &values);
        self.test(workflow, Some(revision), body).await.map(Arc::unwrap_or_clone)
    }

    /// Asks an execution to end. One that is over stays as it is.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`].
    pub async fn cancel_execution(&self, _actor: Actor, id: ExecutionId) -> Result<Execution, ServiceError> {
        self.row(id)?;
        self.end_execution(id).await
    }

    /// Runs again what an execution ran, with the same inputs, as a new execution.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`], and as for a new request.
    pub async fn rerun(&self, actor: Actor, id: ExecutionId) -> Result<Execution, ServiceError> {
        let row = self.row(id)?;
        let inputs = self.store.execution_part(id, Part::Inputs).await?;
        let body: Json = kept::read(inputs)?;
        let again = match row.of {
            RunOf::Deployment { id, .. } => self.request(actor, id, Request { body, ..Request::default() }).await?,
            RunOf::Workflow { id, revision } => {
                let target = Target::Workflow(id);
                self.refuse_when_full(target)?;
                let runnable = self.runnable(row.digest).await?;
                let given = read_inputs(&runnable, &Default::default(), &body)?;
                let of = NewRun::Workflow { id, revision, digest: row.digest, engine: runnable.engine };
                self.accept(target, of.into(), vec![(Part::Inputs, kept::write(&body)?)], given, false, None).await?
            }
        };
        Ok(Arc::unwrap_or_clone(again))
    }

    /// Waits until an execution is over, or `time` is. What came of it is there where it is over.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`].
    pub async fn wait(
        &self,
        id: ExecutionId,
        time: Duration,
    ) -> Result<(Arc<Execution>, Option<Arc<Kept>>), ServiceError> {
        if let Some(over) = self.runs.board.over(id)
            && let Ok(Ok(Some(kept))) = tokio::time::timeout(time, over).await
        {
            return Ok((self.row(id)?, Some(kept)));
        }
        let row = self.row(id)?;
        let kept = if row.state.is_over() { Some(Arc::new(self.kept(id).await?)) } else { None };
        Ok((row, kept))
    }

    /// Ends an execution: at once where it waits, as soon as it can where it runs.
    pub(crate) async fn end_execution(&self, id: ExecutionId) -> Result<Execution, ServiceError> {
        let row = self.store.cancel_execution(id, self.clock.now()).await?;
        let was_over = self.runs.board.row(id).is_some_and(|it| it.state.is_over());
        match &row.state {
            ExecutionState::Cancelled { .. } if !was_over => {
                self.drop_out(row.of.into(), id);
                self.note_end(row.clone(), None);
            }
            _ => self.runs.board.note(row.clone()),
        }
        if row.state.status() == ExecutionStatus::Running {
            self.runs.end(id);
        }
        Ok(row)
    }

    /// The newest test of a workflow's revision that is over: how it ended.
    pub(crate) fn last_test(&self, workflow: WorkflowId, revision: Revision) -> Option<Arc<Execution>> {
        self.tests(workflow, revision).find(|it| it.state.is_over())
    }

    /// The tests of a workflow's revision, newest first, also those that run still.
    pub(crate) fn tests(&self, workflow: WorkflowId, revision: Revision) -> impl Iterator<Item = Arc<Execution>> {
        let of = RunOf::Workflow { id: workflow, revision };
        self.runs.board.newest(Target::Workflow(workflow), TESTS).filter(move |it| it.of == of)
    }

    /// The graph of a digest, ready to be run.
    pub(crate) async fn runnable(&self, digest: Digest) -> Result<Arc<Runnable>, ServiceError> {
        if let Some(ready) = self.engines.ready(digest) {
            return Ok(ready);
        }
        let bytes = self.graph(digest).await?;
        Ok(self.engines.examine(digest, &bytes).await?)
    }

    /// An execution's row. Reads no store.
    pub(crate) fn row(&self, id: ExecutionId) -> Result<Arc<Execution>, ServiceError> {
        self.runs.board.row(id).ok_or_else(|| not_found("execution", id))
    }
}

/// What is kept of a request: what it gave, and nothing of how it was asked for.
fn inputs_of(body: Json) -> Json {
    let mut inputs = serde_json::Map::new();
    if let Json::Object(mut members) = body
        && let Some(given) = members.remove("workflow_input")
    {
        inputs.insert("workflow_input".to_owned(), given);
    }
    Json::Object(inputs)
}

/// Why a deployment accepts nothing.
fn paused(deployment: &Deployment) -> ServiceError {
    ServiceError::Paused(deployment.hindrance.as_ref().map(|it| it.words.clone()))
}

/// What a body gives a graph, or what is wrong with it.
fn read_inputs(runnable: &Runnable, hidden: &BTreeSet<NodeId>, body: &Json) -> Result<Given, ServiceError> {
    Ok(Given::read(&runnable.graph, hidden, body)?)
}

/// A key is one caller's, for what is called: an address, wherever it leads, or a deployment.
fn key_digest(actor: Actor, of: DeploymentId, through: Option<Through>, key: &str) -> Digest {
    let called = through.map_or_else(|| of.to_string(), |it| format!("address {}", it.slug));
    Digest::of(format!("{actor:?} {called} {key}").as_bytes())
}
