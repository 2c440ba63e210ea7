//! `POST /api/v1/deployments/{id}/callback-…`: another secret for a deployment's callbacks, and a test delivery.

use super::{execution_json::CallbackAttemptJson, json_body::JsonBody, path_id::PathId};
use crate::{Brine, problem::Problem};
use axum::{Json, extract::State};
use domain::{Actor, DeploymentId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A secret.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SecretJson {
    /// As Standard Webhooks write it: `whsec_…`. Told this once.
    callback_secret: String,
}

/// Where to send a test delivery.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TestBody {
    /// An http or https URL.
    url: String,
}

/// Make another secret for a deployment's callbacks. The one before it stays valid beside it.
#[utoipa::path(
    post, path = "/api/v1/deployments/{id}/callback-secret", tag = "executions",
    params(("id" = String, Path, format = Uuid)),
    responses(
        (status = 200, description = "The new secret", body = SecretJson),
        (status = 400, description = "No id", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such deployment", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "Nobody is called back: nothing brings it requests yet", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn rotate(
    State(brine): State<Brine>,
    PathId(id): PathId<DeploymentId>,
) -> Result<Json<SecretJson>, Problem> {
    let callback_secret = brine.service.rotate_callback_secret(Actor::Api, id).await?;
    Ok(Json(SecretJson { callback_secret }))
}

/// Send a test delivery, signed as the real ones, and say what became of it.
#[utoipa::path(
    post, path = "/api/v1/deployments/{id}/callback-test", tag = "executions",
    params(("id" = String, Path, format = Uuid)),
    request_body = TestBody,
    responses(
        (status = 200, description = "What became of it", body = CallbackAttemptJson),
        (status = 400, description = "Broken JSON, or no id", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such deployment", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "Nobody is called back: nothing brings it requests yet", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "No URL", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn test(
    State(brine): State<Brine>,
    PathId(id): PathId<DeploymentId>,
    JsonBody(body): JsonBody<TestBody>,
) -> Result<Json<CallbackAttemptJson>, Problem> {
    let attempt = brine.service.test_callback(id, body.url).await?;
    Ok(Json(CallbackAttemptJson::from(&attempt)))
}
