//! The difference for programs: a JSON Patch, as RFC 6902 has it.

use crate::Snapshot;
use json_patch::{Patch, diff};

/// What turns the older graph's JSON into the newer one's, whole and exact: nothing in it is shortened, and how a number
/// is written counts. Lists are compared place by place, so that a node taken out of the middle of a UI export makes a
/// long patch; the API format has no such lists.
pub fn patch(before: &Snapshot, after: &Snapshot) -> Patch {
    diff(before.json(), after.json())
}
