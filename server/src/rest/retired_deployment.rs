//! What can be done with a deleted deployment: list, undo, remove its snapshot.

use super::{deployment_json::DeploymentJson, path_id::PathId, query::Pairs, reason::reason};
use crate::{Brine, problem::Problem};
use axum::{
    Json,
    extract::State,
    http::{StatusCode, Uri},
};
use domain::{Actor, DeploymentId, Retired, WorkflowId};
use serde::Serialize;
use service::ServiceError;
use utoipa::ToSchema;

/// A deleted deployment whose snapshot is kept.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RetiredJson {
    /// What it was.
    deployment: DeploymentJson,
    /// When it was deleted.
    #[schema(format = DateTime)]
    deleted_at: String,
    /// Until when its snapshot is kept; null means for ever.
    #[schema(value_type = Option<String>, format = DateTime)]
    kept_until: Option<String>,
}

/// The deleted deployments that can be rolled back to.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RetiredListJson {
    /// Newest first.
    items: Vec<RetiredJson>,
}

impl From<&Retired> for RetiredJson {
    fn from(it: &Retired) -> Self {
        Self {
            deployment: DeploymentJson::from(&it.deployment),
            deleted_at: it.deleted_at.to_string(),
            kept_until: it.kept_until.map(|it| it.to_string()),
        }
    }
}

/// List a workflow's deleted deployments whose snapshots are kept.
#[utoipa::path(
    get, path = "/api/v1/workflows/{id}/deployments/deleted", tag = "deployments",
    params(("id" = String, Path, format = Uuid)),
    responses(
        (status = 200, description = "The deleted deployments, newest first; none where the workflow has none", body = RetiredListJson),
        (status = 400, description = "No id", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn list_retired(
    State(brine): State<Brine>,
    PathId(workflow): PathId<WorkflowId>,
) -> Json<RetiredListJson> {
    let its = brine.service.retired_of(workflow);
    Json(RetiredListJson { items: its.iter().map(|it| RetiredJson::from(&**it)).collect() })
}

/// Undo a delete, within ten seconds. The same id is there again; what was cancelled stays so.
#[utoipa::path(
    post, path = "/api/v1/deployments/{id}/restore", tag = "deployments",
    params(("id" = String, Path, format = Uuid)),
    responses(
        (status = 200, description = "The deployment", body = DeploymentJson),
        (status = 400, description = "No id", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "It is not deleted, or ten seconds are over", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn restore(
    State(brine): State<Brine>,
    PathId(id): PathId<DeploymentId>,
) -> Result<Json<DeploymentJson>, Problem> {
    let deployment = brine.service.restore_deployment(Actor::Api, id).await?;
    Ok(Json(DeploymentJson::from(&deployment)))
}

/// Remove the snapshot of a deleted deployment. It cannot be rolled back to any more.
#[utoipa::path(
    delete, path = "/api/v1/deployments/{id}/snapshot", tag = "deployments",
    params(
        ("id" = String, Path, format = Uuid),
        ("reason" = Option<String>, Query, description = "Why; at most 500 characters"),
    ),
    responses(
        (status = 204, description = "Removed"),
        (status = 400, description = "No id", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such deleted deployment with a snapshot", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "It is not deleted", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A parameter is wrong", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn forget_snapshot(
    State(brine): State<Brine>,
    PathId(id): PathId<DeploymentId>,
    uri: Uri,
) -> Result<StatusCode, Problem> {
    if brine.service.deployment(id).is_ok() {
        return Err(ServiceError::NotDeleted.into());
    }
    let reason = reason(Pairs::of(&uri).get("reason"))?;
    brine.service.forget_snapshot(Actor::Api, id, reason).await?;
    Ok(StatusCode::NO_CONTENT)
}
