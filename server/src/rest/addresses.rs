//! Stable addresses: list, look, set, remove, and requests to them.

use super::{
    address_json::{AddressBody, AddressJson, AddressListJson},
    execution_json::ExecutionResultJson,
    json_body::{JsonBody, RawBody},
    path_id::PathId,
    query::Pairs,
    reason::reason,
    run_deployment::{AcceptedJson, RunBody, answer, request},
};
use crate::{Brine, problem::Problem};
use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode, Uri},
    response::Response,
};
use domain::{Actor, Slug};

/// List the addresses.
#[utoipa::path(
    get, path = "/api/v1/addresses", tag = "addresses",
    responses((status = 200, description = "Every address, in the order of their slugs", body = AddressListJson))
)]
pub(super) async fn list_addresses(State(brine): State<Brine>) -> Json<AddressListJson> {
    let items = brine.service.list_addresses().iter().map(AddressJson::from).collect();
    Json(AddressListJson { items })
}

/// Look at an address, and at how each side of its trial does.
#[utoipa::path(
    get, path = "/api/v1/addresses/{slug}", tag = "addresses",
    params(("slug" = String, Path, description = "Lower-case letters and digits, with single hyphens between them")),
    responses(
        (status = 200, description = "The address", body = AddressJson),
        (status = 400, description = "No slug", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such address", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn read_address(
    State(brine): State<Brine>,
    PathId(slug): PathId<Slug>,
) -> Result<Json<AddressJson>, Problem> {
    Ok(Json(AddressJson::from(&brine.service.address(slug)?)))
}

/// Set where an address leads; a slug that is new is given.
///
/// All requests from then on are answered by the deployment, but for the share that a trial gets. To promote what is tried out, name it as the
/// deployment; to abort, leave the trial out. Setting what is set changes nothing.
#[utoipa::path(
    put, path = "/api/v1/addresses/{slug}", tag = "addresses",
    params(("slug" = String, Path, description = "Lower-case letters and digits, with single hyphens between them")),
    request_body = AddressBody,
    responses(
        (status = 200, description = "The address", body = AddressJson),
        (status = 400, description = "Broken JSON, or no slug", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "A deployment is not there", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "Too many changed it at the same moment", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A member is wrong", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn set_address(
    State(brine): State<Brine>,
    PathId(slug): PathId<Slug>,
    JsonBody(body): JsonBody<AddressBody>,
) -> Result<Json<AddressJson>, Problem> {
    let set = brine.service.set_address(Actor::Api, slug, body.order()?).await?;
    Ok(Json(AddressJson::from(&set)))
}

/// Remove an address. Requests to it are answered with 404 from then on; its history stays.
#[utoipa::path(
    delete, path = "/api/v1/addresses/{slug}", tag = "addresses",
    params(
        ("slug" = String, Path, description = "Lower-case letters and digits, with single hyphens between them"),
        ("reason" = Option<String>, Query, description = "Why; at most 500 characters"),
    ),
    responses(
        (status = 204, description = "Removed"),
        (status = 400, description = "No slug", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such address", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A parameter is wrong", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn remove_address(
    State(brine): State<Brine>,
    PathId(slug): PathId<Slug>,
    uri: Uri,
) -> Result<StatusCode, Problem> {
    let reason = reason(Pairs::of(&uri).get("reason"))?;
    brine.service.remove_address(Actor::Api, slug, reason).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Run whatever an address leads to.
///
/// As requests to a deployment. An `Idempotency-Key` belongs to the address: the same request again is the same execution, also when the address leads
/// elsewhere by then; and it always draws the same side of a trial.
#[utoipa::path(
    post, path = "/api/v1/run/{slug}/executions/", tag = "executions",
    params(
        ("slug" = String, Path, description = "The address"),
        ("Prefer" = Option<String>, Header, description = "`wait=SECONDS`, at most 60"),
        ("Idempotency-Key" = Option<String>, Header, description = "At most 255 characters"),
    ),
    request_body = RunBody,
    responses(
        (status = 200, description = "It is over; only where the client waits", body = ExecutionResultJson),
        (status = 202, description = "Accepted", body = AcceptedJson, headers(("Location" = String, description = "The execution's address"))),
        (status = 400, description = "Broken JSON, or no slug", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such address, or what it leads to is deleted", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "The deployment is paused", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "Longer than 16.25 MiB", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "The inputs do not fit, or the key came with another body", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too many wait", body = Problem, content_type = "application/problem+json", headers(("Retry-After" = u32, description = "Seconds"))),
    )
)]
pub(super) async fn run_address(
    State(brine): State<Brine>,
    PathId(slug): PathId<Slug>,
    headers: HeaderMap,
    RawBody(body): RawBody,
) -> Result<Response, Problem> {
    let request = request(&headers, &body)?;
    let execution = brine.service.request_at(Actor::Api, slug, request).await?;
    answer(&brine, &headers, &execution).await
}
