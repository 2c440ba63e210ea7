//! One version in the place of another: redeploy and roll back.

use super::{deployment_json::DeploymentJson, json_body::JsonBody, path_id::PathId, reason::reason};
use crate::{Brine, problem::Problem};
use axum::{
    Json,
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{Actor, Deployment, DeploymentId};
use serde::Deserialize;
use service::{RedeployOrder, Replaced, RollBackOrder, ServiceError};
use utoipa::ToSchema;

/// What becomes of the version that is replaced.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum ReplacedJson {
    /// It is paused: what it has accepted runs to its end.
    #[default]
    Pause,
    /// It is deleted; its snapshot is kept as those of deleted ones are.
    Delete,
    /// It goes on as it is.
    Keep,
}

/// How to redeploy.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RedeployBody {
    /// What becomes of the version that is replaced; `pause` where nothing is said.
    #[serde(default)]
    replaced: ReplacedJson,
    /// Why; at most 500 characters.
    #[schema(value_type = Option<String>, max_length = 500)]
    reason: Option<String>,
    /// Deploys also a revision whose last test run has not succeeded.
    #[serde(default)]
    allow_untested: bool,
}

/// How to roll back.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RollBackBody {
    /// The version that is replaced; the newest of the workflow that runs, where nothing is said.
    #[schema(value_type = Option<String>, format = Uuid)]
    replaces: Option<String>,
    /// What becomes of it; `pause` where nothing is said.
    #[serde(default)]
    replaced: ReplacedJson,
    /// Why; at most 500 characters.
    #[schema(value_type = Option<String>, max_length = 500)]
    reason: Option<String>,
}

/// Redeploy: the workflow's saved revision, in the place of this version.
///
/// In one commit the next version is there, with the type, name and hidden inputs and outputs of this one, this one is paused or deleted, and every
/// address that led to it leads to the new one. Callbacks are signed as before.
#[utoipa::path(
    post, path = "/api/v1/deployments/{id}/redeploy", tag = "deployments",
    params(("id" = String, Path, format = Uuid)),
    request_body = RedeployBody,
    responses(
        (status = 201, description = "The new version", body = DeploymentJson, headers(("Location" = String, description = "Its address"))),
        (status = 400, description = "Broken JSON, or no id", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such deployment, or its workflow is gone", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "The last test of the revision has not succeeded, or somebody changed it at the same moment", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A member is wrong, the graph has problems, or nothing can run it", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn redeploy(
    State(brine): State<Brine>,
    PathId(replaces): PathId<DeploymentId>,
    JsonBody(body): JsonBody<RedeployBody>,
) -> Result<Response, Problem> {
    let order = RedeployOrder {
        replaces,
        replaced: body.replaced.into(),
        reason: reason(body.reason.as_deref())?,
        allow_untested: body.allow_untested,
    };
    answer(StatusCode::CREATED, &brine.service.redeploy(Actor::Api, order).await?)
}

/// Roll back: this version, also a deleted one whose snapshot is kept, becomes the live one again.
///
/// In one commit it runs, or its snapshot is deployed as the next version where it was deleted; the version that it replaces is paused or deleted; and
/// every address that led there leads here.
#[utoipa::path(
    post, path = "/api/v1/deployments/{id}/rollback", tag = "deployments",
    params(("id" = String, Path, format = Uuid)),
    request_body = RollBackBody,
    responses(
        (status = 200, description = "The version that is live now", body = DeploymentJson, headers(("Location" = String, description = "Its address"))),
        (status = 400, description = "Broken JSON, or no id", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such deployment, or its snapshot is kept no more", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "Nothing can run it, or somebody changed it at the same moment", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A member is wrong", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn roll_back(
    State(brine): State<Brine>,
    PathId(to): PathId<DeploymentId>,
    JsonBody(body): JsonBody<RollBackBody>,
) -> Result<Response, Problem> {
    let replaces = body.replaces.as_deref().map(str::parse).transpose();
    let replaces = replaces
        .map_err(|error: domain::InvalidId| ServiceError::Invalid { member: "replaces", problem: error.to_string() })?;
    let reason = reason(body.reason.as_deref())?;
    let order = RollBackOrder { to, replaces, replaced: body.replaced.into(), reason };
    answer(StatusCode::OK, &brine.service.roll_back(Actor::Api, order).await?)
}

fn answer(status: StatusCode, deployment: &Deployment) -> Result<Response, Problem> {
    let location = format!("/api/v1/deployments/{}", deployment.id);
    let location = HeaderValue::try_from(location).map_err(|_| Problem::internal())?;
    Ok((status, [(header::LOCATION, location)], Json(DeploymentJson::from(deployment))).into_response())
}

impl From<ReplacedJson> for Replaced {
    fn from(replaced: ReplacedJson) -> Self {
        match replaced {
            ReplacedJson::Pause => Self::Paused,
            ReplacedJson::Delete => Self::Deleted,
            ReplacedJson::Keep => Self::Kept,
        }
    }
}
