//! Makes ids: UUIDs of version 7, from the clock that was handed in and the machine's randomness.

use crate::clock::Clock;
use uuid::{NoContext, Uuid};

/// A UUID that was never used before and sorts after those of earlier milliseconds.
pub(crate) fn new_uuid(clock: &dyn Clock) -> Uuid {
    let millis = u64::try_from(clock.now().as_millis()).unwrap_or_default();
    let nanos = u32::try_from(millis % 1_000 * 1_000_000).unwrap_or_default();
    Uuid::new_v7(uuid::Timestamp::from_unix(NoContext, millis / 1_000, nanos))
}
