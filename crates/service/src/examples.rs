//! The project's own example workflows: something to deploy within ten seconds.

/// What each is called, and its graph in API format.
pub(crate) const ALL: &[(&str, &str)] = &[];
