//! What one target does and did: its executions in order, and the figures of its last 24 hours.

use domain::{Activity, Execution, ExecutionId, ExecutionState, ExecutionStatus, Hour, LastEnd, Timestamp};
use std::collections::{BTreeMap, VecDeque};

const HOUR_MS: i64 = 3_600_000;
/// Of how many ended executions the durations are kept.
const DURATIONS: usize = 1_000;

/// The executions of one target.
#[derive(Debug, Default)]
pub(super) struct Doing {
    /// Every one that is kept, oldest first.
    all: BTreeMap<ExecutionId, ExecutionStatus>,
    counts: [u32; 5],
    /// What ended in which hour since the epoch, oldest first; also of those that are not kept any more.
    hours: VecDeque<(i64, Hour)>,
    last: Option<LastEnd>,
    /// When the last ones ended, and how many milliseconds they took, in the order of their ends.
    durations: VecDeque<(Timestamp, u32)>,
}

impl Doing {
    /// Notes what an execution is now.
    pub(super) fn note(&mut self, execution: &Execution) {
        let status = execution.state.status();
        if let Some(before) = self.all.insert(execution.id, status) {
            self.counts[before as usize] -= 1;
            if before == status {
                self.counts[status as usize] += 1;
                return;
            }
        }
        self.counts[status as usize] += 1;
        if let Some(at) = execution.state.ended_at() {
            self.ended(execution, status, at);
        }
    }

    /// Forgets one that is not kept any more. What it counted for stays counted.
    pub(super) fn forget(&mut self, id: ExecutionId) {
        if let Some(status) = self.all.remove(&id) {
            self.counts[status as usize] -= 1;
        }
    }

    /// Whether nothing is left to be said of it.
    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty() && self.hours.is_empty()
    }

    /// How many there are of a status.
    pub(super) const fn count(&self, status: ExecutionStatus) -> u32 {
        self.counts[status as usize]
    }

    /// How many there are of each status, in the order of a life.
    pub(super) const fn counts(&self) -> [u32; 5] {
        self.counts
    }

    /// Those before one, newest first.
    pub(super) fn before(&self, id: Option<ExecutionId>) -> impl Iterator<Item = (ExecutionId, ExecutionStatus)> {
        let end = id.map_or(std::ops::Bound::Unbounded, std::ops::Bound::Excluded);
        self.all.range((std::ops::Bound::Unbounded, end)).rev().map(|(id, status)| (*id, *status))
    }

    /// Those of a status, oldest first.
    pub(super) fn of(&self, status: ExecutionStatus) -> impl Iterator<Item = ExecutionId> {
        self.all.iter().filter(move |(_, it)| **it == status).map(|(id, _)| *id)
    }

    /// Those that are over, oldest first.
    pub(super) fn over(&self) -> impl Iterator<Item = ExecutionId> {
        let is_over = |it: &ExecutionStatus| !matches!(it, ExecutionStatus::Queued | ExecutionStatus::Running);
        self.all.iter().filter(move |(_, it)| is_over(it)).map(|(id, _)| *id)
    }

    /// How many are kept.
    pub(super) fn kept(&self) -> usize {
        self.all.len()
    }

    /// Its figures as of now; progress is its caller's to add.
    pub(super) fn activity(&self, now: Timestamp) -> Activity {
        let this_hour = now.as_millis().div_euclid(HOUR_MS);
        let first = this_hour - i64::from(Activity::HOURS) + 1;
        let mut hours = Vec::new();
        if self.hours.iter().any(|(hour, _)| *hour >= first) {
            hours = vec![Hour::default(); Activity::HOURS as usize];
            for (hour, ended) in &self.hours {
                if let Some(place) = usize::try_from(hour - first).ok().and_then(|index| hours.get_mut(index)) {
                    *place = *ended;
                }
            }
        }
        let day_ago = now.as_millis() - i64::from(Activity::HOURS) * HOUR_MS;
        let mut took: Vec<u32> =
            self.durations.iter().filter(|(at, _)| at.as_millis() > day_ago).map(|(_, took)| *took).collect();
        took.sort_unstable();
        Activity {
            running: self.count(ExecutionStatus::Running),
            queued: self.count(ExecutionStatus::Queued),
            hours,
            last: self.last,
            p50_ms: percentile(&took, 50),
            p95_ms: percentile(&took, 95),
            progress: None,
        }
    }

    fn ended(&mut self, execution: &Execution, status: ExecutionStatus, at: Timestamp) {
        if self.last.is_none_or(|last| last.at <= at) {
            self.last = Some(LastEnd { id: execution.id, status, at });
        }
        // How long it took until somebody cancelled it says nothing of how long it takes.
        if let ExecutionState::Succeeded { since, .. } | ExecutionState::Failed { since: Some(since), .. } =
            &execution.state
        {
            let took = u32::try_from(at.as_millis() - since.as_millis()).unwrap_or(u32::MAX);
            self.durations.push_back((at, took));
            if self.durations.len() > DURATIONS {
                self.durations.pop_front();
            }
        }
        let hour = self.hour(at.as_millis().div_euclid(HOUR_MS));
        match status {
            ExecutionStatus::Failed => hour.failed += 1,
            ExecutionStatus::Cancelled => hour.cancelled += 1,
            _ => hour.succeeded += 1,
        }
    }

    fn hour(&mut self, number: i64) -> &mut Hour {
        let index = match self.hours.binary_search_by_key(&number, |(hour, _)| *hour) {
            Ok(index) => index,
            Err(index) => {
                self.hours.insert(index, (number, Hour::default()));
                if self.hours.len() > Activity::HOURS as usize && index > 0 {
                    self.hours.pop_front();
                    index - 1
                } else {
                    index
                }
            }
        };
        &mut self.hours[index].1
    }
}

/// The nearest-rank percentile of sorted numbers.
pub(super) fn percentile(sorted: &[u32], percent: usize) -> Option<u32> {
    sorted.get((sorted.len() * percent).div_ceil(100).saturating_sub(1)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_of_what_happened() {
        let took: Vec<u32> = (1..=100).collect();
        assert_eq!((percentile(&took, 50), percentile(&took, 95)), (Some(50), Some(95)));
        assert_eq!((percentile(&[7], 50), percentile(&[7], 95), percentile(&[], 50)), (Some(7), Some(7), None));
    }

    #[test]
    fn hours_are_a_window() {
        let mut doing = Doing::default();
        for number in 0..30 {
            doing.hour(number).succeeded += 1;
        }
        assert_eq!(doing.hours.len(), 24);
        let shown = doing.activity(Timestamp::from_millis(29 * HOUR_MS + 5));
        assert_eq!((shown.executions(), shown.hours.len()), (24, 24));
        assert_eq!(doing.activity(Timestamp::from_millis(100 * HOUR_MS)).hours, []);
    }
}
