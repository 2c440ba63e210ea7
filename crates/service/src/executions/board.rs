//! Every execution that is kept, in memory: lists and figures never read the store.
//!
//! A row is taken when it is newer than the one that is there, so that it does not matter in which order
//! those who wrote them come to say so.

use super::{Kept, Target, doing::Doing, live::LiveRun};
use domain::{Activity, Execution, ExecutionId, ExecutionListing, ExecutionStatus, Timestamp};
use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::sync::oneshot;

/// The executions, and what changed since somebody last asked.
#[derive(Debug, Default)]
pub(crate) struct Board(Mutex<Inner>);

#[derive(Debug, Default)]
struct Inner {
    /// Grows with everything that is noted or forgotten.
    revision: u64,
    rows: HashMap<ExecutionId, Arc<Execution>>,
    doing: HashMap<Target, Doing>,
    live: HashMap<ExecutionId, LiveRun>,
    news: News,
    /// Targets whose news was taken and is not published yet.
    publishing: HashSet<Target>,
    waiting: HashMap<ExecutionId, Vec<oneshot::Sender<Option<Arc<Kept>>>>>,
}

/// What changed.
#[derive(Debug, Default)]
pub(super) struct News {
    pub(super) targets: HashSet<Target>,
    pub(super) runs: HashSet<ExecutionId>,
}

impl Board {
    /// Notes what an execution is now.
    pub(crate) fn note(&self, execution: Execution) {
        self.note_with(execution, None);
    }

    /// Notes what an execution is now, with what came of it: whoever waits for it need not read it. Says whether that
    /// was news.
    pub(super) fn note_with(&self, execution: Execution, kept: Option<Arc<Kept>>) -> bool {
        let mut inner = self.inner();
        let (id, target) = (execution.id, Target::from(execution.of));
        if inner.rows.get(&id).is_some_and(|known| known.row >= execution.row) {
            return false;
        }
        inner.doing.entry(target).or_default().note(&execution);
        inner.news.targets.insert(target);
        inner.news.runs.insert(id);
        if execution.state.is_over() {
            inner.live.remove(&id);
            // An error only says that nobody waits any more.
            inner.waiting.remove(&id).into_iter().flatten().for_each(|waits| drop(waits.send(kept.clone())));
        }
        inner.rows.insert(id, Arc::new(execution));
        inner.revision += 1;
        true
    }

    /// Grows with everything that lists and pages show of executions.
    pub(super) fn revision(&self) -> u64 {
        self.inner().revision
    }

    /// Whether a target's figures have changed since they were last published.
    pub(super) fn is_news(&self, target: Target) -> bool {
        let inner = self.inner();
        inner.news.targets.contains(&target) || inner.publishing.contains(&target)
    }

    /// Notes what happens in a run.
    pub(super) fn live<T>(&self, target: Target, id: ExecutionId, change: impl FnOnce(&mut LiveRun) -> T) -> T {
        let mut inner = self.inner();
        inner.news.targets.insert(target);
        inner.news.runs.insert(id);
        inner.revision += 1;
        change(inner.live.entry(id).or_default())
    }

    /// Forgets executions that are not kept any more.
    pub(super) fn forget(&self, ids: &[ExecutionId]) {
        let mut inner = self.inner();
        for id in ids {
            let Some(row) = inner.rows.remove(id) else { continue };
            inner.revision += 1;
            let target = Target::from(row.of);
            inner.news.targets.insert(target);
            if let Some(doing) = inner.doing.get_mut(&target) {
                doing.forget(*id);
                if doing.is_empty() {
                    inner.doing.remove(&target);
                }
            }
        }
    }

    /// An execution's row.
    pub(super) fn row(&self, id: ExecutionId) -> Option<Arc<Execution>> {
        self.inner().rows.get(&id).map(Arc::clone)
    }

    /// What happened so far in an execution that runs here.
    pub(super) fn live_run(&self, id: ExecutionId) -> Option<LiveRun> {
        self.inner().live.get(&id).cloned()
    }

