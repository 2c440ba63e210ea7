//! `GET /api/v1/executions/{id}`: one execution, whole; and the files that came of it.

use super::{execution_json::ExecutionDetailJson, path_id::PathId};
use crate::{Brine, problem::Problem};
use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use domain::ExecutionId;

/// One execution, whole.
#[utoipa::path(
    get, path = "/api/v1/executions/{id}", tag = "executions",
    params(("id" = String, Path, format = Uuid)),
    responses(
        (status = 200, description = "The execution", body = ExecutionDetailJson),
        (status = 400, description = "No id", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such execution, or it is not kept any more", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn read_execution(
    State(brine): State<Brine>,
    PathId(id): PathId<ExecutionId>,
) -> Result<Json<ExecutionDetailJson>, Problem> {
    let detail = brine.service.execution_detail(id).await?;
    Ok(Json(ExecutionDetailJson::new(&detail, brine.service.given(id).await?)))
}

/// A file that came of an execution.
#[utoipa::path(
    get, path = "/api/v1/executions/{id}/artefacts/{number}", tag = "executions",
    params(("id" = String, Path, format = Uuid), ("number" = u16, Path, description = "Its number, from 0")),
    responses(
        (status = 200, description = "The file", body = Vec<u8>, content_type = "application/octet-stream"),
        (status = 400, description = "No id, or no number", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such file", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn artefact(
    State(brine): State<Brine>,
    PathId(id): PathId<ExecutionId>,
    path: Path<(String, String)>,
) -> Result<Response, Problem> {
    let Ok(number) = path.1.parse() else { return Err(Problem::no_such_address()) };
    let (media_type, bytes) = brine.service.artefact(id, number).await?;
    // Pictures are shown where they are asked for; whatever else a graph made is only saved: it may be a page with a script.
    let is_picture = matches!(media_type.as_str(), "image/png" | "image/jpeg" | "image/gif" | "image/webp");
    let media_type = HeaderValue::try_from(media_type).ok().filter(|_| is_picture);
    let about = [
        (header::CONTENT_TYPE, media_type.unwrap_or(HeaderValue::from_static("application/octet-stream"))),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static(if is_picture { "inline" } else { "attachment" })),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=31536000, immutable")),
    ];
    Ok((about, bytes).into_response())
}
