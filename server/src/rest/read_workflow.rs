//! `GET /api/v1/workflows/{id}`: one workflow with its graph.

use super::{
    if_match::etag,
    path_id::PathId,
    workflow_json::{CheckedWorkflowJson, WholeWorkflowJson},
};
use crate::{Brine, problem::Problem};
use axum::{
    Json,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use domain::WorkflowId;
use serde_json::value::RawValue;

/// One workflow with its graph, byte for byte as it was sent.
#[utoipa::path(
    get, path = "/api/v1/workflows/{id}", tag = "workflows",
    params(("id" = String, Path, format = Uuid)),
    responses(
        (status = 200, description = "The workflow", body = WholeWorkflowJson, headers(("ETag" = String, description = "For `If-Match`"))),
        (status = 400, description = "No id", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such workflow", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn read_workflow(
    State(brine): State<Brine>,
    PathId(id): PathId<WorkflowId>,
) -> Result<Response, Problem> {
    let detail = brine.service.workflow_detail(id).await?;
    let etag = etag(&detail.workflow);
    let checked = CheckedWorkflowJson::new(&detail.workflow, detail.deployment_count, detail.problems);
    let graph = RawValue::from_string(detail.graph).map_err(|_| Problem::internal())?;
    Ok(([(header::ETAG, etag)], Json(WholeWorkflowJson { checked, graph })).into_response())
}
