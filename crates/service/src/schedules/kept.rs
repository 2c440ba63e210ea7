//! Schedules as they are kept: two settings of their deployment. One is what was set and is written by whoever sets it;
//! the other is what came of it and is written by the task that does what is due, so that neither is in the other's way.

use crate::{
    ServiceError,
    executions::{read_part, write_part},
    service::Service,
};
use bytes::Bytes;
use domain::{DeploymentId, RowRevision, Schedule, ScheduleNotes, ScheduleStanding};
use serde::{Deserialize, Serialize};
use store::{MAX_SETTING_BYTES, PutSetting, SettingKey, SettingKind, SettingOf};

use super::timetable::Timetable;
use domain::{ScheduledWork, Timestamp};

/// A deployment's schedules, and the row that they are kept in.
#[derive(Debug, Clone, Default)]
pub(super) struct Kept {
    pub(super) row: Option<RowRevision>,
    pub(super) set: Set,
    pub(super) notes_row: Option<RowRevision>,
    pub(super) notes: Vec<ScheduleNotes>,
}

/// What was set.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Set {
    pub(super) schedules: Vec<Schedule>,
    /// The deployment that they go to, while a commit is under way by which that takes this one's place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) moving_to: Option<DeploymentId>,
}

impl Kept {
    /// What came of a schedule so far.
    pub(super) fn notes_of(&self, schedule: &Schedule) -> ScheduleNotes {
        let kept = self.notes.iter().find(|it| it.schedule == schedule.id);
        let mut notes = kept.cloned().unwrap_or_else(|| ScheduleNotes::none_of(schedule));
        notes.through = notes.through.max(schedule.set_at);
        notes
    }

    /// When the next of them is due that is not settled.
    pub(super) fn next(&self) -> Option<Timestamp> {
        self.set.schedules.iter().filter_map(|it| next_after(it, self.notes_of(it).through)).min()
    }

    /// A schedule as it is shown now.
    pub(super) fn standing(&self, schedule: &Schedule, now: Timestamp) -> ScheduleStanding {
        let ScheduleNotes { through, last, missed, .. } = self.notes_of(schedule);
        // What is due this moment is about to be done.
        let through = if schedule.work.once_at().is_some() { through } else { through.max(now) };
        ScheduleStanding { next: next_after(schedule, through), schedule: schedule.clone(), last, missed }
    }
}

/// When a schedule is due first after a moment.
fn next_after(schedule: &Schedule, through: Timestamp) -> Option<Timestamp> {
    match &schedule.work {
        ScheduledWork::Pause { at, .. } | ScheduledWork::Resume { at } => Some(*at).filter(|at| *at > through),
        ScheduledWork::Run { cron, time_zone, .. } => Timetable::read(cron, time_zone).ok()?.after(through),
    }
}

impl Service {
    /// The schedules of a deployment, also of one that is not there.
    pub(super) async fn kept_schedules(&self, of: DeploymentId) -> Result<Kept, ServiceError> {
        let set = self.store.setting(key(of, SettingKind::Schedules)).await?;
        let notes = self.store.setting(key(of, SettingKind::ScheduleNotes)).await?;
        Ok(Kept {
            row: set.as_ref().map(|it| it.row),
            set: read_part(set.map(|it| it.value))?,
            notes_row: notes.as_ref().map(|it| it.row),
            notes: read_part(notes.map(|it| it.value))?,
        })
    }

    /// Every deployment that schedules were ever set for.
    pub(super) async fn scheduled_deployments(&self) -> Result<Vec<DeploymentId>, ServiceError> {
        let all = self.store.settings().await?.into_iter().filter_map(|(key, _)| match key {
            SettingKey { of: SettingOf::Deployment(id), kind: SettingKind::Schedules } => Some(id),
            _ => None,
        });
        Ok(all.collect())
    }

    /// Puts what was set in the place of what was seen; false where somebody else's write came first.
    pub(super) async fn put_set(&self, of: DeploymentId, seen: &Kept, set: &Set) -> Result<bool, ServiceError> {
        let value = write_part(set)?;
        if value.len() > MAX_SETTING_BYTES {
            let bytes = value.len();
            let problem = format!("all together have at most {MAX_SETTING_BYTES} bytes; these have {bytes}");
            return Err(ServiceError::Invalid { member: "schedules", problem });
        }
        self.put(of, SettingKind::Schedules, seen.row, value).await
    }

    /// The same for what came of it.
    pub(super) async fn put_notes(
        &self,
        of: DeploymentId,
        seen: &Kept,
        notes: &[ScheduleNotes],
    ) -> Result<bool, ServiceError> {
        self.put(of, SettingKind::ScheduleNotes, seen.notes_row, write_part(&notes)?).await
    }

    async fn put(
        &self,
        of: DeploymentId,
        kind: SettingKind,
        expected: Option<RowRevision>,
        value: Bytes,
    ) -> Result<bool, ServiceError> {
        let put = PutSetting { key: key(of, kind), expected, value: Some(value) };
        match self.store.put_setting(put).await {
            Ok(_) => Ok(true),
            Err(error) if crate::service::is_conflict(&error) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }
}

const fn key(of: DeploymentId, kind: SettingKind) -> SettingKey {
    SettingKey { of: SettingOf::Deployment(of), kind }
}
