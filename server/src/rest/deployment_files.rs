//! What can be taken home: a deployment's file, and its snapshot's bytes alone.

use super::{deployments::deployment_id, problem::Problem};
use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use service::Service;
use std::fmt::Write as _;

/// The deployment's configuration, and its graph byte for byte; importing it gives the same workflow.
#[utoipa::path(get, path = "/api/v1/deployments/{id}/download", params(("id" = String, Path)), responses((status = 200, content_type = "application/json", body = Object), (status = "4XX", body = Problem)))]
pub(super) async fn download(State(service): State<Service>, Path(id): Path<String>) -> Result<Response, Problem> {
    let (file_name, text) = service.download(deployment_id(&id)?).await?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
        (header::CONTENT_DISPOSITION, attachment(&file_name)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, text).into_response())
}

/// The snapshot's bytes alone, as they were deployed.
#[utoipa::path(get, path = "/api/v1/deployments/{id}/workflow", params(("id" = String, Path)), responses((status = 200, content_type = "application/json", body = Object), (status = 304), (status = "4XX", body = Problem)))]
pub(super) async fn workflow(
    State(service): State<Service>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let deployment = service.deployment(deployment_id(&id)?)?;
    let tag = format!("\"{}\"", deployment.digest);
    let known = headers.get(header::IF_NONE_MATCH).and_then(|it| it.to_str().ok()).unwrap_or_default();
    let etag = HeaderValue::try_from(&tag).unwrap_or(HeaderValue::from_static("\"\""));
    if known == "*" || known.split(',').any(|one| one.trim().trim_start_matches("W/") == tag) {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, etag)]).into_response());
    }
    let bytes = service.graph(deployment.digest).await?;
    let headers = [(header::CONTENT_TYPE, HeaderValue::from_static("application/json")), (header::ETAG, etag)];
    Ok((headers, bytes).into_response())
}

/// `Content-Disposition` as RFC 6266 has it: a plain name for old readers, and the real one.
fn attachment(file_name: &str) -> HeaderValue {
    let plain: String = file_name.chars().map(|c| if c.is_ascii_graphic() || c == ' ' { c } else { '_' }).collect();
    let mut exact = String::new();
    for byte in file_name.bytes() {
        // An error cannot happen: the text is in memory.
        let _ = if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            exact.write_char(char::from(byte))
        } else {
            write!(exact, "%{byte:02X}")
        };
    }
    let text = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{exact}");
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("attachment; filename=\"deployment.json\""))
}
