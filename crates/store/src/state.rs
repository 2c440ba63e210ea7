//! What is durable, as readers see it: what is home, and over it what is on its way.
//!
//! A write is seen here only when its line is in the journal for good. It stays
//! until it is home, so that it is always in one of the two places.

use crate::{
    StoreError,
    cells::Cells,
    changes::{Changes, HEAVY, Row, Written},
    execution_records::{ExecutionRow, OnceRecord, PartBytes, PartRecord, SecretsRecord},
    keys::{self, Table},
    plan::{FEED_WINDOW, HISTORY_WINDOW},
    record, rows,
    settings::{self, Setting, SettingKey},
};
use bytes::Bytes;
use domain::{
    Address, Deployment, DeploymentId, Digest, Execution, ExecutionId, FeedEntry, Part, Position, Retired, RowRevision,
    Slug, Subject, Timestamp, Version, Workflow, WorkflowId,
};
use std::{
    collections::{BTreeMap, HashMap, VecDeque},
    ops::Bound,
    sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard},
};

/// The durable state over an engine's cells.
#[derive(Debug)]
pub(crate) struct State<C> {
    recent: RwLock<Recent>,
    home: C,
}

/// What is not home yet.
#[derive(Debug, Default)]
struct Recent {
    /// What is on its way, oldest first.
    leaving: VecDeque<Arc<Changes>>,
    /// What is still growing.
    newest: Changes,
}

impl Recent {
    /// Everything, newest first: the first that knows of a thing has its newest state.
    fn layers(&self) -> impl Iterator<Item = &Changes> {
        std::iter::once(&self.newest).chain(self.leaving.iter().rev().map(|it| &**it))
    }

    fn oldest_first(&self) -> impl Iterator<Item = &Changes> {
        self.leaving.iter().map(|it| &**it).chain(std::iter::once(&self.newest))
    }

    /// The position of the oldest entry; everything before it is home.
    fn first(&self) -> Option<Position> {
        self.oldest_first().find_map(Changes::first)
    }

    fn between(&self, after: Position, until: Position) -> impl Iterator<Item = &FeedEntry> {
        self.oldest_first().flat_map(move |it| it.between(after, until)).map(|Written { entry, .. }| entry)
    }

    fn seal(&mut self) -> Option<Arc<Changes>> {
        (self.newest.count() > 0).then(|| {
            let sealed = Arc::new(std::mem::take(&mut self.newest));
            self.leaving.push_back(Arc::clone(&sealed));
            sealed
        })
    }
}

impl<C: Cells> State<C> {
    /// The state of cells, with nothing over them.
    pub(crate) fn new(home: C) -> Self {
        Self { recent: RwLock::default(), home }
    }

    /// The cells below.
    pub(crate) const fn home(&self) -> &C {
        &self.home
    }

    /// Shows changes that are durable, and does `advance` at the same moment: who sees the one sees the
    /// other. Gives those that have to go home now, because together they would be too heavy.
    pub(crate) fn show(&self, changes: Changes, advance: impl FnOnce()) -> Option<Arc<Changes>> {
        let mut recent = self.recent_mut();
        let sealed = if recent.newest.weight() + changes.weight() > HEAVY { recent.seal() } else { None };
        recent.newest.absorb(changes);
        advance();
        sealed
    }

    /// Gives everything that is not on its way home yet.
    pub(crate) fn seal(&self) -> Option<Arc<Changes>> {
        self.recent_mut().seal()
    }

    /// Forgets the oldest of what was on its way: it is home.
    pub(crate) fn arrived(&self) {
        self.recent_mut().leaving.pop_front();
    }

    pub(crate) fn workflow(&self, id: WorkflowId) -> Result<Row<Workflow>, StoreError> {
        let recent = self.recent().layers().find_map(|it| it.workflow(id).cloned());
        recent.map_or_else(|| Ok(rows::workflow(&self.home, id)?.map(Arc::new)), Ok)
    }

    pub(crate) fn deployment(&self, id: DeploymentId) -> Result<Row<Deployment>, StoreError> {
        let recent = self.recent().layers().find_map(|it| it.deployment(id).cloned());
        recent.map_or_else(|| Ok(rows::deployment(&self.home, id)?.map(Arc::new)), Ok)
    }

