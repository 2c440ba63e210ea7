//! `POST /api/v1/deployments/{id}/executions/`: a request to a deployment, as Salt's clients send it.

use super::{
    execution_json::ExecutionResultJson,
    json_body::{self, RawBody},
    path_id::PathId,
    prefer,
};
use crate::{Brine, problem::Problem};
use axum::{
    Json,
    body::Bytes,
    extract::State,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{Actor, DeploymentId, Digest, Execution};
use serde::Serialize;
use serde_json::Value;
use service::{IdempotencyKey, Request, ServiceError};
use utoipa::ToSchema;

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
/// How long an idempotency key may be.
const MAX_KEY_BYTES: usize = 255;

/// All that a request may say.
const MEMBERS: [&str; 2] = ["workflow_input", "callback"];

/// That a request is accepted.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct AcceptedJson {
    /// The execution's id.
    #[schema(format = Uuid)]
    execution_id: String,
}

/// What a request says.
#[derive(ToSchema)]
#[expect(
    dead_code,
    reason = "the API's document is made of it; the body is read member by member, for its refusals are Salt's"
)]
pub(super) struct RunBody {
    /// Whom to tell when it is over: an http or https URL. Optional: without one, ask for the execution, or wait for it.
    callback: Option<String>,
    /// The inputs, by name or node id: `{"value":…,"value_type":"RAW"|"REFERENCE"|"ASSET"}`.
    workflow_input: Value,
}

/// Run a deployment.
///
/// 202 is answered when the execution is durable. With `Prefer: wait=30` the answer waits for its end and is the whole execution.
/// With an `Idempotency-Key` the same request again, within 72 hours, is the same execution.
#[utoipa::path(
    post, path = "/api/v1/deployments/{id}/executions/", tag = "executions",
    params(
        ("id" = String, Path, format = Uuid),
        ("Prefer" = Option<String>, Header, description = "`wait=SECONDS`, at most 60"),
        ("Idempotency-Key" = Option<String>, Header, description = "At most 255 characters"),
    ),
    request_body = RunBody,
    responses(
        (status = 200, description = "It is over; only where the client waits", body = ExecutionResultJson),
        (status = 202, description = "Accepted", body = AcceptedJson, headers(("Location" = String, description = "The execution's address"))),
        (status = 400, description = "Broken JSON, or no id", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such deployment, or no longer", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "The deployment is paused", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "Longer than 16.25 MiB: a file within is a third longer as base64", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "The inputs do not fit, or the key came with another body", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too many wait", body = Problem, content_type = "application/problem+json", headers(("Retry-After" = u32, description = "Seconds"))),
    )
)]
pub(super) async fn run_deployment(
    State(brine): State<Brine>,
    PathId(id): PathId<DeploymentId>,
    headers: HeaderMap,
    RawBody(body): RawBody,
) -> Result<Response, Problem> {
    let request = request(&headers, &body)?;
    let execution = brine.service.request(Actor::Api, id, request).await?;
    answer(&brine, &headers, &execution).await
}

/// What a request says, or what is wrong with it.
pub(super) fn request(headers: &HeaderMap, bytes: &Bytes) -> Result<Request, Problem> {
    let body: Value = json_body::of(headers, bytes)?;
    check_members(&body)?;
    let callback = match body.get("callback") {
        None | Some(Value::Null) => None,
        Some(Value::String(url)) => Some(url.clone()),
        Some(_) => {
            let details = "Field 'callback' must be a string".to_owned();
            return Err(ServiceError::Input { details, faults: Vec::new() }.into());
        }
    };
    let key = headers.get(IDEMPOTENCY_KEY).map(|key| key_of(key, bytes)).transpose()?;
    Ok(Request { body, callback, key })
}

/// Refuses what would be passed over: a misspelt `callback` calls nobody, and says nothing of it.
pub(super) fn check_members(body: &Value) -> Result<(), Problem> {
    let mut names = body.as_object().into_iter().flat_map(|it| it.keys());
    let Some(unknown) = names.find(|name| !MEMBERS.contains(&name.as_str())) else { return Ok(()) };
    let details = format!("Unknown field '{unknown}'; the fields are '{}'", MEMBERS.join("' and '"));
    Err(Problem::from(ServiceError::Input { details, faults: Vec::new() }).about(unknown))
}

fn key_of(key: &HeaderValue, body: &Bytes) -> Result<IdempotencyKey, Problem> {
    let text = key.to_str().ok().map(str::trim).filter(|it| !it.is_empty() && it.len() <= MAX_KEY_BYTES);
    let text = text.ok_or_else(|| {
        let detail = format!("an `Idempotency-Key` has 1 to {MAX_KEY_BYTES} characters of ASCII");
        Problem::new(StatusCode::BAD_REQUEST, "Invalid idempotency key", detail).about("Idempotency-Key")
    })?;
    Ok(IdempotencyKey { key: text.to_owned(), body: Digest::of(body) })
}

/// The answer to whoever asked for an execution: its end where it waits for it, else that it is accepted.
pub(super) async fn answer(brine: &Brine, headers: &HeaderMap, execution: &Execution) -> Result<Response, Problem> {
    let location = format!("/api/v1/executions/{}", execution.id);
    let location = [(header::LOCATION, HeaderValue::try_from(location).map_err(|_| Problem::internal())?)];
    if let Some(time) = prefer::wait(headers)
        && let (row, Some(kept)) = brine.service.wait(execution.id, time).await?
    {
        let result = ExecutionResultJson::new(&row, &kept.outputs, kept.failure.as_ref());
        let applied = format!("wait={}", time.as_secs());
        let applied = HeaderValue::try_from(applied).map_err(|_| Problem::internal())?;
        let applied = [(HeaderName::from_static("preference-applied"), applied)];
        return Ok((StatusCode::OK, location, applied, Json(result)).into_response());
    }
    let accepted = AcceptedJson { execution_id: execution.id.to_string() };
    Ok((StatusCode::ACCEPTED, location, Json(accepted)).into_response())
}
