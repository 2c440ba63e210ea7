//! `DELETE /api/v1/workflows/{id}`: ends a workflow; its deployments stay.

use super::{if_match::IfMatch, path_id::PathId};
use crate::{Brine, problem::Problem};
use axum::{extract::State, http::StatusCode};
use domain::{Actor, WorkflowId};

/// Delete a workflow. Its deployments stay.
#[utoipa::path(
    delete, path = "/api/v1/workflows/{id}", tag = "workflows",
    params(("id" = String, Path, format = Uuid), ("If-Match" = Option<String>, Header, description = "An `ETag` that was answered")),
    responses(
        (status = 204, description = "Deleted"),
        (status = 400, description = "No id", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such workflow", body = Problem, content_type = "application/problem+json"),
        (status = 412, description = "Changed since that `ETag`", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn delete_workflow(
    State(brine): State<Brine>,
    PathId(id): PathId<WorkflowId>,
    seen: IfMatch,
) -> Result<StatusCode, Problem> {
    let expected = seen.expected(&brine.service.workflow(id)?);
    brine.service.delete_workflow(Actor::Api, id, expected).await?;
    Ok(StatusCode::NO_CONTENT)
}
