//! Where the next page of a list begins, as an opaque text.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::InvalidQuery;
use serde::{Serialize, de::DeserializeOwned};

/// How many items a page has where the client does not say.
pub(crate) const DEFAULT_LIMIT: u32 = 50;
/// How many items a page may have.
pub(crate) const MAX_LIMIT: u32 = 200;

/// Writes a place as a cursor.
pub(crate) fn write<T: Serialize>(place: &T) -> Option<String> {
    serde_json::to_vec(place).ok().map(|json| URL_SAFE_NO_PAD.encode(json))
}

/// Reads a cursor.
///
/// # Errors
/// Where it was not written by [`write`] for the same kind of place.
pub(crate) fn read<T: DeserializeOwned>(cursor: &str) -> Result<T, InvalidQuery> {
    let json = URL_SAFE_NO_PAD.decode(cursor).ok();
    json.and_then(|json| serde_json::from_slice(&json).ok()).ok_or_else(unknown)
}

/// Says that a cursor does not belong to this list.
pub(crate) fn unknown() -> InvalidQuery {
    InvalidQuery::new("cursor", "is the `next_cursor` of an answer to the same query")
}

/// Reads the `limit` parameter.
///
/// # Errors
/// Where it is no number from 1 to [`MAX_LIMIT`].
pub(crate) fn limit(text: &str) -> Result<u32, InvalidQuery> {
    let number = text.parse().ok().filter(|number| (1..=MAX_LIMIT).contains(number));
    number.ok_or_else(|| InvalidQuery::new("limit", format_args!("is a number from 1 to {MAX_LIMIT}")))
}
