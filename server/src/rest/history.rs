//! `GET /api/v1/history`: what happened, newest first, a page at a time.

use super::{
    cursor::{self, DEFAULT_LIMIT},
    history_json::HappeningJson,
    query::Pairs,
};
use crate::{Brine, problem::Problem};
use axum::{Json, extract::State, http::Uri};
use domain::{HistoryQuery, Position};
use serde::Serialize;
use service::ServiceError;
use utoipa::ToSchema;

/// A page of the history.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct HistoryPageJson {
    /// What happened, newest first.
    items: Vec<HappeningJson>,
    /// What to send as `cursor` for the next page; null on the last.
    next_cursor: Option<String>,
    /// When the oldest happened that is kept, where older ones are kept no more; null where everything is.
    #[schema(value_type = Option<String>, format = DateTime)]
    reaches_to: Option<String>,
}

/// What happened, newest first.
///
/// Of the newest 10,000 changes. What was done in one commit, as a redeploy is, is one item with its changes.
#[utoipa::path(
    get, path = "/api/v1/history", tag = "history",
    params(
        ("workflow" = Option<String>, Query, format = Uuid, description = "Only of this workflow and of its deployments"),
        ("deployment" = Option<String>, Query, format = Uuid, description = "Only of this deployment; also of one that was deleted"),
        ("kind" = Option<String>, Query, description = "`deployed`, `redeployed`, `rolled_back`, `status`, `address`, `renamed`, `deleted`, `restored`, `snapshot_removed`, `imported` or `saved`"),
        ("from" = Option<String>, Query, format = Date, description = "Only since this day in UTC"),
        ("to" = Option<String>, Query, format = Date, description = "Only until this day in UTC, and with it"),
        ("cursor" = Option<String>, Query, description = "The `next_cursor` of the page before"),
        ("limit" = Option<u32>, Query, description = "How many at most: 1 to 200, 50 where nothing is said", minimum = 1, maximum = 200),
    ),
    responses(
        (status = 200, description = "A page", body = HistoryPageJson),
        (status = 400, description = "A parameter has no meaning", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn history(State(brine): State<Brine>, uri: Uri) -> Result<Json<HistoryPageJson>, Problem> {
    let pairs = Pairs::of(&uri);
    let query = HistoryQuery::from_pairs(pairs.iter()).map_err(ServiceError::from)?;
    let limit = pairs.get("limit").map_or(Ok(DEFAULT_LIMIT), cursor::limit).map_err(ServiceError::from)?;
    let before = pairs.get("cursor").map(|text| text.parse().map(Position::new).map_err(|_| cursor::unknown()));
    let before = before.transpose().map_err(ServiceError::from)?.or(query.before);
    let listing = brine.service.history(&query.with_before(before), limit).await?;
    Ok(Json(HistoryPageJson {
        items: HappeningJson::all(&listing),
        next_cursor: listing.older.map(|it| it.to_string()),
        reaches_to: listing.reaches_to.map(|it| it.to_string()),
    }))
}
