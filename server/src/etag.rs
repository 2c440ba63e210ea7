//! Whether a client already has what it asks for.

use axum::http::{HeaderMap, HeaderValue, header};

/// Whether `If-None-Match` names this tag. Weak comparison, as RFC 9110 says.
pub(crate) fn not_modified(headers: &HeaderMap, etag: &HeaderValue) -> bool {
    let Ok(etag) = etag.to_str() else { return false };
    let seen = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    seen.flat_map(|value| value.split(',')).map(str::trim).any(|tag| tag == "*" || tag.trim_start_matches("W/") == etag)
}
