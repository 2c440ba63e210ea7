//! `GET /api/v1/deployments/{id}/workflow`: the snapshot's bytes alone.

use super::path_id::PathId;
use crate::{Brine, etag::not_modified, problem::Problem};
use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::DeploymentId;

/// The workflow as it was deployed: the snapshot's bytes and nothing else. Its `ETag` is the digest.
#[utoipa::path(
    get, path = "/api/v1/deployments/{id}/workflow", tag = "deployments",
    params(("id" = String, Path, format = Uuid), ("If-None-Match" = Option<String>, Header, description = "An `ETag` that was answered")),
    responses(
        (status = 200, description = "The graph", body = Object, headers(("ETag" = String, description = "The digest"))),
        (status = 304, description = "The client has it"),
        (status = 400, description = "No id", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such deployment, or no longer", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn read_snapshot(
    State(brine): State<Brine>,
    PathId(id): PathId<DeploymentId>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let digest = brine.service.deployment(id)?.digest;
    let etag = HeaderValue::try_from(format!("\"{digest}\"")).map_err(|_| Problem::internal())?;
    let about = [(header::ETAG, etag.clone()), (header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"))];
    if not_modified(&headers, &etag) {
        return Ok((StatusCode::NOT_MODIFIED, about).into_response());
    }
    let bytes = brine.service.graph(digest).await?;
    let kind = [(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))];
    Ok((about, kind, bytes).into_response())
}
