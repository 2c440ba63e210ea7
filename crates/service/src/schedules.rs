//! What is done with deployments at set times: pausing, resuming, and running them.

mod due;
mod kept;
mod moving;
mod performing;
mod timetable;
mod watch;

pub(crate) use self::watch::Schedules;

use self::{
    kept::{Kept, Set},
    timetable::{Misread, Timetable},
};
use crate::{
    ServiceError,
    service::{ATTEMPTS, Service},
};
use domain::{
    Deployment, DeploymentId, Reason, RowRevision, Schedule, ScheduleId, ScheduleListing, ScheduledWork, Timestamp,
};

/// A schedule as somebody sets it.
#[derive(Debug, Clone)]
pub struct ScheduleOrder {
    /// Which one it changes; none makes a new one.
    pub id: Option<ScheduleId>,
    /// What is done, and when.
    pub work: ScheduledWork,
    /// Why.
    pub reason: Option<Reason>,
}

impl Service {
    /// The schedules of a deployment, with what came of them and when they are due next.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`].
    pub async fn schedules(&self, of: DeploymentId) -> Result<ScheduleListing, ServiceError> {
        self.deployment(of)?;
        Ok(self.listing(&self.kept_schedules(of).await?))
    }

    /// Sets all schedules of a deployment. Those that are as they were go on; the others count from now.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`]; [`ServiceError::StaleSchedules`] where others than the expected ones are set;
    /// [`ServiceError::Schedule`] where one has no meaning; [`ServiceError::Invalid`] where they are too many.
    pub async fn set_schedules(
        &self,
        of: DeploymentId,
        expected: Option<RowRevision>,
        orders: Vec<ScheduleOrder>,
    ) -> Result<ScheduleListing, ServiceError> {
        let deployment = self.deployment(of)?;
        if orders.len() > Schedule::MAX_EACH as usize {
            let problem = format!("a deployment has at most {}; these are {}", Schedule::MAX_EACH, orders.len());
            return Err(ServiceError::Invalid { member: "schedules", problem });
        }
        for _ in 0..ATTEMPTS {
            let kept = self.kept_schedules(of).await?;
            if expected.is_some_and(|row| row != row_of(&kept)) {
                return Err(ServiceError::StaleSchedules(row_of(&kept)));
            }
            let schedules = self.ordered(&deployment, &kept, &orders).await?;
            if self.put_set(of, &kept, &Set { schedules, moving_to: None }).await? {
                self.schedules.changed(of);
                tracing::info!(deployment.id = %of, "Set {} schedules", orders.len());
                return self.schedules(of).await;
            }
        }
        Err(ServiceError::Conflict("deployment"))
    }

    async fn ordered(
        &self,
        deployment: &Deployment,
        kept: &Kept,
        orders: &[ScheduleOrder],
    ) -> Result<Vec<Schedule>, ServiceError> {
        let now = self.clock.now();
        let mut schedules: Vec<Schedule> = Vec::with_capacity(orders.len());
        for (index, order) in (0..).zip(orders) {
            let wrong = |member, problem: String| ServiceError::Schedule { index, member, problem };
            let before = match order.id {
                None => None,
                Some(id) => {
                    let found = kept.set.schedules.iter().find(|it| it.id == id);
                    if found.is_none() || schedules.iter().any(|it| it.id == id) {
                        let problem = "no other schedule of this deployment has it; leave it out for a new one";
                        return Err(wrong("id", problem.to_owned()));
                    }
                    found
                }
            };
            let as_before = before.filter(|it| it.work == order.work);
            if as_before.is_none() {
                check_time(&order.work, now).map_err(|it| wrong(it.member, it.problem))?;
                if let ScheduledWork::Run { inputs, .. } = &order.work {
                    let fits = self.check_inputs(deployment, performing::body(inputs)).await;
                    fits.map_err(|error| wrong("workflow_input", error.to_string()))?;
                }
            }
            schedules.push(Schedule {
                id: before.map_or_else(|| ScheduleId::new(self.new_uuid()), |it| it.id),
                work: order.work.clone(),
                reason: order.reason.clone(),
                set_at: as_before.map_or(now, |it| it.set_at),
            });
        }
        Ok(schedules)
    }

    fn listing(&self, kept: &Kept) -> ScheduleListing {
        let now = self.clock.now();
        let items = kept.set.schedules.iter().map(|it| kept.standing(it, now)).collect();
        ScheduleListing { row: row_of(kept), items }
    }
}

/// Rows are counted from 1.
fn row_of(kept: &Kept) -> RowRevision {
    kept.row.unwrap_or(RowRevision::new(0))
}

/// Whether it ever comes.
fn check_time(work: &ScheduledWork, now: Timestamp) -> Result<(), Misread> {
    match work {
        ScheduledWork::Pause { at, .. } | ScheduledWork::Resume { at } if *at <= now => {
            Err(Misread { member: "at", problem: format!("{at} has passed; it is {now}") })
        }
        ScheduledWork::Pause { .. } | ScheduledWork::Resume { .. } => Ok(()),
        ScheduledWork::Run { cron, time_zone, .. } => match Timetable::read(cron, time_zone)?.after(now) {
            Some(_) => Ok(()),
            None => Err(Misread { member: "cron", problem: "no such day ever comes".to_owned() }),
        },
    }
}
