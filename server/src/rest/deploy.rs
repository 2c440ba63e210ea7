//! `POST /api/v1/workflows/{id}/deployments`: puts a snapshot of the saved revision to work.

use super::{
    deployment_json::{DeploymentJson, TypeJson},
    json_body::JsonBody,
    path_id::PathId,
};
use crate::{Brine, problem::Problem};
use axum::{
    Json,
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{Actor, Name, Reason, WorkflowId};
use serde::Deserialize;
use service::{DeployOrder, ServiceError};
use utoipa::ToSchema;

/// How to deploy. Unknown members are refused: a misspelt one would deploy something else than was meant.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DeployBody {
    /// How requests will reach it.
    #[serde(rename = "type")]
    kind: TypeJson,
    /// 1 to 120 characters; the workflow's name where nothing is said.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 120)]
    name: Option<Name>,
    /// Why; at most 500 characters.
    #[schema(value_type = Option<String>, max_length = 500)]
    reason: Option<String>,
    /// Accepted, and of no effect until workflows are executed.
    #[expect(dead_code, reason = "part of the contract before it has an effect")]
    allow_untested: Option<bool>,
}

/// Deploy a workflow: take an immutable snapshot of its saved revision and put it to work.
#[utoipa::path(
    post, path = "/api/v1/workflows/{id}/deployments", tag = "deployments",
    params(("id" = String, Path, format = Uuid)),
    request_body = DeployBody,
    responses(
        (status = 201, description = "The deployment, Running", body = DeploymentJson, headers(("Location" = String, description = "Its address"))),
        (status = 400, description = "Broken JSON, or no id", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such workflow", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "The workflow was saved at the same moment", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A member is wrong, or the graph has problems", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn deploy(
    State(brine): State<Brine>,
    PathId(workflow): PathId<WorkflowId>,
    JsonBody(body): JsonBody<DeployBody>,
) -> Result<Response, Problem> {
    let reason = body.reason.as_deref().map(Reason::from_field).transpose();
    let reason = reason.map_err(|error| ServiceError::Invalid { member: "reason", problem: error.to_string() })?;
    let order = DeployOrder {
        workflow,
        kind: body.kind.into(),
        name: body.name,
        reason: reason.flatten(),
        allow_untested: true,
        hidden: domain::Hidden::default(),
    };
    let deployment = brine.service.deploy(Actor::Api, order).await?;
    let location = format!("/api/v1/deployments/{}", deployment.deployment.id);
    let location = HeaderValue::try_from(location).map_err(|_| Problem::internal())?;
    let json = Json(DeploymentJson::from(&deployment.deployment));
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], json).into_response())
}
