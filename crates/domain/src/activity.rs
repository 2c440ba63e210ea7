//! How a deployment is doing: what its card shows of its executions.

use crate::{Excerpt, ExecutionId, ExecutionStatus, Timestamp};
use serde::{Deserialize, Serialize};

/// What a deployment did in the last 24 hours, and does now.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activity {
    /// How many run now.
    pub running: u32,
    /// How many wait.
    pub queued: u32,
    /// What ended in each of the last 24 hours, oldest first; empty where nothing did.
    pub hours: Vec<Hour>,
    /// The last that ended, of those that are kept.
    pub last: Option<LastEnd>,
    /// Half of those that succeeded or failed in the last 24 hours took no longer than this, in milliseconds from
    /// beginning to end.
    pub p50_ms: Option<u32>,
    /// Nineteen of twenty took no longer than this.
    pub p95_ms: Option<u32>,
    /// How far the newest of those that run is.
    pub progress: Option<RunProgress>,
}

/// What ended in one hour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hour {
    /// How many succeeded.
    pub succeeded: u32,
    /// How many failed.
    pub failed: u32,
    /// How many were cancelled, begun or not.
    pub cancelled: u32,
}

impl Hour {
    /// How many ended, however they did.
    pub const fn ended(&self) -> u32 {
        self.succeeded + self.failed + self.cancelled
    }
}

/// The last execution that ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastEnd {
    /// Which.
    pub id: ExecutionId,
    /// How.
    pub status: ExecutionStatus,
    /// When.
    pub at: Timestamp,
}

/// How far a run is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunProgress {
    /// Which.
    pub id: ExecutionId,
    /// How many of its nodes are done.
    pub done: u32,
    /// How many there are.
    pub nodes: u32,
    /// What is being run: a node's title or type.
    pub node: Option<Excerpt>,
}

impl Activity {
    /// How many hours it shows.
    pub const HOURS: u32 = 24;

    /// How many ended in the last 24 hours, however they did.
    pub fn executions(&self) -> u32 {
        self.hours.iter().map(Hour::ended).sum()
    }

    /// How many failed in the last 24 hours.
    pub fn failures(&self) -> u32 {
        self.hours.iter().map(|hour| hour.failed).sum()
    }

    /// How many were cancelled in the last 24 hours.
    pub fn cancellations(&self) -> u32 {
        self.hours.iter().map(|hour| hour.cancelled).sum()
    }
}
