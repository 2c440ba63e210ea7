//! Schedules on the wire, both ways.

use crate::problem::Problem;
use domain::{
    LastDue, Missed, PauseMode, Reason, ScheduleListing, ScheduleOutcome, ScheduleStanding, ScheduledWork, Timestamp,
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use service::{ScheduleOrder, ServiceError};
use utoipa::ToSchema;

/// The zone of a schedule that names none.
const UTC: &str = "UTC";

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum ActionJson {
    /// The deployment is paused, once, at `at`.
    Pause,
    /// The deployment is resumed, once, at `at`.
    Resume,
    /// The deployment is run whenever `cron` is due.
    Run,
}

/// A schedule as it is set.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ScheduleBody {
    /// Which schedule of the deployment this is; none makes a new one.
    #[schema(value_type = Option<String>, format = Uuid)]
    id: Option<String>,
    /// What is done.
    action: ActionJson,
    /// When, once: for `pause` and `resume`.
    #[schema(value_type = Option<String>, format = DateTime)]
    at: Option<String>,
    /// What a pause does to requests: `finish`, `hold` or `stop`; `finish` where nothing is said.
    #[schema(value_type = Option<String>)]
    mode: Option<String>,
    /// When, again and again: minute, hour, day of the month, month, day of the week; or `@daily`. For `run`.
    cron: Option<String>,
    /// In which zone's time: as `Europe/Berlin`; `UTC` where nothing is said. For `run`.
    time_zone: Option<String>,
    /// What it is given, as a request gives it. For `run`.
    workflow_input: Option<Value>,
    /// Why; at most 500 characters.
    #[schema(max_length = 500)]
    reason: Option<String>,
}

/// All schedules of a deployment.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct SchedulesJson {
    /// Each of them, in the order in which they were set.
    schedules: Vec<ScheduleJson>,
}

/// A schedule, and what came of it.
#[derive(Debug, Clone, Serialize, ToSchema)]
struct ScheduleJson {
    /// Its name; it stays when the schedule is carried over to the next version.
    #[schema(format = Uuid)]
    id: String,
    /// What is done: `pause`, `resume` or `run`.
    action: &'static str,
    /// When, once.
    #[schema(format = DateTime)]
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<String>,
    /// What a pause does to requests.
    #[serde(skip_serializing_if = "Option::is_none")]
    mode: Option<&'static str>,
    /// When, again and again.
    #[serde(skip_serializing_if = "Option::is_none")]
    cron: Option<String>,
    /// In which zone's time.
    #[serde(skip_serializing_if = "Option::is_none")]
    time_zone: Option<String>,
    /// What it is given.
    #[serde(skip_serializing_if = "Option::is_none")]
    workflow_input: Option<Value>,
    /// Why.
    reason: Option<String>,
    /// When it was set as it is.
    #[schema(format = DateTime)]
    set_at: String,
    /// When it is due next; null where it is over.
    #[schema(format = DateTime)]
    next: Option<String>,
    /// The last time that it was due and not missed.
    last: Option<LastDueJson>,
    /// The runs that it missed: the server was not running when they were due, or could not begin them within a minute.
    missed: MissedJson,
}

/// What came of one time at which a schedule was due.
#[derive(Debug, Clone, Serialize, ToSchema)]
struct LastDueJson {
    /// When it was due.
    #[schema(format = DateTime)]
    due: String,
    /// When it was done, or refused.
    #[schema(format = DateTime)]
    at: String,
    /// Whether it was done late: the server was not running when it was due.
    late: bool,
    /// `done`, `unchanged` where the deployment was so already, `accepted` for a run, or `refused`.
    outcome: &'static str,
    /// The execution that a run is.
    #[schema(format = Uuid)]
    execution: Option<String>,
    /// Why it was refused.
    why: Option<String>,
}

/// Runs that were missed.
#[derive(Debug, Clone, Serialize, ToSchema)]
struct MissedJson {
    /// How many; at least so many where the server was away for long.
    count: u32,
    /// When the last of them was due.
    #[schema(format = DateTime)]
    last: Option<String>,
}