    /// What is kept of a deleted deployment.
    pub(crate) fn retired(&self, id: DeploymentId) -> Result<Row<Retired>, StoreError> {
        let recent = self.recent().layers().find_map(|it| it.retired(id).cloned());
        recent.map_or_else(|| Ok(rows::retired(&self.home, id)?.map(Arc::new)), Ok)
    }

    pub(crate) fn address(&self, slug: Slug) -> Result<Row<Address>, StoreError> {
        let recent = self.recent().layers().find_map(|it| it.address(slug).cloned());
        recent.map_or_else(|| Ok(rows::address(&self.home, slug)?.map(Arc::new)), Ok)
    }

    /// The newest version of a workflow's deployments.
    pub(crate) fn version(&self, of: WorkflowId) -> Result<Option<Version>, StoreError> {
        let recent = self.recent().layers().find_map(|it| it.version(of));
        recent.map_or_else(|| rows::version(&self.home, of), |version| Ok(Some(version)))
    }

    /// Whether an id lives or lived.
    pub(crate) fn is_known(&self, subject: Subject) -> Result<bool, StoreError> {
        let is_recent = self.recent().layers().any(|it| match subject {
            Subject::Workflow(id) => it.workflow(id).is_some(),
            Subject::Deployment(id) => it.deployment(id).is_some(),
            Subject::Execution(id) => it.execution(id).is_some_and(Option::is_some),
            Subject::Address(slug) => it.address(slug).is_some(),
        });
        if is_recent { Ok(true) } else { rows::is_known(&self.home, subject) }
    }

    pub(crate) fn execution(&self, id: ExecutionId) -> Result<Row<ExecutionRow>, StoreError> {
        let recent = self.recent().layers().find_map(|it| it.execution(id).cloned());
        recent.map_or_else(|| Ok(rows::execution(&self.home, id)?.map(Arc::new)), Ok)
    }

    pub(crate) fn executions(&self, after: Option<ExecutionId>, limit: u32) -> Result<Vec<Execution>, StoreError> {
        let recent = overlay(self.recent().oldest_first().map(Changes::executions), after);
        let home = rows::executions(&self.home, after, more(limit, recent.len()))?;
        let rows = merge(home.into_iter().map(|it| (it.execution.id, it)), recent, limit);
        Ok(rows.into_iter().map(|it| it.execution).collect())
    }

    /// How a part is kept.
    pub(crate) fn part(&self, of: ExecutionId, part: Part) -> Result<Row<PartRecord>, StoreError> {
        let recent = self.recent().layers().find_map(|it| it.part(of, part).cloned());
        recent.map_or_else(|| Ok(rows::part(&self.home, of, part)?.map(Arc::new)), Ok)
    }

    /// A part's bytes where they are short and not home yet, without a look at the disk: what a worker asks for
    /// that begins what was just accepted.
    pub(crate) fn recent_part(&self, of: ExecutionId, part: Part) -> Option<Bytes> {
        let recent = self.recent();
        let put = recent.layers().find_map(|it| it.execution(of))?.as_ref()?.put_of(part)?;
        let record = recent.layers().find_map(|it| it.part(of, part))?.as_ref().filter(|it| it.put == put)?;
        match &record.bytes {
            PartBytes::Here(bytes) => Some(bytes.clone()),
            PartBytes::Chunked(_) => None,
        }
    }

    /// A part's bytes: those that its execution's row speaks of.
    pub(crate) fn part_bytes(&self, of: ExecutionId, part: Part) -> Result<Option<Bytes>, StoreError> {
        loop {
            let Some(put) = self.execution(of)?.and_then(|row| row.put_of(part)) else { return Ok(None) };
            let record = self.part(of, part)?.filter(|it| it.put == put);
            let bytes = match record.as_deref().map(|it| &it.bytes) {
                Some(PartBytes::Here(bytes)) => return Ok(Some(bytes.clone())),
                Some(PartBytes::Chunked(chunked)) => chunked.read(&self.home),
                None => Err(record::corrupt(Table::Parts, &keys::part(of, part))),
            };
            match bytes {
                Ok(bytes) => return Ok(Some(bytes)),
                // Unless it was replaced or removed meanwhile.
                Err(error) if self.execution(of)?.and_then(|row| row.put_of(part)) == Some(put) => return Err(error),
                Err(_) => {}
            }
        }
    }

