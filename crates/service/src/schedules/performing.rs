//! Does what is due of one deployment's schedules, and notes what came of it.
//!
//! It is done first and noted then, for each of it can be done again: what is paused stays paused, and a run has an
//! idempotency key that only its schedule and its time make.

use super::{
    due::{Span, due_once, due_runs},
    kept::Kept,
    timetable::Timetable,
};
use crate::{
    ServiceError,
    service::{ATTEMPTS, Service},
};
use domain::{
    Actor, DeploymentId, DeploymentStatus, Digest, Excerpt, ExecutionId, LastDue, Missed, PauseMode, Reason, Schedule,
    ScheduleId, ScheduleNotes, ScheduleOutcome, ScheduledWork, Timestamp,
};
use serde_json::{Value as Json, json};
use store::{Acceptance, NewExecution, NewRun, Once};

/// How many characters of a refusal are kept: twenty of them have to fit into one setting.
const WHY_CHARS: usize = 100;

/// Something that is to be done.
#[derive(Debug, Clone, Copy)]
struct Due<'a> {
    schedule: &'a Schedule,
    at: Timestamp,
    is_late: bool,
}

impl Service {
    /// Does what is due, and says when something is due next; none where nothing is, or the deployment is gone.
    pub(super) async fn attend(&self, of: DeploymentId) -> Result<Option<Timestamp>, ServiceError> {
        let _at_rest = self.schedules.at_rest().await;
        for _ in 0..ATTEMPTS {
            let kept = self.kept_schedules(of).await?;
            // What is about to move is done where it goes.
            if self.catalogue().deployment(of).is_none() || kept.set.moving_to.is_some() {
                return Ok(None);
            }
            let Some(notes) = self.do_due(of, &kept).await? else { return Ok(kept.next()) };
            if self.put_notes(of, &kept, &notes).await? {
                return Ok(Kept { notes, ..kept }.next());
            }
        }
        Err(ServiceError::Conflict("deployment"))
    }

    /// Does what is due in the order in which it is, and gives the notes as they are then; none where nothing is due.
    async fn do_due(&self, of: DeploymentId, kept: &Kept) -> Result<Option<Vec<ScheduleNotes>>, ServiceError> {
        let (started, now) = (self.schedules.started(), self.clock.now());
        let mut all: Vec<ScheduleNotes> = kept.set.schedules.iter().map(|it| kept.notes_of(it)).collect();
        let mut to_do = Vec::new();
        let mut is_any_due = false;
        for (notes, schedule) in all.iter_mut().zip(&kept.set.schedules) {
            let span = Span { through: notes.through, started, now };
            match &schedule.work {
                ScheduledWork::Pause { at, .. } | ScheduledWork::Resume { at } => {
                    to_do.extend(due_once(*at, span).map(|is_late| Due { schedule, at: *at, is_late }));
                }
                ScheduledWork::Run { cron, time_zone, .. } => {
                    // One that cannot be read any more, by another release's reading, is never due.
                    let Ok(timetable) = Timetable::read(cron, time_zone) else { continue };
                    let Some(due) = due_runs(&timetable, span) else { continue };
                    is_any_due = true;
                    self.note_missed(of, notes, due.first, due.missed).await?;
                    notes.through = now;
                    to_do.extend(due.run.map(|at| Due { schedule, at, is_late: false }));
                }
            }
        }
        to_do.sort_by_key(|it| it.at);
        for due in &to_do {
            let outcome = self.do_one(of, *due).await?;
            tracing::info!(deployment.id = %of, schedule.id = %due.schedule.id, outcome = ?outcome, "A schedule was due");
            if let Some(notes) = all.iter_mut().find(|it| it.schedule == due.schedule.id) {
                notes.through = notes.through.max(due.at);
                notes.last = Some(LastDue { due: due.at, at: self.clock.now(), is_late: due.is_late, outcome });
            }
        }
        Ok((is_any_due || !to_do.is_empty()).then_some(all))
    }

    /// Notes missed runs. The first of them may have been accepted just before a crash, and not been noted.
    async fn note_missed(
        &self,
        of: DeploymentId,
        notes: &mut ScheduleNotes,
        first: Timestamp,
        mut missed: Missed,
    ) -> Result<(), ServiceError> {
        if missed.count == 0 {
            return Ok(());
        }
        if let Some(execution) = self.accepted_before(of, notes.schedule, first).await? {
            let outcome = ScheduleOutcome::Accepted { execution };
            notes.last = Some(LastDue { due: first, at: first, is_late: false, outcome });
            missed.count -= 1;
            missed.last = missed.last.filter(|it| *it != first);
        }
        notes.missed = notes.missed.and(missed);
        Ok(())
    }

