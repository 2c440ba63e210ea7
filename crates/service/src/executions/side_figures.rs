//! How a deployment does since a moment: what the sides of a trial are compared by.

use super::{Target, doing::percentile};
use crate::Service;
use domain::{DeploymentId, ExecutionState, Timestamp};

/// How many of the newest executions are looked at: a trial is judged by what it does now.
const NEWEST: usize = 1_000;

/// What a deployment did since a moment, with requests by whatever way; of at most 1,000, the newest.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SideFigures {
    /// How many succeeded.
    pub succeeded: u32,
    /// How many failed.
    pub failed: u32,
    /// Half of them took no longer, in milliseconds from beginning to end.
    pub p50_ms: Option<u32>,
    /// Nineteen of twenty took no longer.
    pub p95_ms: Option<u32>,
}

impl Service {
    /// What a deployment did with the requests that were accepted since a moment.
    pub(crate) fn figures(&self, of: DeploymentId, since: Timestamp) -> SideFigures {
        let mut figures = SideFigures::default();
        let mut took = Vec::new();
        let newest = self.runs.board.newest(Target::Deployment(of), NEWEST);
        for row in newest.take_while(|it| it.accepted_at >= since) {
            match &row.state {
                ExecutionState::Succeeded { .. } => figures.succeeded += 1,
                ExecutionState::Failed { .. } => figures.failed += 1,
                _ => continue,
            }
            if let (Some(begun), Some(ended)) = (row.state.begun_at(), row.state.ended_at()) {
                took.push(u32::try_from(ended.as_millis() - begun.as_millis()).unwrap_or(u32::MAX));
            }
        }
        took.sort_unstable();
        (figures.p50_ms, figures.p95_ms) = (percentile(&took, 50), percentile(&took, 95));
        figures
    }
}
