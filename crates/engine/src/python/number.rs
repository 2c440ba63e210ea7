//! Numbers as Python prints and reads them.

use super::space::strip;

/// `repr` of a float: the shortest text that reads back the same, and always recognisably a float.
pub(crate) fn float_text(value: f64) -> String {
    if value.is_nan() {
        return "nan".to_owned();
    }
    if value.is_infinite() {
        return if value > 0.0 { "inf" } else { "-inf" }.to_owned();
    }
    // `{:e}` has the shortest digits; where the point goes is what differs.
    let text = format!("{value:e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent: i32 = exponent.parse().unwrap_or_default();
    if (-4..16).contains(&exponent) {
        let plain = format!("{value}");
        return if plain.contains('.') { plain } else { plain + ".0" };
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{mantissa}e{sign}{:02}", exponent.abs())
}

/// `int` of a text, in base 10.
pub(crate) fn parse_int(text: &str) -> Option<i128> {
    let text = strip(text);
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let plain = without_underscores(digits)?;
    if plain.is_empty() || !plain.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    // More than 38 digits are beyond every bound there is.
    let value = plain.parse().unwrap_or(i128::MAX);
    Some(if text.starts_with('-') { -value } else { value })
}

/// `float` of a text.
pub(crate) fn parse_float(text: &str) -> Option<f64> {
    without_underscores(strip(text))?.parse().ok()
}

/// Takes the underscores out of `1_000`: each must stand between two digits.
fn without_underscores(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let is_digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    let misplaced = |at: usize| !is_digit(at.checked_sub(1)) || !is_digit(Some(at + 1));
    let mut underscores = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'_').map(|(at, _)| at);
    (!underscores.any(misplaced)).then(|| text.replace('_', ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_floats_as_python_does() {
        for (value, text) in [
            (0.0, "0.0"),
            (-0.0, "-0.0"),
            (1.0, "1.0"),
            (0.1 + 0.2, "0.30000000000000004"),
            (1e15, "1000000000000000.0"),
            (1e16, "1e+16"),
            (1.5e-5, "1.5e-05"),
            (1e-4, "0.0001"),
            (5e-324, "5e-324"),
            (f64::MAX, "1.7976931348623157e+308"),
            (f64::NEG_INFINITY, "-inf"),
        ] {
            assert_eq!(float_text(value), text);
        }
    }

    #[test]
    fn reads_numbers_as_python_does() {
        for (text, number) in [
            ("1_0", Some(10)),
            (" -7\n", Some(-7)),
            ("1__0", None),
            ("_1", None),
            ("1.0", None),
            ("", None),
            ("+", None),
        ] {
            assert_eq!(parse_int(text), number, "{text}");
        }
        for (text, number) in [
            (" 1_0.5e-1 ", Some(1.05)),
            ("Infinity", Some(f64::INFINITY)),
            (".5", Some(0.5)),
            ("1_", None),
            ("", None),
            ("1e", None),
        ] {
            assert_eq!(parse_float(text), number, "{text}");
        }
    }
}
