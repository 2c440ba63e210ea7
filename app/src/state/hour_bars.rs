//! The last 24 hours as bars: three paths in a box of [`WIDTH`] by [`HEIGHT`], so that a chart is a few nodes.

use domain::{Activity, Hour};

/// How wide the box is: a bar of 3 and a gap of 1 an hour.
pub(crate) const WIDTH: u32 = Activity::HOURS * 4 - 1;
/// How high it is.
pub(crate) const HEIGHT: u32 = 24;
/// Less than this is not seen, or not divided.
const LOWEST: u32 = 3;

/// The bars' outlines. Failures stand on the ground, where they are compared; on them what was cancelled, and the rest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct HourBars {
    /// What succeeded.
    pub(crate) succeeded: String,
    /// What failed.
    pub(crate) failed: String,
    /// What was cancelled.
    pub(crate) cancelled: String,
    /// How many ended in the busiest hour.
    pub(crate) most: u32,
}

/// Draws hours, oldest first; those that are missing are the oldest.
pub(crate) fn hour_bars(hours: &[Hour]) -> HourBars {
    let most = hours.iter().map(Hour::ended).max().unwrap_or_default();
    let mut bars = HourBars { most, ..HourBars::default() };
    let mut x = WIDTH + 1;
    for hour in hours.iter().rev().take(Activity::HOURS as usize) {
        x -= 4;
        // Of each kind that there is at least a line is seen.
        let all = height(hour.ended(), most);
        let (some_succeeded, some_cancelled) = (hour.succeeded.min(1), hour.cancelled.min(1));
        let failed = match some_succeeded + some_cancelled {
            0 => all,
            others => height(hour.failed, most).min(all - others),
        };
        let cancelled = match some_succeeded {
            0 => all - failed,
            _ => height(hour.cancelled, most).min(all - failed - some_succeeded),
        };
        bar(&mut bars.failed, x, HEIGHT, failed);
        bar(&mut bars.cancelled, x, HEIGHT - failed, cancelled);
        bar(&mut bars.succeeded, x, HEIGHT - failed - cancelled, all - failed - cancelled);
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

    fn hour(succeeded: u32, failed: u32, cancelled: u32) -> Hour {
        Hour { succeeded, failed, cancelled }
    }

    #[test]
    fn the_newest_hour_is_the_last_bar() {
        let hours = [hour(4, 0, 0), hour(1, 1, 0)];
        let bars = hour_bars(&hours);
        assert_eq!(bars.succeeded, "M92 18v-6h3v6zM88 24v-24h3v24z");
        assert_eq!(bars.failed, "M92 24v-6h3v6z");
        assert_eq!(bars.most, 4);
    }

    #[test]
    fn one_failure_among_many_is_seen() {
        let bars = hour_bars(&[hour(10_000, 1, 0)]);
        assert_eq!(bars.failed, "M92 24v-3h3v3z");
    }

    #[test]
    fn what_was_cancelled_stands_on_what_failed() {
        let bars = hour_bars(&[hour(0, 0, 0), hour(0, 1, 1), hour(1, 1, 2)]);
        assert_eq!(bars.failed, "M92 24v-6h3v6zM88 24v-6h3v6z");
        assert_eq!(bars.cancelled, "M92 18v-12h3v12zM88 18v-6h3v6z");
        assert_eq!(bars.succeeded, "M92 6v-6h3v6z");
        let low = hour_bars(&[hour(1, 1, 1), hour(10_000, 0, 0)]);
        assert_eq!(
            [low.failed, low.cancelled, low.succeeded],
            ["M88 24v-1h3v1z", "M88 23v-1h3v1z", "M92 24v-24h3v24zM88 22v-1h3v1z"]
        );
    }

    proptest! {
        #[test]
        fn bars_stay_in_their_box(hours in proptest::collection::vec((0_u32..100_000, 0_u32..100_000, 0_u32..100_000), 0..40)) {
            let hours: Vec<_> = hours.into_iter().map(|(succeeded, failed, cancelled)| hour(succeeded, failed, cancelled)).collect();
            let bars = hour_bars(&hours);
            for bar in [&*bars.succeeded, &bars.failed, &bars.cancelled].concat().split('M').filter(|bar| !bar.is_empty()) {
                let numbers: Vec<u32> = bar.split(|c: char| !c.is_ascii_digit()).filter_map(|it| it.parse().ok()).collect();
                prop_assert!(numbers[0] + 3 <= WIDTH && numbers[1] <= HEIGHT && numbers[2] <= numbers[1], "{}", bar);
            }
        }
    }
}
