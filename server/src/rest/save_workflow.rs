//! `PUT /api/v1/workflows/{id}`: saves a workflow's next revision.

use super::{
    create_workflow::WorkflowBody,
    if_match::{IfMatch, etag},
    json_body::JsonBody,
    path_id::PathId,
    workflow_json::CheckedWorkflowJson,
};
use crate::{Brine, problem::Problem};
use axum::{
    Json,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use domain::{Actor, WorkflowId};

/// Save a workflow's next revision.
///
/// With `If-Match` only where nobody has changed it since; without, the newest revision is replaced.
#[utoipa::path(
    put, path = "/api/v1/workflows/{id}", tag = "workflows",
    params(("id" = String, Path, format = Uuid), ("If-Match" = Option<String>, Header, description = "An `ETag` that was answered")),
    request_body = WorkflowBody,
    responses(
        (status = 200, description = "The workflow", body = CheckedWorkflowJson, headers(("ETag" = String))),
        (status = 400, description = "Broken JSON, or no id", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such workflow", body = Problem, content_type = "application/problem+json"),
        (status = 412, description = "Changed since that `ETag`", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "Larger than 16 MiB", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A member is missing or wrong, or the graph is none", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn save_workflow(
    State(brine): State<Brine>,
    PathId(id): PathId<WorkflowId>,
    seen: IfMatch,
    JsonBody(body): JsonBody<WorkflowBody>,
) -> Result<Response, Problem> {
    let expected = seen.expected(&brine.service.workflow(id)?);
    let text = body.graph.get().to_owned();
    let saved = brine.service.save_workflow(Actor::Api, id, expected, Some(body.name), text).await?;
    let workflow = &saved.workflow;
    let deployments = brine.service.catalogue().version_count(id);
    let json = Json(CheckedWorkflowJson::new(workflow, deployments, saved.problems));
    Ok(([(header::ETAG, etag(workflow))], json).into_response())
}
