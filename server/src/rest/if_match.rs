//! `If-Match`: a write only where the caller has seen the newest row.

use super::problem::Problem;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use domain::{RowRevision, Workflow};
use service::Expected;

/// The `ETag` of a workflow's row.
pub(super) fn etag(workflow: &Workflow) -> HeaderValue {
    HeaderValue::try_from(format!("\"{}\"", workflow.row)).unwrap_or(HeaderValue::from_static("\"0\""))
}

/// What the caller has seen, of a workflow that is `now` so.
pub(super) fn expected(headers: &HeaderMap, now: &Workflow) -> Result<Expected, Problem> {
    let Some(value) = headers.get(header::IF_MATCH) else { return Ok(Expected::Newest) };
    let text = value.to_str().map_err(|_| malformed())?.trim();
    if text == "*" {
        return Ok(Expected::Newest);
    }
    let mut seen = Vec::new();
    for tag in text.split(',').map(str::trim) {
        let quoted = tag.strip_prefix("W/").unwrap_or(tag);
        let inner = quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).ok_or_else(malformed)?;
        // Weak tags never match, and tags that are not ours name no row.
        let row = if tag.starts_with("W/") { None } else { inner.parse().ok() };
        seen.push(RowRevision::new(row.unwrap_or_default()));
    }
    Ok(Expected::Row(if seen.contains(&now.row) { now.row } else { seen[0] }))
}

fn malformed() -> Problem {
    let details = "`If-Match` is `*` or one or more ETags in double quotes, as answers give them";
    Problem::new(StatusCode::BAD_REQUEST, "Malformed If-Match", details)
}
