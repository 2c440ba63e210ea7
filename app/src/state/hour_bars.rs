//! The last 24 hours as bars: two paths in a box of [`WIDTH`] by [`HEIGHT`], so that a chart is a few nodes.

use domain::{Activity, Hour};

/// How wide the box is: a bar of 3 and a gap of 1 an hour.
pub(crate) const WIDTH: u32 = Activity::HOURS * 4 - 1;
/// How high it is.
pub(crate) const HEIGHT: u32 = 24;
/// Less than this is not seen.
const LOWEST: u32 = 2;

/// The bars' outlines. Failures stand on the ground, where they are compared; the rest stands on them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct HourBars {
    /// What succeeded.
    pub(crate) succeeded: String,
    /// What failed.
    pub(crate) failed: String,
    /// How many ended in the busiest hour.
    pub(crate) most: u32,
}

/// Draws hours, oldest first; those that are missing are the oldest.
pub(crate) fn hour_bars(hours: &[Hour]) -> HourBars {
    let most = hours.iter().map(|hour| hour.succeeded + hour.failed).max().unwrap_or_default();
    let mut bars = HourBars { most, ..HourBars::default() };
    let mut x = WIDTH + 1;
    for hour in hours.iter().rev().take(Activity::HOURS as usize) {
        x -= 4;
        let all = height(hour.succeeded + hour.failed, most);
        let failed = if hour.succeeded == 0 { all } else { height(hour.failed, most).min(all - all / 2) };
        bar(&mut bars.failed, x, HEIGHT, failed);
        bar(&mut bars.succeeded, x, HEIGHT - failed, all - failed);
    }
    bars
}

fn height(number: u32, most: u32) -> u32 {
    if number == 0 { 0 } else { (number.saturating_mul(HEIGHT) / most).max(LOWEST) }
}

fn bar(path: &mut String, x: u32, ground: u32, height: u32) {
    if height > 0 {
        let [x, ground, height] = [x, ground, height].map(|number| number.to_string());
        for part in ["M", &x, " ", &ground, "v-", &height, "h3v", &height, "z"] {
            path.push_str(part);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_newest_hour_is_the_last_bar() {
        let hours = [Hour { succeeded: 4, failed: 0 }, Hour { succeeded: 1, failed: 1 }];
        let bars = hour_bars(&hours);
        assert_eq!(bars.succeeded, "M92 18v-6h3v6zM88 24v-24h3v24z");
        assert_eq!(bars.failed, "M92 24v-6h3v6z");
        assert_eq!(bars.most, 4);
    }

    #[test]
    fn one_failure_among_many_is_seen() {
        let bars = hour_bars(&[Hour { succeeded: 10_000, failed: 1 }]);
        assert_eq!(bars.failed, "M92 24v-2h3v2z");
    }

    proptest! {
        #[test]
        fn bars_stay_in_their_box(hours in proptest::collection::vec((0_u32..100_000, 0_u32..100_000), 0..40)) {
            let hours: Vec<_> = hours.into_iter().map(|(succeeded, failed)| Hour { succeeded, failed }).collect();
            let bars = hour_bars(&hours);
            for bar in bars.succeeded.split('M').chain(bars.failed.split('M')).filter(|bar| !bar.is_empty()) {
                let numbers: Vec<u32> = bar.split(|c: char| !c.is_ascii_digit()).filter_map(|it| it.parse().ok()).collect();
                prop_assert!(numbers[0] + 3 <= WIDTH && numbers[1] <= HEIGHT && numbers[2] <= numbers[1], "{}", bar);
            }
        }
    }
}
