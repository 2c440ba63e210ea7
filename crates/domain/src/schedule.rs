//! What is done with a deployment at which times, and what came of it so far.
//!
//! When a cron expression is due needs a calendar of time zones: the service reads it.

use crate::{Excerpt, ExecutionId, PauseMode, Reason, RowRevision, ScheduleId, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

/// One thing that is done with a deployment when its time comes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    /// Its name; it keeps it when it is changed, or carried over to the deployment's next version.
    pub id: ScheduleId,
    /// What is done, and when.
    pub work: ScheduledWork,
    /// Why, in the words of whoever set it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// When it was set as it is: what would have been due before is none of its business.
    pub set_at: Timestamp,
}

/// What is done, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum ScheduledWork {
    /// The deployment is paused, once.
    Pause {
        /// When.
        at: Timestamp,
        /// What becomes of requests.
        mode: PauseMode,
    },
    /// The deployment is resumed, once.
    Resume {
        /// When.
        at: Timestamp,
    },
    /// The deployment is run, again and again.
    Run {
        /// When: five fields, in the zone's own time.
        cron: String,
        /// The name of a time zone, as `Europe/Berlin`.
        time_zone: String,
        /// What it is given: the `workflow_input` of a request.
        inputs: Json,
    },
}

/// What came of a schedule so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScheduleNotes {
    /// Which schedule.
    pub schedule: ScheduleId,
    /// Whatever was due until then is settled: done, refused or missed.
    pub through: Timestamp,
    /// The last time that it was not missed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<LastDue>,
    /// The runs that it missed.
    #[serde(default)]
    pub missed: Missed,
}

/// What came of one time at which something was due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastDue {
    /// When it was due.
    pub due: Timestamp,
    /// When it was done, or refused.
    pub at: Timestamp,
    /// Whether it was done late, for the server was not running when it was due.
    pub is_late: bool,
    /// What came of it.
    pub outcome: ScheduleOutcome,
}

/// What came of something that was due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScheduleOutcome {
    /// The deployment was paused, or resumed.
    Done,
    /// The deployment was so already.
    Unchanged,
    /// A run was accepted.
    Accepted {
        /// Which execution it is.
        execution: ExecutionId,
    },
    /// It was refused, and is not tried again.
    Refused {
        /// Why.
        why: Excerpt,
    },
}

/// Runs that did not happen: the server was not running when they were due, or could not begin them within a minute.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missed {
    /// How many; at least so many where it was away for long.
    pub count: u32,
    /// When the last of them was due.
    pub last: Option<Timestamp>,
}

/// A schedule as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScheduleStanding {
    /// The schedule.
    pub schedule: Schedule,
    /// The last time that it was not missed.
    pub last: Option<LastDue>,
    /// The runs that it missed.
    pub missed: Missed,
    /// When it is due next; none where it is over.
    pub next: Option<Timestamp>,
}

/// Every schedule of a deployment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScheduleListing {
    /// Grows whenever they are set, not when something is due; 0 where none were ever set.
    pub row: RowRevision,
    /// The schedules, as they were set.
    pub items: Vec<ScheduleStanding>,
}

impl Schedule {
    /// How many a deployment has at most.
    pub const MAX_EACH: u32 = 20;
}

impl ScheduledWork {
    /// The word on the wire.
    pub const fn action(&self) -> &'static str {
        match self {
            Self::Pause { .. } => "pause",
            Self::Resume { .. } => "resume",
            Self::Run { .. } => "run",
        }
    }

    /// When it is done, where that is once.
    pub const fn once_at(&self) -> Option<Timestamp> {
        match self {
            Self::Pause { at, .. } | Self::Resume { at } => Some(*at),
            Self::Run { .. } => None,
        }
    }
}

impl ScheduleNotes {
    /// Nothing has come of it yet.
    pub fn none_of(schedule: &Schedule) -> Self {
        Self { schedule: schedule.id, through: schedule.set_at, last: None, missed: Missed::default() }
    }
}

impl Missed {
    /// These, and some more.
    #[must_use]
    pub fn and(self, more: Self) -> Self {
        Self { count: self.count.saturating_add(more.count), last: more.last.or(self.last) }
    }
}