    /// What is kept of a request's key.
    pub(crate) fn once(&self, key: Digest) -> Result<Option<OnceRecord>, StoreError> {
        let recent = self.recent().layers().find_map(|it| it.key(key));
        recent.map_or_else(|| rows::once(&self.home, key), Ok)
    }

    /// At most `limit` keys that were kept until before `now`, but for those that `later` knows of.
    pub(crate) fn maybe_expired(
        &self,
        now: Timestamp,
        limit: u32,
        later: &HashMap<Digest, Option<OnceRecord>>,
    ) -> Result<Vec<Digest>, StoreError> {
        let mut recent: HashMap<Digest, Option<OnceRecord>> = HashMap::new();
        self.recent().oldest_first().for_each(|it| recent.extend(it.once()));
        recent.extend(later);
        let home = rows::expired(&self.home, now, more(limit, recent.len()))?;
        let mut found: Vec<_> = home.into_iter().filter(|key| !recent.contains_key(key)).collect();
        recent.retain(|key, it| it.is_some_and(|it| it.is_expired(now)) && !later.contains_key(key));
        found.extend(recent.into_keys());
        found.truncate(limit as usize);
        Ok(found)
    }

    pub(crate) fn secrets(&self, of: DeploymentId) -> Result<Row<SecretsRecord>, StoreError> {
        let recent = self.recent().layers().find_map(|it| it.secrets_of(of).cloned());
        recent.map_or_else(|| Ok(rows::secrets(&self.home, of)?.map(Arc::new)), Ok)
    }

    pub(crate) fn setting(&self, key: SettingKey) -> Result<Row<Setting>, StoreError> {
        let recent = self.recent().layers().find_map(|it| it.setting(key).cloned());
        recent.map_or_else(|| Ok(settings::read(&self.home, key)?.map(Arc::new)), Ok)
    }

    /// Every setting, in the order of their keys.
    pub(crate) fn settings(&self) -> Result<Vec<(SettingKey, Setting)>, StoreError> {
        let recent = overlay(self.recent().oldest_first().map(Changes::settings), None);
        let home = settings::read_all(&self.home)?;
        let mut all: BTreeMap<SettingKey, Row<Setting>> =
            home.into_iter().map(|(key, it)| (key, Some(Arc::new(it)))).collect();
        all.extend(recent);
        Ok(all.into_iter().filter_map(|(key, it)| Some((key, Arc::unwrap_or_clone(it?)))).collect())
    }

    pub(crate) fn workflows(&self, after: Option<WorkflowId>, limit: u32) -> Result<Vec<Workflow>, StoreError> {
        let recent = overlay(self.recent().oldest_first().map(Changes::workflows), after);
        let home = rows::workflows(&self.home, after, more(limit, recent.len()))?;
        Ok(merge(home.into_iter().map(|it| (it.id, it)), recent, limit))
    }

    pub(crate) fn deployments(&self, after: Option<DeploymentId>, limit: u32) -> Result<Vec<Deployment>, StoreError> {
        let recent = overlay(self.recent().oldest_first().map(Changes::deployments), after);
        let home = rows::deployments(&self.home, after, more(limit, recent.len()))?;
        Ok(merge(home.into_iter().map(|it| (it.id, it)), recent, limit))
    }

    pub(crate) fn all_retired(&self, after: Option<DeploymentId>, limit: u32) -> Result<Vec<Retired>, StoreError> {
        let recent = overlay(self.recent().oldest_first().map(Changes::all_retired), after);
        let home = rows::all_retired(&self.home, after, more(limit, recent.len()))?;
        Ok(merge(home.into_iter().map(|it| (it.deployment.id, it)), recent, limit))
    }

    pub(crate) fn addresses(&self, after: Option<Slug>, limit: u32) -> Result<Vec<Address>, StoreError> {
        let recent = overlay(self.recent().oldest_first().map(Changes::addresses), after);
        let home = rows::addresses(&self.home, after, more(limit, recent.len()))?;
        Ok(merge(home.into_iter().map(|it| (it.slug, it)), recent, limit))
    }