    async fn do_one(&self, of: DeploymentId, due: Due<'_>) -> Result<ScheduleOutcome, ServiceError> {
        let done = match &due.schedule.work {
            ScheduledWork::Pause { mode, .. } => self.set_on_time(of, due, DeploymentStatus::Paused, *mode).await,
            ScheduledWork::Resume { .. } => {
                self.set_on_time(of, due, DeploymentStatus::Running, PauseMode::default()).await
            }
            ScheduledWork::Run { inputs, .. } => self.run_on_time(of, due, inputs).await,
        };
        match done {
            Err(error) if is_final(&error) => Ok(ScheduleOutcome::Refused { why: why(&error) }),
            done => done,
        }
    }

    async fn set_on_time(
        &self,
        of: DeploymentId,
        due: Due<'_>,
        status: DeploymentStatus,
        mode: PauseMode,
    ) -> Result<ScheduleOutcome, ServiceError> {
        let before = self.stored_deployment(of).await?.row;
        let now = self.set_status(Actor::Schedule, of, status, mode, self.reason(due)).await?;
        Ok(if now.row == before { ScheduleOutcome::Unchanged } else { ScheduleOutcome::Done })
    }

    async fn run_on_time(
        &self,
        of: DeploymentId,
        due: Due<'_>,
        inputs: &Json,
    ) -> Result<ScheduleOutcome, ServiceError> {
        let once = self.once(due.schedule.id, due.at);
        let accepted = self.request_once(of, None, body(inputs), None, Some(once)).await?;
        Ok(ScheduleOutcome::Accepted { execution: accepted.id })
    }

    /// The execution that a run was accepted as, where it was.
    async fn accepted_before(
        &self,
        of: DeploymentId,
        schedule: ScheduleId,
        due: Timestamp,
    ) -> Result<Option<ExecutionId>, ServiceError> {
        // Where there is no room, nothing new is accepted: this only asks.
        let asked = NewExecution {
            id: ExecutionId::new(self.new_uuid()),
            at: self.clock.now(),
            of: NewRun::Deployment(of),
            through: None,
            parts: Vec::new(),
            calls_back: false,
            once: Some(self.once(schedule, due)),
            has_room: false,
            begin_until: None,
        };
        match self.store.accept_execution(asked).await? {
            Acceptance::Known(execution) => Ok(Some(execution)),
            _ => Ok(None),
        }
    }

    /// What makes a run that is tried twice one execution, whichever version of the deployment it is tried on.
    fn once(&self, schedule: ScheduleId, due: Timestamp) -> Once {
        let key = Digest::of(format!("schedule {schedule} {}", due.as_millis()).as_bytes());
        Once { key, body: Digest::of(b""), until: self.key_end() }
    }

    /// What the history says of it.
    fn reason(&self, due: Due<'_>) -> Option<Reason> {
        let Due { schedule, at, is_late } = due;
        let late = match is_late {
            true if at < self.schedules.started() => ", done late: the server was not running then",
            true => ", done late: the server could not do it then",
            false => "",
        };
        let because = schedule.reason.as_ref().map(|it| format!(". {it}")).unwrap_or_default();
        let words = format!("Schedule: {} at {at}{late}{because}", schedule.work.action());
        words.chars().take(Reason::MAX_CHARS as usize).collect::<String>().parse().ok()
    }
}

/// A request's body with these inputs.
pub(super) fn body(inputs: &Json) -> Json {
    json!({ "workflow_input": inputs })
}

/// Whether trying again soon would not help.
const fn is_final(error: &ServiceError) -> bool {
    !matches!(
        error,
        ServiceError::Unavailable(_)
            | ServiceError::Full
            | ServiceError::Corrupt(_)
            | ServiceError::Internal(_)
            | ServiceError::Conflict(_)
    )
}

fn why(error: &ServiceError) -> Excerpt {
    let words = error.to_string();
    Excerpt::of(&words.chars().take(WHY_CHARS).map(|it| if it.is_control() { ' ' } else { it }).collect::<String>())
}
