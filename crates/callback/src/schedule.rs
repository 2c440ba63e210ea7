//! When a callback is tried again, as plain data: ten tries over about 75 hours.

use std::time::Duration;

/// How often a callback is tried at most. One that somebody replays after that is tried once more each time.
pub const TRIES: u32 = 10;

/// How long a receiver's `Retry-After` can put the next try off.
pub const LONGEST_WAIT: Duration = Duration::from_hours(24);

/// The waits between the tries, before jitter: 75 h 35 min 5 s in all, as Standard Webhooks proposes.
pub const WAITS: [Duration; TRIES as usize - 1] = [
    Duration::from_secs(5),
    Duration::from_mins(5),
    Duration::from_mins(30),
    Duration::from_hours(2),
    Duration::from_hours(5),
    Duration::from_hours(10),
    Duration::from_hours(14),
    Duration::from_hours(20),
    Duration::from_hours(24),
];

/// How long to wait after so many failed tries; none after the last. The random number spreads the wait evenly
/// over eight hundredths less to eight more, so that what failed together does not come back together. (With ten, the
/// last wait could be shorter than the one before it.)
pub fn wait_after(tries: u32, random: u64) -> Option<Duration> {
    let wait = WAITS.get(tries.checked_sub(1)? as usize)?;
    let thousandths = 920 + u32::try_from(random % 161).unwrap_or(0);
    Some(*wait * thousandths / 1000)
}

/// The same, where the receiver wishes to be left alone for a while: that can only lengthen the wait, up to
/// [`LONGEST_WAIT`].
pub fn wait_as_wished(tries: u32, random: u64, wish: Option<Duration>) -> Option<Duration> {
    let wait = wait_after(tries, random)?;
    Some(wish.map_or(wait, |wish| wait.max(wish.min(LONGEST_WAIT))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HOUR: u64 = 3600;

    proptest! {
        /// Whatever the dice say: ten tries, each wait longer than the one before, about 75 hours in all.
        #[test]
        fn ten_tries_over_75_hours(random in prop::collection::vec(any::<u64>(), 20)) {
            let waits: Vec<_> = (1..).zip(&random).map_while(|(tries, random)| wait_after(tries, *random)).collect();
            prop_assert_eq!(waits.len() + 1, 10);
            prop_assert!(waits.is_sorted_by(|a, b| a < b), "{:?}", waits);
            for (wait, plain) in waits.iter().zip(WAITS) {
                prop_assert!(*wait >= plain * 92 / 100 && *wait <= plain * 108 / 100);
            }
            let all = waits.iter().sum::<Duration>().as_secs();
            prop_assert!((69 * HOUR..=82 * HOUR).contains(&all), "{} h", all / HOUR);
        }

        /// A wish lengthens, never shortens, and not without end; it never makes an eleventh try.
        #[test]
        fn a_wish_is_bounded(tries in 0..20_u32, random: u64, wish in any::<Option<u64>>()) {
            let wish = wish.map(Duration::from_secs);
            let (plain, wished) = (wait_after(tries, random), wait_as_wished(tries, random, wish));
            prop_assert_eq!(plain.is_none(), wished.is_none());
            if let (Some(plain), Some(wished)) = (plain, wished) {
                prop_assert!(wished >= plain && wished <= plain.max(LONGEST_WAIT));
                prop_assert!(wish.is_none_or(|wish| wished >= wish.min(LONGEST_WAIT)));
            }
        }
    }

    #[test]
    fn adds_up_to_75_hours() {
        assert_eq!(WAITS.iter().sum::<Duration>(), Duration::from_secs(75 * HOUR + 35 * 60 + 5));
    }
}
