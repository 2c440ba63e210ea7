//! `DELETE /api/v1/deployments/{id}`: ends a deployment.

use super::{path_id::PathId, query::Pairs, reason::reason};
use crate::{Brine, problem::Problem};
use axum::{
    extract::State,
    http::{StatusCode, Uri},
};
use domain::{Actor, DeploymentId};
use service::{Deletion, ServiceError};

/// Delete a deployment.
///
/// Its id answers 404 from then on, and is never used again, unless the delete is undone within ten seconds. Its snapshot
/// is kept for as long as the operator has set, so that it can be rolled back to; with `snapshot=forget` no longer than the delete can be undone.
#[utoipa::path(
    delete, path = "/api/v1/deployments/{id}", tag = "deployments",
    params(
        ("id" = String, Path, format = Uuid),
        ("snapshot" = Option<String>, Query, description = "`keep`, or `forget`: removes its snapshot, too"),
        ("reason" = Option<String>, Query, description = "Why; at most 500 characters"),
    ),
    responses(
        (status = 204, description = "Deleted"),
        (status = 400, description = "No id", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such deployment, or no longer", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A parameter is wrong", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn delete_deployment(
    State(brine): State<Brine>,
    PathId(id): PathId<DeploymentId>,
    uri: Uri,
) -> Result<StatusCode, Problem> {
    let pairs = Pairs::of(&uri);
    let forgets_snapshot = match pairs.get("snapshot") {
        None | Some("keep") => false,
        Some("forget") => true,
        Some(other) => {
            let problem = format!("`{other}` is not one of keep, forget");
            return Err(ServiceError::Invalid { member: "snapshot", problem }.into());
        }
    };
    let deletion = Deletion { reason: reason(pairs.get("reason"))?, forgets_snapshot };
    brine.service.delete_deployment(Actor::Api, id, deletion).await?;
    Ok(StatusCode::NO_CONTENT)
}
