//! `GET /api/v1/deployments/{id}/download`: the file of *Download JSON*.

use super::{attachment::attachment, path_id::PathId};
use crate::{Brine, problem::Problem};
use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use domain::DeploymentId;

/// The deployment's configuration with its workflow, byte for byte as deployed, as a file that Brine imports again.
#[utoipa::path(
    get, path = "/api/v1/deployments/{id}/download", tag = "deployments",
    params(("id" = String, Path, format = Uuid)),
    responses(
        (status = 200, description = "`brine_format`, the deployment's members, `workflow`, `digest` and `graph`", body = Object,
            headers(("Content-Disposition" = String, description = "The file's name"))),
        (status = 400, description = "No id", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such deployment, or no longer", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn download_deployment(
    State(brine): State<Brine>,
    PathId(id): PathId<DeploymentId>,
) -> Result<Response, Problem> {
    let (name, json) = brine.service.download(id).await?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
        (header::CONTENT_DISPOSITION, attachment(&name)),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache")),
    ];
    Ok((headers, json).into_response())
}
