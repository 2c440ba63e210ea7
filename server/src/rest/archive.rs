//! `GET /api/v1/deployments/archive`: the files of many deployments as one.

use super::{attachment::attachment, query::Pairs};
use crate::{Brine, problem::Problem};
use axum::{
    body::Body,
    extract::State,
    http::{HeaderValue, Uri, header},
    response::{IntoResponse as _, Response},
};
use domain::{DeploymentQuery, InvalidQuery};
use service::{Chosen, ServiceError};

/// Many deployments as one ZIP archive, made while it is sent.
///
/// A file of `/api/v1/deployments/{id}/download` for each, and `manifest.json`, which lists each file with id, version and digest, and what is missing, for
/// it was deleted meanwhile. At most 1,000: those that `id` names, or all that the other parameters find.
#[utoipa::path(
    get, path = "/api/v1/deployments/archive", tag = "deployments",
    params(
        ("id" = Option<Vec<String>>, Query, description = "A deployment; as often as there are some"),
        ("status" = Option<String>, Query, description = "Where no `id` is given: `all`, `running` (also `online`) or `paused`"),
        ("type" = Option<String>, Query, description = "`api`, `discord` or `webform`"),
        ("q" = Option<String>, Query, description = "Words that all occur in the name, the workflow's name, the version, the id or the digest"),
    ),
    responses(
        (status = 200, description = "The archive", content_type = "application/zip",
            headers(("Content-Disposition" = String, description = "The file's name"))),
        (status = 400, description = "A parameter has no meaning", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "More than 1,000 are meant", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn archive(State(brine): State<Brine>, uri: Uri) -> Result<Response, Problem> {
    let chosen = chosen(&Pairs::of(&uri)).map_err(ServiceError::from)?;
    let pieces = brine.service.archive(chosen)?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/zip")),
        (header::CONTENT_DISPOSITION, attachment("deployments.zip")),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache")),
    ];
    Ok((headers, Body::from_stream(pieces)).into_response())
}

fn chosen(pairs: &Pairs) -> Result<Chosen, InvalidQuery> {
    let ids = pairs.iter().filter(|(name, _)| *name == "id");
    let ids: Vec<_> =
        ids.map(|(_, id)| id.parse().map_err(|error| InvalidQuery::new("id", error))).collect::<Result<_, _>>()?;
    if ids.is_empty() { DeploymentQuery::from_pairs(pairs.iter()).map(Chosen::Query) } else { Ok(Chosen::Ids(ids)) }
}