    /// At most `limit` entries after one position, up to and with another, where none of them is home
    /// already: what most readers of the feed want, without a look at the disk.
    pub(crate) fn recent_feed(&self, after: Position, until: Position, limit: u32) -> Option<Vec<FeedEntry>> {
        let recent = self.recent();
        let all = recent.first().is_some_and(|first| first <= after.next()) || after >= until;
        all.then(|| recent.between(after, until).take(limit as usize).cloned().collect())
    }

    /// At most `limit` entries of the feed's window after one position, up to and with another, oldest first.
    pub(crate) fn feed(&self, after: Position, until: Position, limit: u32) -> Result<Vec<FeedEntry>, StoreError> {
        let after = after.max(Position::new(until.get().saturating_sub(FEED_WINDOW)));
        let (first, recent): (_, Vec<_>) = {
            let recent = self.recent();
            (recent.first(), recent.between(after, until).take(limit as usize).cloned().collect())
        };
        let home = first.map_or(until, |first| until.min(Position::new(first.get().saturating_sub(1))));
        let mut entries = rows::feed(&self.home, after, home, limit)?;
        entries.extend(recent);
        entries.truncate(limit as usize);
        Ok(entries)
    }

    /// At most `limit` entries of one thing's history before a position, newest first.
    pub(crate) fn history(&self, subject: Subject, before: Position, limit: u32) -> Result<Vec<FeedEntry>, StoreError> {
        let mut entries = self.unchecked_history(subject, before, limit)?;
        // Read last: what fell out of the history meanwhile is not missed then.
        let Some(newest) = self.unchecked_history(subject, Position::new(u64::MAX), 1)?.pop() else {
            return Ok(Vec::new());
        };
        let newest = rows::revision(&newest);
        let oldest = RowRevision::new((newest.get() + 1).saturating_sub(HISTORY_WINDOW).max(RowRevision::FIRST.get()));
        entries.retain(|it| rows::revision(it) >= oldest);
        let has_hole = entries.windows(2).any(|pair| rows::revision(&pair[1]).next() != rows::revision(&pair[0]));
        let ends_early = (entries.len() as u64) < u64::from(limit)
            && entries.last().is_some_and(|last| rows::revision(last) != oldest);
        if has_hole || ends_early {
            return Err(record::corrupt(Table::History, &keys::history_of(subject)));
        }
        Ok(entries)
    }

    fn unchecked_history(&self, subject: Subject, before: Position, limit: u32) -> Result<Vec<FeedEntry>, StoreError> {
        let (first, mut entries): (_, Vec<_>) = {
            let recent = self.recent();
            let all = recent.layers().flat_map(|it| it.entries().iter().rev()).map(|it| &it.entry);
            let its = all.filter(|it| it.position < before && it.change.subject() == subject);
            (recent.first(), its.take(limit as usize).cloned().collect())
        };
        let missing = limit.saturating_sub(u32::try_from(entries.len()).unwrap_or(u32::MAX));
        let home = first.map_or(before, |first| before.min(first));
        entries.extend(rows::history(&self.home, subject, home, missing)?);
        Ok(entries)
    }

    fn recent(&self) -> RwLockReadGuard<'_, Recent> {
        self.recent.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn recent_mut(&self) -> RwLockWriteGuard<'_, Recent> {
        self.recent.write().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The newest states of the things after `after`.
fn overlay<'a, I: Ord + Copy + 'a, T: 'a>(
    layers: impl Iterator<Item = &'a BTreeMap<I, Row<T>>>,
    after: Option<I>,
) -> BTreeMap<I, Row<T>> {
    let begin = after.map_or(Bound::Unbounded, Bound::Excluded);
    layers.flat_map(|layer| layer.range((begin, Bound::Unbounded))).map(|(id, row)| (*id, row.clone())).collect()
}

/// So many that `limit` remain when as many as are recent were deleted.
fn more(limit: u32, recent: usize) -> u32 {
    limit.saturating_add(u32::try_from(recent).unwrap_or(u32::MAX))
}

/// The first rows of both, where what is recent counts.
fn merge<I: Ord, T: Clone>(home: impl Iterator<Item = (I, T)>, recent: BTreeMap<I, Row<T>>, limit: u32) -> Vec<T> {
    let mut rows: BTreeMap<I, Row<T>> = home.map(|(id, row)| (id, Some(Arc::new(row)))).collect();
    rows.extend(recent);
    rows.into_values().flatten().map(Arc::unwrap_or_clone).take(limit as usize).collect()
}
