//! `PATCH /api/v1/deployments/{id}`: gives a deployment another name.

use super::{deployment_json::DeploymentJson, json_body::JsonBody, path_id::PathId};
use crate::{Brine, problem::Problem};
use axum::{Json, extract::State};
use domain::{Actor, DeploymentId, Name};
use serde::Deserialize;
use utoipa::ToSchema;

/// What can be changed of a deployment. Its status has an address of its own; nothing else changes, ever.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RenameBody {
    /// 1 to 120 characters of any script.
    #[schema(value_type = String, min_length = 1, max_length = 120)]
    name: Name,
}

/// Give a deployment another name. Its snapshot is untouched.
#[utoipa::path(
    patch, path = "/api/v1/deployments/{id}", tag = "deployments",
    params(("id" = String, Path, format = Uuid)),
    request_body = RenameBody,
    responses(
        (status = 200, description = "The deployment", body = DeploymentJson),
        (status = 400, description = "Broken JSON, or no id", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such deployment, or no longer", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "No name", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn rename_deployment(
    State(brine): State<Brine>,
    PathId(id): PathId<DeploymentId>,
    JsonBody(body): JsonBody<RenameBody>,
) -> Result<Json<DeploymentJson>, Problem> {
    let deployment = brine.service.rename_deployment(Actor::Api, id, body.name).await?;
    Ok(Json(DeploymentJson::from(&deployment)))
}
