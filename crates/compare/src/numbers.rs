//! Whether two values are the same to who reads them: numbers by what they are, not by how they are written.

use serde_json::{Number, Value as Json};

/// Whether the two values are the same. The order of members is none of theirs.
pub(crate) fn is_same(one: &Json, other: &Json) -> bool {
    match (one, other) {
        (Json::Number(one), Json::Number(other)) => spelled(one) == spelled(other),
        (Json::Array(one), Json::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_same(one, other))
        }
        (Json::Object(one), Json::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(name, value)| other.get(name).is_some_and(|other| is_same(value, other)))
        }
        _ => one == other,
    }
}

/// A number, written in the one way that all of its spellings share.
pub(crate) fn spelled(number: &Number) -> String {
    match number.as_f64() {
        // Up to here every whole number is one of its own; past it, integers are exact and others are not.
        #[expect(clippy::cast_possible_truncation, reason = "it is whole and fits")]
        Some(float) if number.is_f64() && float.fract() == 0.0 && float.abs() < 1e38 => (float as i128).to_string(),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::is_same;
    use serde_json::{Value, from_str};

    #[track_caller]
    fn check(one: &str, other: &str, expected: bool) {
        let read = |text: &str| from_str::<Value>(text).unwrap();
        assert_eq!(is_same(&read(one), &read(other)), expected, "{one} {other}");
    }

    #[test]
    fn numbers_are_what_they_are_worth() {
        check("1", "1.0", true);
        check("[{\"a\":1,\"b\":2e0}]", "[{\"b\":2,\"a\":1.0}]", true);
        check("0", "-0.0", true);
        check("18446744073709551615", "18446744073709551614", false);
        check("18446744073709551615", "18446744073709551615.0", false);
        check("18446744073709551616", "18446744073709551616.0", true);
        check("1.5", "1.25", false);
        check("1", "\"1\"", false);
        check("1", "true", false);
        check("[1]", "[1,2]", false);
        check("{\"a\":null}", "{}", false);
        check("1e300", "1e300", true);
    }
}
