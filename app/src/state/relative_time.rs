//! How long ago something was, in the words people use.

use domain::Timestamp;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// `2 days ago`; the exact date where that is more than 60 days.
pub(crate) fn relative(then: Timestamp, now: Timestamp) -> String {
    match now.as_millis() - then.as_millis() {
        ..MINUTE => "just now".to_owned(),
        ago @ MINUTE..HOUR => some(ago / MINUTE, "minute"),
        ago @ HOUR..DAY => some(ago / HOUR, "hour"),
        ago if ago < 60 * DAY => some(ago / DAY, "day"),
        _ => exact(then).chars().take(10).collect(),
    }
}

/// `2026-11-23 21:25 UTC`: what the server says, which does not know the reader's clock.
pub(crate) fn exact(then: Timestamp) -> String {
    let text = then.to_string();
    let minutes: String = text.chars().take(16).map(|c| if c == 'T' { ' ' } else { c }).collect();
    minutes + " UTC"
}

fn some(number: i64, unit: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {unit}{plural} ago")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(seconds: i64, words: &str) {
        let now = Timestamp::from_millis(1_763_933_133_000);
        assert_eq!(relative(Timestamp::from_millis(now.as_millis() - seconds * 1_000), now), words);
    }

    #[test]
    fn uses_the_words_people_use() {
        check(-5, "just now");
        check(59, "just now");
        check(60, "1 minute ago");
        check(7_199, "1 hour ago");
        check(2 * 86_400, "2 days ago");
        check(90 * 86_400, "2025-08-25");
    }

    #[test]
    fn is_exact_in_utc() {
        assert_eq!(exact(Timestamp::from_millis(1_763_933_133_000)), "2025-11-23 21:25 UTC");
    }
}