    /// At most `limit` executions of a target, newest first, from before `before`.
    pub(super) fn list(
        &self,
        target: Target,
        status: Option<ExecutionStatus>,
        before: Option<ExecutionId>,
        limit: u32,
    ) -> ExecutionListing {
        let inner = self.inner();
        let Some(doing) = inner.doing.get(&target) else {
            return ExecutionListing { status, ..ExecutionListing::default() };
        };
        let mut found = doing.before(before).filter(|(_, it)| status.is_none_or(|wanted| wanted == *it));
        let ids: Vec<_> = found.by_ref().take(limit as usize).map(|(id, _)| id).collect();
        let older = found.next().and_then(|_| ids.last().copied());
        let items = ids.iter().filter_map(|id| inner.rows.get(id)).map(|it| Execution::clone(it)).collect();
        ExecutionListing { items, status, older, counts: doing.counts() }
    }

    /// The executions of a target that have a status, oldest first.
    pub(super) fn of(&self, target: Target, status: ExecutionStatus) -> Vec<ExecutionId> {
        self.inner().doing.get(&target).map(|it| it.of(status).collect()).unwrap_or_default()
    }

    /// How many of a target have a status.
    pub(crate) fn count(&self, target: Target, status: ExecutionStatus) -> u32 {
        self.inner().doing.get(&target).map_or(0, |it| it.count(status))
    }

    /// At most `limit` executions of a target, newest first.
    pub(crate) fn newest(&self, target: Target, limit: usize) -> impl Iterator<Item = Arc<Execution>> {
        let inner = self.inner();
        let ids: Vec<_> = inner.doing.get(&target).into_iter().flat_map(|it| it.before(None).take(limit)).collect();
        let rows: Vec<_> = ids.iter().filter_map(|(id, _)| inner.rows.get(id)).map(Arc::clone).collect();
        rows.into_iter()
    }

    /// A target's figures as of now.
    pub(super) fn activity(&self, target: Target, now: Timestamp) -> Activity {
        let inner = self.inner();
        let Some(doing) = inner.doing.get(&target) else { return Activity::default() };
        let newest = doing.of(ExecutionStatus::Running).last();
        let progress = newest.and_then(|id| inner.live.get(&id).map(|it| it.progress(id)));
        Activity { progress, ..doing.activity(now) }
    }

    /// Every target that has or had executions.
    pub(crate) fn targets(&self) -> Vec<Target> {
        self.inner().doing.keys().copied().collect()
    }

    /// Every callback that is to be sent, and when.
    pub(crate) fn due_callbacks(&self) -> Vec<(ExecutionId, Timestamp)> {
        let inner = self.inner();
        let due = inner.rows.values().filter_map(|it| Some((it.id, it.callback?.due()?)));
        due.collect()
    }

    /// Everything that is not over: its row.
    pub(super) fn unfinished(&self) -> Vec<Arc<Execution>> {
        let inner = self.inner();
        let mut rows: Vec<_> = inner.rows.values().filter(|it| !it.state.is_over()).map(Arc::clone).collect();
        rows.sort_unstable_by_key(|it| it.id);
        rows
    }

    /// Those that are over and kept for no reason any more: beyond `kept` of their target, or ended before `until`.
    pub(super) fn outdated(&self, target: Target, kept: u32, until: Timestamp, limit: usize) -> Vec<ExecutionId> {
        let inner = self.inner();
        let Some(doing) = inner.doing.get(&target) else { return Vec::new() };
        let too_many = doing.kept().saturating_sub(kept as usize);
        let is_outdated = |(index, id): &(usize, ExecutionId)| {
            let row = inner.rows.get(id);
            let is_old = row.and_then(|it| it.state.ended_at()).is_some_and(|at| at < until);
            let calls_back = row.and_then(|it| it.callback).is_some_and(|it| it.due().is_some());
            (*index < too_many || is_old) && !calls_back
        };
        doing.over().enumerate().filter(is_outdated).take(limit).map(|(_, id)| id).collect()
    }

    /// Waits until an execution is over.
    pub(super) fn over(&self, id: ExecutionId) -> Option<oneshot::Receiver<Option<Arc<Kept>>>> {
        let mut inner = self.inner();
        if inner.rows.get(&id).is_none_or(|it| it.state.is_over()) {
            return None;
        }
        let (tell, told) = oneshot::channel();
        let waiting = inner.waiting.entry(id).or_default();
        waiting.retain(|it| !it.is_closed());
        waiting.push(tell);
        Some(told)
    }

    /// What changed since this was last asked.
    pub(super) fn take_news(&self) -> News {
        let mut inner = self.inner();
        let news = std::mem::take(&mut inner.news);
        inner.publishing.clone_from(&news.targets);
        news
    }

    /// Says that the news that was taken is published.
    pub(super) fn published(&self) {
        self.inner().publishing.clear();
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
