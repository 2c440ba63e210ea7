//! Deploying: a snapshot of the saved revision, put to work.

use super::{
    json_body::JsonBody,
    problem::Problem,
    wire::DeploymentBody,
    workflows::{header_value, invalid, name, workflow_id},
};
use axum::{
    Json,
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use domain::{Actor, DeploymentType, InvalidReason, Reason, deployment::UnknownWord};
use serde::Deserialize;
use service::{DeployOrder, Service};
use utoipa::ToSchema;

/// How to deploy.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DeployInput {
    /// `api` or `discord`; `webform` comes later.
    #[serde(rename = "type")]
    kind: String,
    /// 1 to 120 characters; the workflow's name where it is left out.
    name: Option<String>,
    /// Why, in at most 500 characters.
    reason: Option<String>,
    /// Has no effect until there are test runs.
    #[serde(default, rename = "allow_untested")]
    _allow_untested: bool,
}

/// Takes an immutable snapshot of the saved revision and puts it to work as the next version.
#[utoipa::path(post, path = "/api/v1/workflows/{id}/deployments", params(("id" = String, Path)), request_body = DeployInput, responses((status = 201, body = DeploymentBody), (status = "4XX", body = Problem)))]
pub(super) async fn deploy(
    State(service): State<Service>,
    Path(id): Path<String>,
    JsonBody(input): JsonBody<DeployInput>,
) -> Result<Response, Problem> {
    let kind: DeploymentType = input.kind.parse().map_err(|error: UnknownWord| invalid("type", &error))?;
    let reason = input.reason.as_deref().map(Reason::from_field).transpose();
    let reason = reason.map_err(|error: InvalidReason| invalid("reason", &error))?.flatten();
    let name = input.name.as_deref().map(name).transpose()?;
    let order = DeployOrder { workflow: workflow_id(&id)?, kind, name, reason };
    let deployment = service.deploy(Actor::Api, order).await?;
    let location = [(header::LOCATION, header_value(&format!("/api/v1/deployments/{}", deployment.id)))];
    Ok((StatusCode::CREATED, location, Json(DeploymentBody::from(&deployment))).into_response())
}
