//! How long something took and how large something is, in few words. Whole numbers alone: a browser pays for others.

/// `12 ms`, `1.2 s`, `2 min 5 s`, `1 h 2 min`.
pub(crate) fn took(millis: i64) -> String {
    let two =
        |large: i64, unit: &str, small: i64, rest: &str| [&*large.to_string(), unit, &small.to_string(), rest].concat();
    match millis.max(0) {
        millis @ ..1_000 => [&*millis.to_string(), " ms"].concat(),
        millis @ ..60_000 => two(millis / 1_000, ".", millis % 1_000 / 100, " s"),
        millis @ ..3_600_000 => two(millis / 60_000, " min ", millis % 60_000 / 1_000, " s"),
        millis => two(millis / 3_600_000, " h ", millis % 3_600_000 / 60_000, " min"),
    }
}

/// `12 bytes`, `34 kB`, `5.6 MB`.
pub(crate) fn size(bytes: u64) -> String {
    match bytes {
        1 => "1 byte".to_owned(),
        ..1_000 => [&*bytes.to_string(), " bytes"].concat(),
        1_000..1_000_000 => [&*(bytes / 1_000).to_string(), " kB"].concat(),
        _ => [&*(bytes / 1_000_000).to_string(), ".", &(bytes % 1_000_000 / 100_000).to_string(), " MB"].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_have_two_figures_that_matter() {
        let words = [-3, 0, 999, 1_000, 59_999, 60_000, 3_599_000, 3_720_000].map(took);
        assert_eq!(words, ["0 ms", "0 ms", "999 ms", "1.0 s", "59.9 s", "1 min 0 s", "59 min 59 s", "1 h 2 min"]);
    }

    #[test]
    fn sizes_have_the_unit_that_fits() {
        let words = [0, 1, 999, 34_567, 5_650_000].map(size);
        assert_eq!(words, ["0 bytes", "1 byte", "999 bytes", "34 kB", "5.6 MB"]);
    }
}
