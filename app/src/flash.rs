//! A few words about what just happened, carried over a redirect.

/// What the page before left to be said on this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flash(pub String);
