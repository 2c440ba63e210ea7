//! What a request is called in the log and in its answer: `x-request-id`.

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use std::sync::atomic::{AtomicU64, Ordering};
use uuid::Uuid;

/// The header, in requests and answers.
pub(crate) const HEADER: HeaderName = HeaderName::from_static("x-request-id");
/// How long an id may be that a client chose.
const MAX_CHARS: usize = 64;

/// Makes ids: a random beginning for each process, then a counter.
#[derive(Debug)]
pub(crate) struct RequestIds {
    process: String,
    next: AtomicU64,
}

impl Default for RequestIds {
    fn default() -> Self {
        let mut process = Uuid::new_v4().simple().to_string();
        process.truncate(8);
        Self { process, next: AtomicU64::new(1) }
    }
}

impl RequestIds {
    /// The request's own id where it has one that can be written anywhere, else a new one.
    pub(crate) fn of(&self, headers: &HeaderMap) -> HeaderValue {
        match headers.get(HEADER) {
            Some(id) if is_plain(id.as_bytes()) => id.clone(),
            _ => self.make(),
        }
    }

    fn make(&self) -> HeaderValue {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        HeaderValue::try_from(format!("{}-{number}", self.process)).unwrap_or(HeaderValue::from_static("unnamed"))
    }
}

fn is_plain(id: &[u8]) -> bool {
    let allowed = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.".contains(byte);
    (1..=MAX_CHARS).contains(&id.len()) && id.iter().all(allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_only_what_can_be_written_anywhere() {
        let ids = RequestIds::default();
        for (sent, taken) in
            [("abc-1.2_X", true), ("", false), ("a b", false), ("a\"b", false), (&*"x".repeat(65), false)]
        {
            let headers = HeaderMap::from_iter([(HEADER, HeaderValue::from_str(sent).unwrap())]);
            assert_eq!(ids.of(&headers) == sent, taken, "{sent}");
        }
        assert_ne!(ids.of(&HeaderMap::new()), ids.of(&HeaderMap::new()));
    }
}
