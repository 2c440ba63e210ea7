//! `GET /api/v1/deployments`: the deployments that a query shows, a page at a time.

use super::{
    cursor::{self, DEFAULT_LIMIT},
    deployment_json::DeploymentJson,
    query::Pairs,
};
use crate::{Brine, problem::Problem};
use axum::{Json, extract::State, http::Uri};
use domain::{DeploymentQuery, InvalidQuery, Sort, SortKey};
use serde::{Deserialize, Serialize};
use service::ServiceError;
use utoipa::ToSchema;

/// A page of deployments.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DeploymentPageJson {
    /// The deployments, in the query's order.
    items: Vec<DeploymentJson>,
    /// What to send as `cursor` for the next page; null on the last.
    next_cursor: Option<String>,
}

/// A place in one order of the list.
#[derive(Serialize, Deserialize)]
struct Place {
    sort: Sort,
    after: SortKey,
}

/// The deployments that a query shows.
#[utoipa::path(
    get, path = "/api/v1/deployments", tag = "deployments",
    params(
        ("status" = Option<String>, Query, description = "`all`, `running` (also `online`) or `paused`"),
        ("type" = Option<String>, Query, description = "`api`, `discord` or `webform`"),
        ("q" = Option<String>, Query, description = "Words that all occur in the name, the workflow's name, the version, the id or the digest"),
        ("sort" = Option<String>, Query, description = "`deployed` (newest first, where nothing is said), `name` or `status`"),
        ("cursor" = Option<String>, Query, description = "The `next_cursor` of the page before"),
        ("limit" = Option<u32>, Query, description = "How many at most: 1 to 200, 50 where nothing is said", minimum = 1, maximum = 200),
    ),
    responses(
        (status = 200, description = "A page", body = DeploymentPageJson),
        (status = 400, description = "A parameter has no meaning", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn list_deployments(
    State(brine): State<Brine>,
    uri: Uri,
) -> Result<Json<DeploymentPageJson>, Problem> {
    let pairs = Pairs::of(&uri);
    let query = DeploymentQuery::from_pairs(pairs.iter()).map_err(ServiceError::from)?;
    let limit = pairs.get("limit").map_or(Ok(DEFAULT_LIMIT), cursor::limit).map_err(ServiceError::from)?;
    let after = pairs.get("cursor").map(|text| after(text, query.sort)).transpose().map_err(ServiceError::from)?;
    let page = brine.service.page_deployments(&query, after.as_ref(), limit);
    let items = page.items.iter().map(|it| DeploymentJson::from(&**it)).collect();
    let next_cursor = page.next.and_then(|after| cursor::write(&Place { sort: query.sort, after }));
    Ok(Json(DeploymentPageJson { items, next_cursor }))
}

/// A place in another order would skip and repeat deployments without a word.
fn after(cursor: &str, sort: Sort) -> Result<SortKey, InvalidQuery> {
    let place: Place = cursor::read(cursor)?;
    if place.sort == sort { Ok(place.after) } else { Err(cursor::unknown()) }
}
