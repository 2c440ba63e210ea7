//! Deployments: list, one, rename, status, delete.

use super::{
    json_body::JsonBody,
    problem::Problem,
    wire::{DeploymentBody, Page, Paging},
    workflows::{invalid, name},
};
use axum::{
    Json,
    extract::{Path, Query, RawQuery, State},
    http::StatusCode,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{Actor, DeploymentId, DeploymentQuery, DeploymentStatus, InvalidId, SortKey, deployment::UnknownWord};
use serde::Deserialize;
use service::{Service, ServiceError};
use utoipa::ToSchema;

/// Lists deployments.
#[utoipa::path(get, path = "/api/v1/deployments", params(Paging,
    ("status" = Option<String>, Query, description = "`online` (or `running`), `paused`, `all`"),
    ("type" = Option<String>, Query, description = "`api`, `discord`, `webform`"),
    ("q" = Option<String>, Query, description = "Words to find in name, workflow, version, id or digest"),
    ("sort" = Option<String>, Query, description = "`deployed` (newest first), `name`, `status`")),
    responses((status = 200, body = Page<DeploymentBody>), (status = "4XX", body = Problem)))]
pub(super) async fn list(
    State(service): State<Service>,
    Query(paging): Query<Paging>,
    RawQuery(query): RawQuery,
) -> Result<Json<Page<DeploymentBody>>, Problem> {
    let query: DeploymentQuery = query.unwrap_or_default().parse().map_err(ServiceError::Query)?;
    let limit = paging.limit()?;
    let after = paging.cursor.as_deref().map(read_cursor).transpose()?;
    let page = service.page_deployments(&query, after.as_ref(), limit);
    let items = page.items.iter().map(|it| DeploymentBody::from(&**it)).collect();
    Ok(Json(Page { items, next_cursor: page.next.as_ref().map(write_cursor) }))
}

/// One deployment.
#[utoipa::path(get, path = "/api/v1/deployments/{id}", params(("id" = String, Path)), responses((status = 200, body = DeploymentBody), (status = "4XX", body = Problem)))]
pub(super) async fn get(
    State(service): State<Service>,
    Path(id): Path<String>,
) -> Result<Json<DeploymentBody>, Problem> {
    Ok(Json((&service.deployment(deployment_id(&id)?)?).into()))
}

/// A name.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RenameInput {
    /// 1 to 120 characters, no control characters.
    name: String,
}

/// Gives a deployment another name; its snapshot stays.
#[utoipa::path(patch, path = "/api/v1/deployments/{id}", params(("id" = String, Path)), request_body = RenameInput, responses((status = 200, body = DeploymentBody), (status = "4XX", body = Problem)))]
pub(super) async fn rename(
    State(service): State<Service>,
    Path(id): Path<String>,
    JsonBody(input): JsonBody<RenameInput>,
) -> Result<Json<DeploymentBody>, Problem> {
    let renamed = service.rename_deployment(Actor::Api, deployment_id(&id)?, name(&input.name)?).await?;
    Ok(Json((&renamed).into()))
}

/// A status.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct StatusInput {
    /// `running` or `paused`.
    status: String,
}

/// Sets a deployment's status. Setting what is set changes nothing.
#[utoipa::path(put, path = "/api/v1/deployments/{id}/status", params(("id" = String, Path)), request_body = StatusInput, responses((status = 200, body = DeploymentBody), (status = "4XX", body = Problem)))]
pub(super) async fn set_status(
    State(service): State<Service>,
    Path(id): Path<String>,
    JsonBody(input): JsonBody<StatusInput>,
) -> Result<Json<DeploymentBody>, Problem> {
    let status: DeploymentStatus = input.status.parse().map_err(|error: UnknownWord| invalid("status", &error))?;
    let now = service.set_status(Actor::Api, deployment_id(&id)?, status).await?;
    Ok(Json((&now).into()))
}

/// Deletes a deployment. Its id stays dead.
#[utoipa::path(delete, path = "/api/v1/deployments/{id}", params(("id" = String, Path)), responses((status = 204), (status = "4XX", body = Problem)))]
pub(super) async fn delete(State(service): State<Service>, Path(id): Path<String>) -> Result<StatusCode, Problem> {
    service.delete_deployment(Actor::Api, deployment_id(&id)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The id in an address.
pub(super) fn deployment_id(text: &str) -> Result<DeploymentId, Problem> {
    text.parse().map_err(|error: InvalidId| Problem::new(StatusCode::BAD_REQUEST, "Malformed id", &error.to_string()))
}

/// A cursor is the last item's place in the order, so that it holds whatever is deleted meanwhile.
fn write_cursor(key: &SortKey) -> String {
    URL_SAFE_NO_PAD.encode(serde_json::to_vec(key).unwrap_or_default())
}

fn read_cursor(text: &str) -> Result<SortKey, ServiceError> {
    let json = URL_SAFE_NO_PAD.decode(text).map_err(|_| Paging::bad_cursor())?;
    serde_json::from_slice(&json).map_err(|_| Paging::bad_cursor())
}
