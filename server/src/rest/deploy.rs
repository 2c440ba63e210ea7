//! `POST /api/v1/workflows/{id}/deployments`: puts a snapshot of the saved revision to work.

use super::{
    deployment_json::{DeploymentJson, TypeJson},
    form_json::FormJson,
    json_body::JsonBody,
    path_id::PathId,
    reason::reason,
};
use crate::{Brine, problem::Problem};
use axum::{
    Json,
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{Actor, Deployed, Hidden, Name, WorkflowId};
use serde::{Deserialize, Serialize};
use service::{DeployOrder, FormOrder, ServiceError};
use std::collections::BTreeSet;
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
    /// Deploys also a revision whose last test run has not succeeded, and one that nothing can run: that one Paused.
    #[serde(default)]
    allow_untested: bool,
    /// The ids of input and output nodes that callers neither set nor see.
    #[schema(value_type = Vec<String>)]
    #[serde(default)]
    hidden: BTreeSet<String>,
    /// The form of a web form, and where that is; nothing else has one.
    form: Option<FormJson>,
}

/// A deployment that was just made.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DeployedJson {
    #[serde(flatten)]
    deployment: DeploymentJson,
    /// What its callbacks are signed with, as Standard Webhooks write it: `whsec_…`. Told this once. Null where nothing
    /// brings it requests yet: a Discord bot.
    callback_secret: Option<String>,
}

/// Deploy a workflow: take an immutable snapshot of its saved revision and put it to work.
#[utoipa::path(
    post, path = "/api/v1/workflows/{id}/deployments", tag = "deployments",
    params(("id" = String, Path, format = Uuid)),
    request_body = DeployBody,
    responses(
        (status = 201, description = "The deployment: Running, or Paused with a `hindrance`", body = DeployedJson, headers(("Location" = String, description = "Its address"))),
        (status = 400, description = "Broken JSON, or no id", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such workflow", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "The last test of the revision has not succeeded, or the workflow was saved at the same moment", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A member is wrong, the graph has problems, or nothing can run it", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn deploy(
    State(brine): State<Brine>,
    PathId(workflow): PathId<WorkflowId>,
    JsonBody(body): JsonBody<DeployBody>,
) -> Result<Response, Problem> {
    let reason = reason(body.reason.as_deref())?;
    let hidden = Hidden::new(body.hidden);
    let hidden = hidden.map_err(|error| ServiceError::Invalid { member: "hidden", problem: error.to_string() })?;
    let order = DeployOrder {
        workflow,
        kind: body.kind.into(),
        name: body.name,
        reason,
        allow_untested: body.allow_untested,
        hidden,
        form: body.form.map(FormOrder::from),
    };
    let Deployed { deployment, callback_secret } = brine.service.deploy(Actor::Api, order).await?;
    let location = format!("/api/v1/deployments/{}", deployment.id);
    let location = HeaderValue::try_from(location).map_err(|_| Problem::internal())?;
    let json = Json(DeployedJson { deployment: DeploymentJson::from(&deployment), callback_secret });
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], json).into_response())
}
