//! `POST /api/v1/workflows`: keeps a graph as a new workflow.

use super::{if_match::etag, json_body::JsonBody, workflow_json::CheckedWorkflowJson};
use crate::{Brine, problem::Problem};
use axum::{
    Json,
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{Actor, Name};
use serde::Deserialize;
use serde_json::value::RawValue;
use service::Source;
use utoipa::ToSchema;

/// A workflow's name and graph. Other members are ignored, so that what was read can be sent back.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct WorkflowBody {
    /// 1 to 120 characters of any script.
    #[schema(value_type = String, min_length = 1, max_length = 120)]
    pub(super) name: Name,
    /// The graph in ComfyUI's API or UI format, or a deployment downloaded from Brine. Its bytes are kept as sent.
    #[schema(value_type = Object)]
    pub(super) graph: Box<RawValue>,
}

/// Keep a graph as a new workflow.
///
/// Problems of the graph are told in the answer, not refused: a graph can be saved before it is right.
#[utoipa::path(
    post, path = "/api/v1/workflows", tag = "workflows",
    request_body = WorkflowBody,
    responses(
        (status = 201, description = "The workflow", body = CheckedWorkflowJson,
            headers(("Location" = String, description = "Its address"), ("ETag" = String, description = "For `If-Match`"))),
        (status = 400, description = "Broken JSON", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "Larger than 16 MiB", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A member is missing or wrong, or the graph is none", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn create_workflow(
    State(brine): State<Brine>,
    JsonBody(body): JsonBody<WorkflowBody>,
) -> Result<Response, Problem> {
    let source = Source { text: body.graph.get().to_owned(), name: Some(body.name), file_name: None };
    let imported = brine.service.import(Actor::Api, source).await?;
    let workflow = &imported.workflow;
    let location =
        HeaderValue::try_from(format!("/api/v1/workflows/{}", workflow.id)).map_err(|_| Problem::internal())?;
    let headers = [(header::LOCATION, location), (header::ETAG, etag(workflow))];
    let json = Json(CheckedWorkflowJson::new(workflow, 0, imported.problems));
    Ok((StatusCode::CREATED, headers, json).into_response())
}
