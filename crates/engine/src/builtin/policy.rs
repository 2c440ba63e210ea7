//! What the operator allows. Plain data.

use crate::{Limits, outbound::AllowedRanges};
use std::{collections::BTreeMap, fmt, sync::Arc};

/// The built-in engine's policy.
#[derive(Debug, Clone)]
pub struct Policy {
    /// What one run may take.
    pub limits: Limits,
    /// How many threads all runs together may keep busy with computing.
    pub threads: u32,
    /// Private addresses that graphs may reach all the same.
    pub allowed_ranges: AllowedRanges,
    /// Keys for other services, by the name that graphs use.
    pub secrets: Arc<BTreeMap<String, Secret>>,
}

/// A key, and the one place it may be sent to. Graphs are kept for ever and shown: they only name it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret {
    /// Where it may be sent: scheme, host and port of a URL, `https://api.example.com`.
    pub origin: String,
    /// The key itself.
    pub value: String,
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Secret").field("origin", &self.origin).finish_non_exhaustive()
    }
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            limits: Limits::default(),
            threads: 4,
            allowed_ranges: AllowedRanges::default(),
            secrets: Arc::default(),
        }
    }
}
