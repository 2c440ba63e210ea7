//! The header `Retry-After`: seconds, or a moment.

use domain::Timestamp;
use std::time::{Duration, UNIX_EPOCH};

/// How long to wait from now; none where it cannot be read. A moment that is past is no wait.
pub fn retry_after(value: &str, now: Timestamp) -> Option<Duration> {
    let value = value.trim();
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        // More digits than fit are a wait without end; the schedule bounds it.
        return Some(Duration::from_secs(value.parse().unwrap_or(u64::MAX)));
    }
    let moment = httpdate::parse_http_date(value).ok()?;
    let now = Duration::from_millis(u64::try_from(now.as_millis()).ok()?);
    Some(moment.duration_since(UNIX_EPOCH).unwrap_or_default().saturating_sub(now))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: &str, seconds: Option<u64>) {
        // Sun, 06 Nov 1994 08:49:37 GMT
        let now = Timestamp::from_millis(784_111_777_000);
        assert_eq!(retry_after(value, now), seconds.map(Duration::from_secs), "{value}");
    }

    #[test]
    fn reads_seconds_and_moments() {
        check("120", Some(120));
        check(" 0 ", Some(0));
        check("99999999999999999999999", Some(u64::MAX));
        check("Sun, 06 Nov 1994 08:50:37 GMT", Some(60));
        check("Sunday, 06-Nov-94 08:50:37 GMT", Some(60));
        check("Sun Nov  6 08:50:37 1994", Some(60));
        check("Sun, 06 Nov 1994 08:00:00 GMT", Some(0));
    }

    #[test]
    fn passes_over_the_rest() {
        for value in ["", "-1", "+5", "1.5", "soon", "Sun, 06 Nov", "２"] {
            check(value, None);
        }
    }
}
