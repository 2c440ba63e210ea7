//! Time is handed in, so that tests own it.

use domain::Timestamp;
use futures::future::BoxFuture;
use std::time::{Duration, UNIX_EPOCH};

/// How long is slept at most before the clock is looked at again: it may have been set, or the machine been asleep.
const LONGEST_SLEEP: Duration = Duration::from_secs(30);

/// Tells the time.
pub trait Clock: Send + Sync + 'static {
    /// Now.
    fn now(&self) -> Timestamp;

    /// Returns when it is this time. Safe to drop at any time.
    fn sleep_until(&self, at: Timestamp) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            loop {
                let left = at.as_millis().saturating_sub(self.now().as_millis());
                let Ok(left @ 1..) = u64::try_from(left) else { return };
                tokio::time::sleep(Duration::from_millis(left).min(LONGEST_SLEEP)).await;
            }
        })
    }
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the machine's clock")]
    fn now(&self) -> Timestamp {
        let since_epoch = std::time::SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Timestamp::from_millis(i64::try_from(since_epoch.as_millis()).unwrap_or(i64::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn sleeps_until_it_is_time_and_not_where_it_was() {
        let begun = SystemClock.now();
        SystemClock.sleep_until(Timestamp::from_millis(0)).await;
        let at = Timestamp::from_millis(begun.as_millis() + 20);
        SystemClock.sleep_until(at).await;
        assert!(SystemClock.now() >= at);
    }
}
