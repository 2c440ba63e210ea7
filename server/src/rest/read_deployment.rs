//! `GET /api/v1/deployments/{id}`: one deployment.

use super::{deployment_json::DeploymentJson, path_id::PathId};
use crate::{Brine, problem::Problem};
use axum::{Json, extract::State};
use domain::DeploymentId;

/// One deployment as it is now.
#[utoipa::path(
    get, path = "/api/v1/deployments/{id}", tag = "deployments",
    params(("id" = String, Path, format = Uuid)),
    responses(
        (status = 200, description = "The deployment", body = DeploymentJson),
        (status = 400, description = "No id", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such deployment, or no longer", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn read_deployment(
    State(brine): State<Brine>,
    PathId(id): PathId<DeploymentId>,
) -> Result<Json<DeploymentJson>, Problem> {
    Ok(Json(DeploymentJson::from(&brine.service.deployment(id)?)))
}
