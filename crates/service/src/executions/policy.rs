//! How much is run at once, how long it is waited for, and how long it is kept. Plain data.

use std::time::Duration;

/// The operator's limits of executions.
#[derive(Debug, Clone)]
pub struct ExecutionPolicy {
    /// How many run at once, all together.
    pub at_once: u32,
    /// How many of one deployment, or tests of one workflow, run at once.
    pub at_once_each: u32,
    /// How many of one deployment wait at most; more are refused.
    pub waiting_each: u32,
    /// For how long a worker holds an execution without saying that it lives: as long a crash delays what it ran.
    pub lease: Duration,
    /// How often an execution is begun again after crashes before it fails.
    pub claims: u32,
    /// How long an engine that does not answer is waited for.
    pub engine_patience: Duration,
    /// How long the key of a request is kept.
    pub key_life: Duration,
    /// How many executions of one deployment are kept; those that are not over count and stay.
    pub kept_each: u32,
    /// How long one is kept after it ended.
    pub kept_for: Duration,
    /// How long the snapshot of a deleted deployment is kept; none means for ever.
    pub snapshots_kept_for: Option<Duration>,
}

impl Default for ExecutionPolicy {
    fn default() -> Self {
        Self {
            at_once: 128,
            at_once_each: 32,
            waiting_each: 1_000,
            lease: Duration::from_secs(15),
            claims: 3,
            engine_patience: Duration::from_secs(300),
            key_life: Duration::from_secs(72 * 3_600),
            kept_each: 10_000,
            kept_for: Duration::from_secs(30 * 24 * 3_600),
            snapshots_kept_for: Some(Duration::from_secs(90 * 24 * 3_600)),
        }
    }
}
