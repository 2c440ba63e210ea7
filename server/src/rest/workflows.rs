//! Workflows: the source graphs.

use super::{
    if_match::{etag, expected},
    json_body::JsonBody,
    problem::Problem,
    wire::{Page, Paging, WorkflowBody},
};
use axum::{
    Json,
    extract::{Path, Query, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use domain::{Actor, InvalidId, InvalidName, Name, WorkflowId};
use serde::Deserialize;
use serde_json::value::RawValue;
use service::{Service, ServiceError, Source};
use utoipa::ToSchema;

/// A workflow's name and graph.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct WorkflowInput {
    /// 1 to 120 characters, no control characters.
    name: String,
    /// The graph, in ComfyUI's API or UI format; its bytes are kept as they are sent.
    #[schema(value_type = Object)]
    graph: Box<RawValue>,
}

/// Lists workflows, newest change first.
#[utoipa::path(get, path = "/api/v1/workflows", params(Paging), responses((status = 200, body = Page<WorkflowBody>), (status = "4XX", body = Problem)))]
pub(super) async fn list(
    State(service): State<Service>,
    Query(paging): Query<Paging>,
) -> Result<Json<Page<WorkflowBody>>, Problem> {
    let limit = paging.limit()?;
    let catalogue = service.catalogue();
    let all = catalogue.workflows_by_change();
    let begin = match paging.cursor.as_deref() {
        None => 0,
        Some(cursor) => {
            let after: WorkflowId = cursor.parse().map_err(|_| Paging::bad_cursor())?;
            all.iter().position(|it| it.id == after).ok_or_else(Paging::bad_cursor)? + 1
        }
    };
    let mut rest = all[begin..].iter();
    let taken: Vec<_> = rest.by_ref().take(limit as usize).collect();
    let next_cursor = rest.next().and(taken.last()).map(|last| last.id.to_string());
    Ok(Json(Page { items: taken.into_iter().map(|it| WorkflowBody::brief(it)).collect(), next_cursor }))
}

/// Makes a workflow at revision 1. Problems of its graph are told, not refused.
#[utoipa::path(post, path = "/api/v1/workflows", request_body = WorkflowInput, responses((status = 201, body = WorkflowBody), (status = "4XX", body = Problem)))]
pub(super) async fn create(
    State(service): State<Service>,
    JsonBody(input): JsonBody<WorkflowInput>,
) -> Result<Response, Problem> {
    let source = Source { name: Some(name(&input.name)?), text: input.graph.get().to_owned(), file_name: None };
    let made = service.import(Actor::Api, source).await?;
    let location = format!("/api/v1/workflows/{}", made.workflow.id);
    let headers = [(header::LOCATION, header_value(&location)), (header::ETAG, etag(&made.workflow))];
    let body = WorkflowBody::full(&made.workflow, made.problems);
    Ok((StatusCode::CREATED, headers, Json(body)).into_response())
}

/// One workflow, with its graph as it was sent.
#[utoipa::path(get, path = "/api/v1/workflows/{id}", params(("id" = String, Path)), responses((status = 200, body = WorkflowBody, description = "The workflow, with a further member `graph`"), (status = "4XX", body = Problem)))]
pub(super) async fn get(State(service): State<Service>, Path(id): Path<String>) -> Result<Response, Problem> {
    let detail = service.workflow_detail(workflow_id(&id)?).await?;
    let tag = etag(&detail.workflow);
    let body = WorkflowBody::full(&detail.workflow, detail.problems);
    let head = serde_json::to_string(&body).map_err(|error| ServiceError::Internal(error.into()))?;
    // The graph's bytes are put in as they are; no JSON value could keep them.
    let json = format!("{},\"graph\":{}}}", head.trim_end_matches('}'), detail.graph);
    let headers = [(header::CONTENT_TYPE, HeaderValue::from_static("application/json")), (header::ETAG, tag)];
    Ok((headers, json).into_response())
}

/// Saves the next revision. With `If-Match`, only where that is the newest row.
#[utoipa::path(put, path = "/api/v1/workflows/{id}", params(("id" = String, Path), ("If-Match" = Option<String>, Header)), request_body = WorkflowInput, responses((status = 200, body = WorkflowBody), (status = 412, body = Problem), (status = "4XX", body = Problem)))]
pub(super) async fn replace(
    State(service): State<Service>,
    Path(id): Path<String>,
    headers: HeaderMap,
    JsonBody(input): JsonBody<WorkflowInput>,
) -> Result<Response, Problem> {
    let id = workflow_id(&id)?;
    let expected = expected(&headers, &service.workflow(id)?)?;
    let (name, graph) = (name(&input.name)?, input.graph.get().to_owned());
    let saved = service.save_workflow(Actor::Api, id, expected, Some(name), graph).await?;
    let tag = [(header::ETAG, etag(&saved.workflow))];
    Ok((tag, Json(WorkflowBody::full(&saved.workflow, saved.problems))).into_response())
}

/// Deletes a workflow. Its deployments stay.
#[utoipa::path(delete, path = "/api/v1/workflows/{id}", params(("id" = String, Path), ("If-Match" = Option<String>, Header)), responses((status = 204), (status = "4XX", body = Problem)))]
pub(super) async fn delete(
    State(service): State<Service>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<StatusCode, Problem> {
    let id = workflow_id(&id)?;
    let expected = expected(&headers, &service.workflow(id)?)?;
    service.delete_workflow(Actor::Api, id, expected).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The id in an address.
pub(super) fn workflow_id(text: &str) -> Result<WorkflowId, Problem> {
    text.parse().map_err(|error: InvalidId| Problem::new(StatusCode::BAD_REQUEST, "Malformed id", &error.to_string()))
}

/// The name in a body.
pub(super) fn name(text: &str) -> Result<Name, Problem> {
    text.parse().map_err(|error: InvalidName| invalid("name", &error))
}

/// Says which member of a body has no meaning.
pub(super) fn invalid(member: &'static str, problem: &impl ToString) -> Problem {
    ServiceError::Invalid { member, problem: problem.to_string() }.into()
}

/// An address of ours as a header.
pub(super) fn header_value(text: &str) -> HeaderValue {
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("/"))
}
