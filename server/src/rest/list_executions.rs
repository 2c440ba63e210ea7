//! `GET /api/v1/deployments/{id}/executions/`: a deployment's executions, a page at a time.

use super::{
    cursor::{self, DEFAULT_LIMIT},
    execution_json::ExecutionJson,
    path_id::PathId,
    query::Pairs,
};
use crate::{Brine, problem::Problem};
use axum::{Json, extract::State, http::Uri};
use domain::{DeploymentId, ExecutionListing, InvalidQuery};
use serde::Serialize;
use service::{ServiceError, Target};
use utoipa::ToSchema;

/// A page of executions.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ExecutionPageJson {
    /// The executions, newest first.
    items: Vec<ExecutionJson>,
    /// What to send as `cursor` for the next page; null on the last.
    next_cursor: Option<String>,
}

/// A deployment's executions, newest first.
#[utoipa::path(
    get, path = "/api/v1/deployments/{id}/executions/", tag = "executions",
    params(
        ("id" = String, Path, format = Uuid),
        ("status" = Option<String>, Query, description = "`queued`, `running`, `succeeded`, `failed` or `cancelled`"),
        ("cursor" = Option<String>, Query, description = "The `next_cursor` of the page before"),
        ("limit" = Option<u32>, Query, description = "How many at most: 1 to 200, 50 where nothing is said", minimum = 1, maximum = 200),
    ),
    responses(
        (status = 200, description = "A page", body = ExecutionPageJson),
        (status = 400, description = "A parameter has no meaning", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such deployment, or no longer", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn list_executions(
    State(brine): State<Brine>,
    PathId(id): PathId<DeploymentId>,
    uri: Uri,
) -> Result<Json<ExecutionPageJson>, Problem> {
    page(&brine, Target::Deployment(id), &uri)
}

/// The page of a target's executions that an address asks for.
pub(super) fn page(brine: &Brine, of: Target, uri: &Uri) -> Result<Json<ExecutionPageJson>, Problem> {
    let pairs = Pairs::of(uri);
    let unknown = || InvalidQuery::new("status", "is queued, running, succeeded, failed or cancelled");
    let status = pairs.get("status").map(|word| word.parse().map_err(|_| unknown()));
    let status = status.transpose().map_err(ServiceError::from)?;
    let before = pairs.get("cursor").map(|text| text.parse().map_err(|_| cursor::unknown()));
    let before = before.transpose().map_err(ServiceError::from)?;
    let limit = pairs.get("limit").map_or(Ok(DEFAULT_LIMIT), cursor::limit).map_err(ServiceError::from)?;
    Ok(Json(brine.service.list_executions(of, status, before, limit)?.into()))
}

impl From<ExecutionListing> for ExecutionPageJson {
    fn from(listing: ExecutionListing) -> Self {
        let items = listing.items.iter().map(ExecutionJson::from).collect();
        Self { items, next_cursor: listing.older.map(|id| id.to_string()) }
    }
}