impl ScheduleBody {
    /// What it orders, as the schedule with this number, counted from 0; or what is wrong with it.
    pub(super) fn order(self, index: u32) -> Result<ScheduleOrder, Problem> {
        let wrong = |member, problem: String| Problem::from(ServiceError::Schedule { index, member, problem });
        self.check_members().map_err(|(member, problem)| wrong(member, problem))?;
        let id = self.id.as_deref().map(str::parse).transpose();
        let id = id.map_err(|error: domain::InvalidId| wrong("id", error.to_string()))?;
        let reason = self.reason.as_deref().map(Reason::from_field).transpose();
        let reason = reason.map_err(|error| wrong("reason", error.to_string()))?.flatten();
        let at = || -> Result<Timestamp, Problem> {
            let at = self.at.as_deref().unwrap_or_default();
            at.parse().map_err(|error: domain::InvalidTimestamp| wrong("at", error.to_string()))
        };
        let work = match self.action {
            ActionJson::Pause => {
                let mode = self.mode.as_deref().map(str::parse::<PauseMode>).transpose();
                let mode = mode.map_err(|error| wrong("mode", error.to_string()))?.unwrap_or_default();
                ScheduledWork::Pause { at: at()?, mode }
            }
            ActionJson::Resume => ScheduledWork::Resume { at: at()? },
            ActionJson::Run => ScheduledWork::Run {
                cron: self.cron.unwrap_or_default(),
                time_zone: self.time_zone.unwrap_or_else(|| UTC.to_owned()),
                inputs: self.workflow_input.unwrap_or_else(|| json!({})),
            },
        };
        Ok(ScheduleOrder { id, work, reason })
    }

    /// What would be passed over is refused, and so is what lacks its time.
    fn check_members(&self) -> Result<(), (&'static str, String)> {
        let is_run = self.action == ActionJson::Run;
        let members = [
            ("at", self.at.is_some(), !is_run),
            ("mode", self.mode.is_some(), self.action == ActionJson::Pause),
            ("cron", self.cron.is_some(), is_run),
            ("time_zone", self.time_zone.is_some(), is_run),
            ("workflow_input", self.workflow_input.is_some(), is_run),
        ];
        if let Some((member, ..)) = members.into_iter().find(|(_, is_given, is_wanted)| *is_given && !is_wanted) {
            return Err((member, "this action has no such member".to_owned()));
        }
        match (is_run, &self.at, &self.cron) {
            (true, _, None) => Err(("cron", "it is missing; `0 9 * * MON-FRI` is nine on every weekday".to_owned())),
            (false, None, _) => Err(("at", "it is missing; a time is written as 2026-11-23T21:25:33Z".to_owned())),
            _ => Ok(()),
        }
    }
}

impl From<ScheduleListing> for SchedulesJson {
    fn from(listing: ScheduleListing) -> Self {
        Self { schedules: listing.items.into_iter().map(ScheduleJson::from).collect() }
    }
}

impl From<ScheduleStanding> for ScheduleJson {
    fn from(standing: ScheduleStanding) -> Self {
        let ScheduleStanding { schedule, last, missed, next } = standing;
        let mut json = Self {
            id: schedule.id.to_string(),
            action: schedule.work.action(),
            at: schedule.work.once_at().map(|at| at.to_string()),
            mode: None,
            cron: None,
            time_zone: None,
            workflow_input: None,
            reason: schedule.reason.map(|it| it.to_string()),
            set_at: schedule.set_at.to_string(),
            next: next.map(|at| at.to_string()),
            last: last.map(LastDueJson::from),
            missed: MissedJson::from(missed),
        };
        match schedule.work {
            ScheduledWork::Pause { mode, .. } => json.mode = Some(mode.as_str()),
            ScheduledWork::Resume { .. } => {}
            ScheduledWork::Run { cron, time_zone, inputs } => {
                (json.cron, json.time_zone, json.workflow_input) = (Some(cron), Some(time_zone), Some(inputs));
            }
        }
        json
    }
}

impl From<LastDue> for LastDueJson {
    fn from(last: LastDue) -> Self {
        let (outcome, execution, why) = match last.outcome {
            ScheduleOutcome::Done => ("done", None, None),
            ScheduleOutcome::Unchanged => ("unchanged", None, None),
            ScheduleOutcome::Accepted { execution } => ("accepted", Some(execution.to_string()), None),
            ScheduleOutcome::Refused { why } => ("refused", None, Some(why.to_string())),
        };
        Self { due: last.due.to_string(), at: last.at.to_string(), late: last.is_late, outcome, execution, why }
    }
}

impl From<Missed> for MissedJson {
    fn from(missed: Missed) -> Self {
        Self { count: missed.count, last: missed.last.map(|at| at.to_string()) }
    }
}
