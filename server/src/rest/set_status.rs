//! `PUT /api/v1/deployments/{id}/status`: pauses or resumes a deployment.

use super::{
    deployment_json::{DeploymentJson, PauseModeJson, StatusJson},
    json_body::JsonBody,
    path_id::PathId,
    reason::reason,
};
use crate::{Brine, problem::Problem};
use axum::{Json, extract::State};
use domain::{Actor, DeploymentId};
use serde::Deserialize;
use utoipa::ToSchema;

/// The status to be set.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct StatusBody {
    /// Its status from now on.
    status: StatusJson,
    /// What a pause does to requests; `finish` where nothing is said.
    #[serde(default)]
    mode: PauseModeJson,
    /// Why; at most 500 characters.
    #[schema(value_type = Option<String>, max_length = 500)]
    reason: Option<String>,
}

/// Pause or resume a deployment.
///
/// The status is set, never flipped: to send this twice is safe. Setting what is set changes nothing.
#[utoipa::path(
    put, path = "/api/v1/deployments/{id}/status", tag = "deployments",
    params(("id" = String, Path, format = Uuid)),
    request_body = StatusBody,
    responses(
        (status = 200, description = "The deployment", body = DeploymentJson),
        (status = 400, description = "Broken JSON, or no id", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such deployment, or no longer", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "It cannot be resumed: nothing can run it", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "No status", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn set_status(
    State(brine): State<Brine>,
    PathId(id): PathId<DeploymentId>,
    JsonBody(body): JsonBody<StatusBody>,
) -> Result<Json<DeploymentJson>, Problem> {
    let (status, mode) = (body.status.into(), body.mode.into());
    let reason = reason(body.reason.as_deref())?;
    let deployment = brine.service.set_status(Actor::Api, id, status, mode, reason).await?;
    Ok(Json(DeploymentJson::from(&deployment)))
}
