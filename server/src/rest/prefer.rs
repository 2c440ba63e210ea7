//! How long a client would rather wait than ask again: `Prefer: wait=30` (RFC 7240).

use axum::http::{HeaderMap, HeaderName};
use std::time::Duration;

/// How long a request is held open at most.
pub(crate) const MAX_WAIT_SECONDS: u64 = 60;
/// The header's name.
const PREFER: HeaderName = HeaderName::from_static("prefer");

/// How long the client would wait; none where it says nothing of it. More than is allowed is cut.
pub(crate) fn wait(headers: &HeaderMap) -> Option<Duration> {
    let preferences = headers.get_all(PREFER).into_iter().filter_map(|value| value.to_str().ok());
    let mut parts = preferences.flat_map(|value| value.split(','));
    let wait =
        parts.find_map(|it| it.split(';').next()?.trim().to_ascii_lowercase().strip_prefix("wait=")?.parse().ok());
    wait.map(|seconds: u64| Duration::from_secs(seconds.min(MAX_WAIT_SECONDS)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_clients_send() {
        let of = |value: &str| wait(&HeaderMap::from_iter([(PREFER, value.parse().unwrap())])).map(|it| it.as_secs());
        assert_eq!(of("wait=30"), Some(30));
        assert_eq!(of("respond-async, Wait=5; x=1"), Some(5));
        assert_eq!(of("wait=9999"), Some(MAX_WAIT_SECONDS));
        assert_eq!(of("wait=soon"), None);
        assert_eq!(wait(&HeaderMap::new()), None);
    }
}
