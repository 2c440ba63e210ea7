//! `GET /api/v1/workflows`: the workflows, newest change first, a page at a time.

use super::{
    cursor::{self, DEFAULT_LIMIT},
    query::Pairs,
    workflow_json::WorkflowJson,
};
use crate::{Brine, problem::Problem};
use axum::{Json, extract::State, http::Uri};
use serde::Serialize;
use service::ServiceError;
use utoipa::ToSchema;

/// A page of workflows.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct WorkflowPageJson {
    /// The workflows, newest change first.
    items: Vec<WorkflowJson>,
    /// What to send as `cursor` for the next page; null on the last.
    next_cursor: Option<String>,
}

/// The workflows, newest change first.
#[utoipa::path(
    get, path = "/api/v1/workflows", tag = "workflows",
    params(
        ("cursor" = Option<String>, Query, description = "The `next_cursor` of the page before"),
        ("limit" = Option<u32>, Query, description = "How many at most: 1 to 200, 50 where nothing is said", minimum = 1, maximum = 200),
    ),
    responses(
        (status = 200, description = "A page", body = WorkflowPageJson),
        (status = 400, description = "A parameter has no meaning", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn list_workflows(State(brine): State<Brine>, uri: Uri) -> Result<Json<WorkflowPageJson>, Problem> {
    let pairs = Pairs::of(&uri);
    let limit = pairs.get("limit").map_or(Ok(DEFAULT_LIMIT), cursor::limit).map_err(ServiceError::from)?;
    let after = pairs.get("cursor").map(cursor::read).transpose().map_err(ServiceError::from)?;
    let page = brine.service.page_workflows(after, limit);
    let items = page.items.iter().map(|row| WorkflowJson::new(&row.workflow, row.deployments)).collect();
    Ok(Json(WorkflowPageJson { items, next_cursor: page.next.as_ref().and_then(cursor::write) }))
}
