//! The doors to executions.
#![expect(missing_docs, reason = "the `server` macro makes a struct of the arguments, whose fields cannot bear docs")]

use crate::AppError;
#[cfg(feature = "ssr")]
use crate::context::{refuse, service};
#[cfg(feature = "ssr")]
use domain::Actor;
use domain::{
    CallbackAttempt, DeploymentId, Execution, ExecutionDetail, ExecutionId, ExecutionListing, ExecutionStatus,
    Revision, WorkflowId,
};
use leptos::prelude::*;
use server_fn::codec::Postcard;

/// One page of a deployment's executions, newest first, from before `before`.
#[server(prefix = "/api/fn", endpoint = "list_executions", input = Postcard, output = Postcard)]
pub async fn list_executions(
    of: DeploymentId,
    status: Option<ExecutionStatus>,
    before: Option<ExecutionId>,
) -> Result<ExecutionListing, AppError> {
    let of = service::Target::Deployment(of);
    service()?.list_executions(of, status, before, ExecutionListing::PAGE).map_err(refuse)
}

/// One execution, whole.
#[server(prefix = "/api/fn", endpoint = "read_execution", input = Postcard, output = Postcard)]
pub async fn read_execution(id: ExecutionId) -> Result<ExecutionDetail, AppError> {
    service()?.execution_detail(id).await.map_err(refuse)
}

/// Runs a workflow's saved revision as a test, with what a form has for its inputs.
#[server(prefix = "/api/fn", endpoint = "start_test", input = Postcard, output = Postcard)]
pub async fn start_test(
    workflow: WorkflowId,
    revision: Revision,
    values: Vec<(String, String)>,
) -> Result<Execution, AppError> {
    service()?.start_test(Actor::Browser, workflow, revision, values).await.map_err(refuse)
}

/// Asks an execution to end.
#[server(prefix = "/api/fn", endpoint = "cancel_execution", input = Postcard, output = Postcard)]
pub async fn cancel_execution(id: ExecutionId) -> Result<Execution, AppError> {
    service()?.cancel_execution(Actor::Browser, id).await.map_err(refuse)
}

/// Runs again what an execution ran, as a new execution.
#[server(prefix = "/api/fn", endpoint = "rerun_execution", input = Postcard, output = Postcard)]
pub async fn rerun_execution(id: ExecutionId) -> Result<Execution, AppError> {
    service()?.rerun(Actor::Browser, id).await.map_err(refuse)
}

/// Calls back once more.
#[server(prefix = "/api/fn", endpoint = "replay_callback", input = Postcard, output = Postcard)]
pub async fn replay_callback(id: ExecutionId) -> Result<Execution, AppError> {
    service()?.replay_callback(Actor::Browser, id).await.map_err(refuse)
}

/// Sends a deployment's test delivery to a URL.
#[server(prefix = "/api/fn", endpoint = "test_callback", input = Postcard, output = Postcard)]
pub async fn test_callback(of: DeploymentId, url: String) -> Result<CallbackAttempt, AppError> {
    service()?.test_callback(of, url).await.map_err(refuse)
}

/// Makes another secret for a deployment's callbacks, and tells it this once.
#[server(prefix = "/api/fn", endpoint = "rotate_callback_secret", input = Postcard, output = Postcard)]
pub async fn rotate_callback_secret(of: DeploymentId) -> Result<String, AppError> {
    service()?.rotate_callback_secret(Actor::Browser, of).await.map_err(refuse)
}
