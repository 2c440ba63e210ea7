//! Where a run gets its times from.

use domain::Timestamp;

/// Tells the time. Any `Fn() -> Timestamp` is a clock, so that callers hand in their own.
pub trait Clock: Send + Sync + 'static {
    /// Now.
    fn now(&self) -> Timestamp;
}

impl<F: Fn() -> Timestamp + Send + Sync + 'static> Clock for F {
    fn now(&self) -> Timestamp {
        self()
    }
}
