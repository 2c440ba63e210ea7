//! `POST /api/v1/deployments/bulk`: one thing done with many deployments.

use super::{json_body::JsonBody, reason::reason};
use crate::{Brine, problem::Problem};
use axum::{Json, extract::State};
use domain::{Actor, BulkAction, BulkItem, BulkOutcome, BulkReport, DeploymentQuery, InvalidQuery};
use serde::{Deserialize, Serialize};
use service::{BulkOrder, Chosen, ServiceError};
use utoipa::ToSchema;

/// What to do, with which.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct BulkBody {
    /// What is done with each.
    #[serde(rename = "do")]
    action: BulkActionJson,
    /// With these: at most 1,000. Either this or `query`.
    #[schema(value_type = Option<Vec<String>>, max_items = 1000)]
    ids: Option<Vec<String>>,
    /// With all that this finds now: at most 1,000.
    query: Option<BulkQueryJson>,
    /// Why; at most 500 characters.
    #[schema(value_type = Option<String>, max_length = 500)]
    reason: Option<String>,
}

/// What is done with each.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum BulkActionJson {
    /// It is paused; what it has accepted runs to its end.
    Pause,
    /// It is resumed.
    Resume,
    /// It is deleted; `restore` undoes that within ten seconds.
    Delete,
    /// Its delete is undone.
    Restore,
}

/// Which deployments: as the parameters of `GET /api/v1/deployments`.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
struct BulkQueryJson {
    /// `all`, `running` (also `online`) or `paused`.
    status: Option<String>,
    /// `api`, `discord` or `webform`.
    #[serde(rename = "type")]
    kind: Option<String>,
    /// Words that all occur in the name, the workflow's name, the version, the id or the digest.
    q: Option<String>,
}

/// What came of it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct BulkReportJson {
    /// What was to be done.
    #[serde(rename = "do")]
    action: BulkActionJson,
    /// All of it in one sentence.
    summary: String,
    /// One for each that was meant; by `ids` in their order, by `query` newest first.
    items: Vec<BulkItemJson>,
}

/// What came of it for one.
#[derive(Debug, Serialize, ToSchema)]
struct BulkItemJson {
    /// Which deployment.
    #[schema(format = Uuid)]
    id: String,
    /// What it is called; null where nothing is known of it.
    name: Option<String>,
    /// Which version of its workflow it is.
    version: Option<u32>,
    /// `done`, `already` (it was so; nothing was written), `refused` or `gone`.
    result: &'static str,
    /// Why it was refused.
    details: Option<String>,
}

/// Pause, resume or delete many deployments, and undo a delete.
///
/// Each has its own result, and none is passed over. To send this twice is safe.
#[utoipa::path(
    post, path = "/api/v1/deployments/bulk", tag = "deployments",
    request_body = BulkBody,
    responses(
        (status = 200, description = "What came of it for each", body = BulkReportJson),
        (status = 400, description = "Broken JSON, or a `query` without a meaning", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A member is wrong, nothing is meant, or more than 1,000 are", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn bulk(
    State(brine): State<Brine>,
    JsonBody(body): JsonBody<BulkBody>,
) -> Result<Json<BulkReportJson>, Problem> {
    let chosen = match (body.ids, body.query) {
        (Some(ids), None) => Chosen::Ids(read_ids(&ids)?),
        (None, Some(query)) => Chosen::Query(query.read().map_err(ServiceError::from)?),
        _ => {
            let problem = "is either this or `query`, and one of the two".to_owned();
            return Err(ServiceError::Invalid { member: "ids", problem }.into());
        }
    };
    let order = BulkOrder { action: body.action.into(), chosen, reason: reason(body.reason.as_deref())? };
    let report = brine.service.bulk(Actor::Api, order).await?;
    Ok(Json(BulkReportJson::of(body.action, report)))
}

fn read_ids(ids: &[String]) -> Result<Vec<domain::DeploymentId>, ServiceError> {
    let read = ids.iter().enumerate().map(|(at, id)| {
        id.parse()
            .map_err(|error| ServiceError::Invalid { member: "ids", problem: format!("number {}: {error}", at + 1) })
    });
    read.collect()
}

impl BulkQueryJson {
    fn read(&self) -> Result<DeploymentQuery, InvalidQuery> {
        let pairs = [("status", &self.status), ("type", &self.kind), ("q", &self.q)];
        DeploymentQuery::from_pairs(pairs.iter().filter_map(|(name, value)| Some((*name, value.as_deref()?))))
    }
}

impl BulkReportJson {
    fn of(action: BulkActionJson, report: BulkReport) -> Self {
        let summary = report.summary();
        Self { action, summary, items: report.items.into_iter().map(BulkItemJson::from).collect() }
    }
}

impl From<BulkItem> for BulkItemJson {
    fn from(it: BulkItem) -> Self {
        let (name, version) = it.known.map(|(name, version)| (name.to_string(), version.get())).unzip();
        let result = it.outcome.as_str();
        let details = if let BulkOutcome::Refused(why) = it.outcome { Some(why) } else { None };
        Self { id: it.id.to_string(), name, version, result, details }
    }
}

impl From<BulkActionJson> for BulkAction {
    fn from(action: BulkActionJson) -> Self {
        match action {
            BulkActionJson::Pause => Self::Pause,
            BulkActionJson::Resume => Self::Resume,
            BulkActionJson::Delete => Self::Delete,
            BulkActionJson::Restore => Self::Restore,
        }
    }
}
