//! `DELETE /api/v1/deployments/{id}`: ends a deployment.

use super::path_id::PathId;
use crate::{Brine, problem::Problem};
use axum::{extract::State, http::StatusCode};
use domain::{Actor, DeploymentId};

/// Delete a deployment. Its id answers 404 from then on, and is never used again.
#[utoipa::path(
    delete, path = "/api/v1/deployments/{id}", tag = "deployments",
    params(("id" = String, Path, format = Uuid)),
    responses(
        (status = 204, description = "Deleted"),
        (status = 400, description = "No id", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such deployment, or no longer", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn delete_deployment(
    State(brine): State<Brine>,
    PathId(id): PathId<DeploymentId>,
) -> Result<StatusCode, Problem> {
    brine.service.delete_deployment(Actor::Api, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
