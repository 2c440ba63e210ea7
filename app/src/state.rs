//! What the pages decide, apart from what they draw: plain functions that a test reaches.

pub(crate) mod relative_time;
pub(crate) mod shown_deployments;
