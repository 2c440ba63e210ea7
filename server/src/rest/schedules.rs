//! `/api/v1/deployments/{id}/schedules`: what is done with a deployment at set times.

use super::{
    if_match::{IfMatch, row_tag},
    json_body::JsonBody,
    path_id::PathId,
    schedule_json::{ScheduleBody, SchedulesJson},
};
use crate::{Brine, problem::Problem};
use axum::{
    Json,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use domain::{DeploymentId, ScheduleListing};
use serde::Deserialize;
use utoipa::ToSchema;

/// All schedules of a deployment, as they shall be.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SchedulesBody {
    /// Each of them; those that are left out end.
    #[schema(max_items = 20)]
    schedules: Vec<ScheduleBody>,
}

/// The schedules of a deployment, with what came of them and when they are due next.
#[utoipa::path(
    get, path = "/api/v1/deployments/{id}/schedules", tag = "schedules",
    params(("id" = String, Path, format = Uuid)),
    responses(
        (status = 200, description = "The schedules", body = SchedulesJson, headers(("ETag" = String, description = "For `If-Match`"))),
        (status = 400, description = "No id", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such deployment", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn read_schedules(
    State(brine): State<Brine>,
    PathId(id): PathId<DeploymentId>,
) -> Result<Response, Problem> {
    Ok(answer(brine.service.schedules(id).await?))
}

/// Set all schedules of a deployment.
///
/// Those with the id and the content of one that is there go on as they are; others count from now. With `If-Match` only where nobody has set them
/// since. A run happens at most once a time, also across restarts; those that were due while the server was down are counted, not run.
#[utoipa::path(
    put, path = "/api/v1/deployments/{id}/schedules", tag = "schedules",
    params(("id" = String, Path, format = Uuid), ("If-Match" = Option<String>, Header, description = "An `ETag` that was answered")),
    request_body = SchedulesBody,
    responses(
        (status = 200, description = "The schedules", body = SchedulesJson, headers(("ETag" = String, description = "For `If-Match`"))),
        (status = 400, description = "Broken JSON, or no id", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such deployment", body = Problem, content_type = "application/problem+json"),
        (status = 412, description = "Set since that `ETag`", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A member is missing or wrong, or they are more than 20", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn set_schedules(
    State(brine): State<Brine>,
    PathId(id): PathId<DeploymentId>,
    seen: IfMatch,
    JsonBody(body): JsonBody<SchedulesBody>,
) -> Result<Response, Problem> {
    let now = brine.service.schedules(id).await?.row;
    let orders = (0..).zip(body.schedules).map(|(index, it)| it.order(index));
    let orders = orders.collect::<Result<Vec<_>, _>>()?;
    Ok(answer(brine.service.set_schedules(id, seen.row(now), orders).await?))
}

fn answer(listing: ScheduleListing) -> Response {
    let etag = row_tag(listing.row);
    ([(header::ETAG, etag)], Json(SchedulesJson::from(listing))).into_response()
}
