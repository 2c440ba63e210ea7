//! What happened: read from the feed, newest first, and with it what its sentences need to know.

use crate::{Service, ServiceError, catalogue::Catalogue};
use domain::{
    Change, Deployment, DeploymentId, Happening, HistoryListing, HistoryQuery, Known, KnownDeployment, Position,
    Subject, WorkflowId,
};
use std::{collections::BTreeMap, sync::Arc};
use store::Store;

/// How many entries are read at once.
const CHUNK: u64 = 512;
/// In how many of a gone deployment's newest entries it is said what it was.
const LAST_WORDS: u32 = 4;

impl Service {
    /// At most `limit` happenings of a query, newest first. Reads at most what the feed keeps: the newest 10,000 entries.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub async fn history(&self, query: &HistoryQuery, limit: u32) -> Result<HistoryListing, ServiceError> {
        let head = self.store.head().await?;
        let mut backwards = Backwards::new(&*self.store, query.before.map_or(head.next(), |it| it.min(head.next())));
        let mut learned = Learned { service: self, catalogue: self.catalogue(), deployments: BTreeMap::new() };
        let mut items = Vec::new();
        while items.len() <= limit as usize {
            let Some(happening) = backwards.next().await? else { break };
            if query.finds(&happening) && learned.is_of(&happening, query.workflow).await? {
                items.push(happening);
            }
        }
        let is_more = items.len() > limit as usize;
        items.truncate(limit as usize);
        for entry in items.iter().flat_map(Happening::entries) {
            for id in entry.deployments() {
                learned.deployment(id).await?;
            }
        }
        if let Some(id) = query.deployment {
            learned.deployment(id).await?;
        }
        let oldest = self.store.feed(Position::START, 1).await?.pop();
        Ok(HistoryListing {
            older: items.last().filter(|_| is_more).map(Happening::position),
            known: learned.known(&items, query.workflow),
            items,
            reaches_to: oldest.as_ref().filter(|it| it.position != Position::FIRST).map(|it| it.at),
            is_empty: oldest.is_none(),
        })
    }
}

/// Reads the feed from its end, an undertaking at a time.
struct Backwards<'a> {
    store: &'a dyn Store,
    /// Everything from here on was read.
    before: Position,
    /// What was read and not given yet, oldest first.
    found: Vec<Happening>,
}

impl<'a> Backwards<'a> {
    fn new(store: &'a dyn Store, before: Position) -> Self {
        Self { store, before, found: Vec::new() }
    }

    async fn next(&mut self) -> Result<Option<Happening>, ServiceError> {
        if self.found.is_empty() {
            let after = Position::new(self.before.get().saturating_sub(CHUNK + 1));
            let limit = u32::try_from(CHUNK).unwrap_or(u32::MAX);
            let mut entries = self.store.feed(after, limit).await?;
            entries.retain(|it| it.position < self.before);
            // An undertaking that begins before the chunk comes whole with the next one.
            let cut = entries.first().filter(|it| it.position == after.next() && it.undertaking < Some(it.position));
            if let Some(cut) = cut.and_then(|it| it.undertaking) {
                entries.retain(|it| it.undertaking != Some(cut));
            }
            self.before = entries.first().map_or(Position::START, |it| it.position);
            self.found = Happening::group(entries);
        }
        Ok(self.found.pop())
    }
}

/// What was found out about the deployments that entries speak of: their entries do not all say it.
struct Learned<'a> {
    service: &'a Service,
    catalogue: Arc<Catalogue>,
    deployments: BTreeMap<DeploymentId, Option<KnownDeployment>>,
}

impl Learned<'_> {
    async fn deployment(&mut self, id: DeploymentId) -> Result<Option<&KnownDeployment>, ServiceError> {
        if !self.deployments.contains_key(&id) {
            let found = match self.catalogue.deployment(id) {
                Some(it) => Some(known(it, true)),
                None => self.gone(id).await?,
            };
            self.deployments.insert(id, found);
        }
        Ok(self.deployments.get(&id).and_then(Option::as_ref))
    }

    /// What a deleted deployment was: its own history says so also when its snapshot is kept no more.
    async fn gone(&self, id: DeploymentId) -> Result<Option<KnownDeployment>, ServiceError> {
        if let Some(retired) = self.catalogue.retired(id) {
            return Ok(Some(known(&retired.deployment, false)));
        }
        let last = self.service.store.history(Subject::Deployment(id), None, LAST_WORDS).await?;
        Ok(last.iter().find_map(|entry| match &entry.change {
            Change::DeploymentDeleted { before: it, .. }
            | Change::DeploymentCreated { deployment: it }
            | Change::DeploymentRestored { deployment: it } => Some(known(it, false)),
            _ => None,
        }))
    }

    async fn is_of(&mut self, happening: &Happening, workflow: Option<WorkflowId>) -> Result<bool, ServiceError> {
        let Some(wanted) = workflow else { return Ok(true) };
        for entry in happening.entries() {
            if entry.workflow() == Some(wanted) {
                return Ok(true);
            }
            for id in entry.deployments() {
                if self.deployment(id).await?.is_some_and(|it| it.workflow == wanted) {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// What the shown happenings are about; also the workflow that was asked for.
    fn known(self, items: &[Happening], asked: Option<WorkflowId>) -> Known {
        let of_entries = items.iter().flat_map(Happening::entries).filter_map(domain::FeedEntry::workflow);
        let deployments: Vec<_> = self.deployments.into_values().flatten().collect();
        let mut ids: Vec<_> = of_entries.chain(deployments.iter().map(|it| it.workflow)).chain(asked).collect();
        ids.sort_unstable();
        ids.dedup();
        let there = ids.into_iter().filter_map(|id| Some((id, self.catalogue.workflow(id)?.name.clone())));
        Known { workflows: there.collect(), deployments }
    }
}

fn known(it: &Deployment, is_there: bool) -> KnownDeployment {
    KnownDeployment {
        id: it.id,
        name: it.name.clone(),
        version: it.version,
        workflow: it.workflow.id,
        workflow_name: it.workflow.name.clone(),
        is_there,
    }
}
