//! `/api/v1/workflows/{id}/executions`: tests of a workflow's saved revision.

use super::{
    execution_json::ExecutionResultJson,
    json_body::JsonBody,
    list_executions::{ExecutionPageJson, page},
    path_id::PathId,
    run_deployment::{AcceptedJson, RunBody, answer, check_members},
};
use crate::{Brine, problem::Problem};
use axum::{
    Json,
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};
use domain::WorkflowId;
use serde_json::Value;
use service::Target;

/// Run a workflow's saved revision as a test. Deploying asks for one that succeeded.
#[utoipa::path(
    post, path = "/api/v1/workflows/{id}/executions", tag = "executions",
    params(
        ("id" = String, Path, format = Uuid),
        ("Prefer" = Option<String>, Header, description = "`wait=SECONDS`, at most 60"),
    ),
    request_body = RunBody,
    responses(
        (status = 200, description = "It is over; only where the client waits", body = ExecutionResultJson),
        (status = 202, description = "Accepted", body = AcceptedJson, headers(("Location" = String, description = "The execution's address"))),
        (status = 400, description = "Broken JSON, or no id", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such workflow", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Nothing can run the graph, or the inputs do not fit", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too many wait", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn test_workflow(
    State(brine): State<Brine>,
    PathId(id): PathId<WorkflowId>,
    headers: HeaderMap,
    JsonBody(body): JsonBody<Value>,
) -> Result<Response, Problem> {
    check_members(&body)?;
    let execution = brine.service.test(id, None, body).await?;
    answer(&brine, &headers, &execution).await
}

/// A workflow's tests, newest first.
#[utoipa::path(
    get, path = "/api/v1/workflows/{id}/executions", tag = "executions",
    params(
        ("id" = String, Path, format = Uuid),
        ("status" = Option<String>, Query, description = "`queued`, `running`, `succeeded`, `failed` or `cancelled`"),
        ("cursor" = Option<String>, Query, description = "The `next_cursor` of the page before"),
        ("limit" = Option<u32>, Query, description = "How many at most: 1 to 200, 50 where nothing is said", minimum = 1, maximum = 200),
    ),
    responses(
        (status = 200, description = "A page", body = ExecutionPageJson),
        (status = 400, description = "A parameter has no meaning", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such workflow", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn list_tests(
    State(brine): State<Brine>,
    PathId(id): PathId<WorkflowId>,
    uri: Uri,
) -> Result<Json<ExecutionPageJson>, Problem> {
    page(&brine, Target::Workflow(id), &uri)
}
