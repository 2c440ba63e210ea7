//! Kept graphs as files: the bytes alone, byte for byte, to be downloaded and imported again.

use crate::{Brine, oops};
use app::context::status_of;
use axum::{
    extract::{Path, State},
    http::{HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use domain::Digest;
use service::ServiceError;

/// `GET /snapshots/{digest}/workflow.json`. What a digest names never changes.
pub(crate) async fn graph_file(State(brine): State<Brine>, Path(digest): Path<String>, uri: Uri) -> Response {
    let nothing = || oops::say(uri.path(), StatusCode::NOT_FOUND, "Nothing here", "No workflow is at this address.");
    let Ok(digest) = digest.parse::<Digest>() else { return nothing() };
    match brine.service.graph(digest).await {
        Ok(bytes) => {
            let headers = [
                (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
                (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"workflow.json\"")),
                (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable")),
            ];
            (headers, bytes).into_response()
        }
        Err(ServiceError::NotFound { .. }) => nothing(),
        Err(error) => {
            tracing::error!(error = ?error, "A graph could not be read");
            oops::say(uri.path(), status_of(&error), "No workflow", "This workflow could not be read.")
        }
    }
}
