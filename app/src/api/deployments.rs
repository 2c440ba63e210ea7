//! The doors to deployments.
#![expect(missing_docs, reason = "the `server` macro makes a struct of the arguments, whose fields cannot bear docs")]

#[cfg(feature = "ssr")]
use crate::context::{refuse, service};
use crate::{AppError, DeploymentShown};
#[cfg(feature = "ssr")]
use domain::Actor;
use domain::{
    Deployed, Deployment, DeploymentId, DeploymentListing, DeploymentQuery, DeploymentStatus, DeploymentType, Hidden,
    Name, PauseMode, Position, Reason, WorkflowId,
};
use leptos::prelude::*;
use server_fn::codec::Postcard;

/// One page of the deployments that a query shows.
#[server(prefix = "/api/fn", endpoint = "list_deployments", input = Postcard, output = Postcard)]
pub async fn list_deployments(query: DeploymentQuery) -> Result<DeploymentListing, AppError> {
    Ok(service()?.list_deployments(&query))
}

/// One deployment's page, with the page of its history before `before`.
#[server(prefix = "/api/fn", endpoint = "read_deployment", input = Postcard, output = Postcard)]
pub async fn read_deployment(id: DeploymentId, before: Option<Position>) -> Result<DeploymentShown, AppError> {
    DeploymentShown::read(&service()?, id, before).await.map_err(refuse)
}

/// Sets a deployment's status, and what a pause does to requests, and returns the deployment as it now is.
#[server(prefix = "/api/fn", endpoint = "set_status", input = Postcard, output = Postcard)]
pub async fn set_status(id: DeploymentId, status: DeploymentStatus, pause: PauseMode) -> Result<Deployment, AppError> {
    service()?.set_status(Actor::Browser, id, status, pause, None).await.map_err(refuse)
}

/// Gives a deployment another name and returns the deployment as it now is.
#[server(prefix = "/api/fn", endpoint = "rename_deployment", input = Postcard, output = Postcard)]
pub async fn rename_deployment(id: DeploymentId, name: Name) -> Result<Deployment, AppError> {
    service()?.rename_deployment(Actor::Browser, id, name).await.map_err(refuse)
}

/// Deletes a deployment, for a reason as typed, and its snapshot, too, where that is said; returns what it was.
#[server(prefix = "/api/fn", endpoint = "delete_deployment", input = Postcard, output = Postcard)]
pub async fn delete_deployment(id: DeploymentId, reason: String, forget: bool) -> Result<Deployment, AppError> {
    let deletion = service::Deletion::typed(&reason, forget).map_err(refuse)?;
    service()?.delete_deployment(Actor::Browser, id, deletion).await.map_err(refuse)
}

/// Deploys a workflow's saved revision; without a name, under the workflow's.
#[server(prefix = "/api/fn", endpoint = "deploy", input = Postcard, output = Postcard)]
pub async fn deploy(
    workflow: WorkflowId,
    kind: DeploymentType,
    name: Option<Name>,
    reason: Option<Reason>,
    allow_untested: bool,
    hidden: Hidden,
) -> Result<Deployed, AppError> {
    let order = service::DeployOrder { workflow, kind, name, reason, allow_untested, hidden, form: None };
    service()?.deploy(Actor::Browser, order).await.map_err(refuse)
}
