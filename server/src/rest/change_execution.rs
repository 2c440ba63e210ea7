//! `POST /api/v1/executions/{id}/…`: ends an execution, runs it again, calls back once more.

use super::{
    execution_json::{ExecutionJson, ExecutionResultJson},
    path_id::PathId,
    run_deployment::{AcceptedJson, answer},
};
use crate::{Brine, problem::Problem};
use axum::{Json, extract::State, http::HeaderMap, response::Response};
use domain::{Actor, ExecutionId};

/// Cancel an execution.
///
/// One that waits is cancelled at once, one that runs as soon as it can be; one that is over stays as it is.
#[utoipa::path(
    post, path = "/api/v1/executions/{id}/cancel", tag = "executions",
    params(("id" = String, Path, format = Uuid)),
    responses(
        (status = 200, description = "The execution as it is now", body = ExecutionJson),
        (status = 400, description = "No id", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such execution", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn cancel(
    State(brine): State<Brine>,
    PathId(id): PathId<ExecutionId>,
) -> Result<Json<ExecutionJson>, Problem> {
    let execution = brine.service.cancel_execution(Actor::Api, id).await?;
    Ok(Json(ExecutionJson::from(&execution)))
}

/// Run again what an execution ran, with the same inputs, as a new execution.
#[utoipa::path(
    post, path = "/api/v1/executions/{id}/rerun", tag = "executions",
    params(
        ("id" = String, Path, format = Uuid),
        ("Prefer" = Option<String>, Header, description = "`wait=SECONDS`, at most 60"),
    ),
    responses(
        (status = 200, description = "It is over; only where the client waits", body = ExecutionResultJson),
        (status = 202, description = "Accepted", body = AcceptedJson),
        (status = 400, description = "No id", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such execution, or its deployment is gone", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "The deployment is paused", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too many wait", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn rerun(
    State(brine): State<Brine>,
    PathId(id): PathId<ExecutionId>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let execution = brine.service.rerun(Actor::Api, id).await?;
    answer(&brine, &headers, &execution).await
}

/// Call back once more, also where that was given up.
#[utoipa::path(
    post, path = "/api/v1/executions/{id}/callback", tag = "executions",
    params(("id" = String, Path, format = Uuid)),
    responses(
        (status = 200, description = "The execution; its callback is due", body = ExecutionJson),
        (status = 400, description = "No id", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such execution", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "It has no callback, or is not over", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn replay_callback(
    State(brine): State<Brine>,
    PathId(id): PathId<ExecutionId>,
) -> Result<Json<ExecutionJson>, Problem> {
    let execution = brine.service.replay_callback(Actor::Api, id).await?;
    Ok(Json(ExecutionJson::from(&execution)))
}
