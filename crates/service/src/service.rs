//! The service: one value that both doors hold and that every use case hangs on.

use crate::{
    callbacks::Callbacks, catalogue::Catalogue, clock::Clock, engines::Engines, error::ServiceError, executions::Runs,
    feed_follower::Following, ids, operation::Operation,
};
use domain::{Actor, EngineKind, FeedEntry, Position, Reason};
use std::{sync::Arc, time::Duration};
use store::{Author, Store, StoreError};
use uuid::Uuid;

/// How often a write is tried again after somebody else's came first.
pub(crate) const ATTEMPTS: u32 = 64;
/// How long an answer waits for the catalogue to show its own change.
pub(crate) const CATCH_UP: Duration = Duration::from_secs(5);

/// Brine's use cases. Cheap to clone: the clones are one service.
#[derive(Clone)]
pub struct Service {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) following: Following,
    pub(crate) engines: Engines,
    pub(crate) runs: Arc<Runs>,
    pub(crate) callbacks: Arc<Callbacks>,
}

impl Service {
    /// Reads the catalogue from the store, begins to follow its feed, and has unfinished executions go on.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub async fn start(
        store: Arc<dyn Store>,
        clock: Arc<dyn Clock>,
        operation: Operation,
    ) -> Result<Self, ServiceError> {
        let following = Following::load(&*store).await?;
        tokio::spawn(following.clone().follow(Arc::clone(&store)));
        let Operation { engines, policy, outbound } = operation;
        let (runs, callbacks) = (Arc::new(Runs::new(policy)), Arc::new(Callbacks::new(Arc::new(outbound))));
        let service = Self { store, clock, following, engines, runs, callbacks };
        service.examine_deployments().await?;
        service.recover().await?;
        service.start_courier();
        Ok(service)
    }

    /// Everything the lists show, as of now. Does not change once taken.
    pub fn catalogue(&self) -> Arc<Catalogue> {
        self.following.catalogue.load_full()
    }

    /// Whether changes are taken, and if not, why.
    ///
    /// # Errors
    /// [`ServiceError::Unavailable`] or [`ServiceError::Full`] while they are not.
    pub fn ready(&self) -> Result<(), ServiceError> {
        Ok(self.store.health()?)
    }

    /// Which parts of the engines do not answer now: what they alone run does not run.
    pub async fn silent_engines(&self) -> Vec<String> {
        match self.engines.of(EngineKind::Comfyui) {
            Some(engine) => engine.silent().await,
            None => Vec::new(),
        }
    }

    /// Whoever writes now, without a reason.
    pub(crate) fn author(&self, actor: Actor) -> Author {
        self.author_because(actor, None)
    }

    /// Whoever writes now, and why.
    pub(crate) fn author_because(&self, actor: Actor, reason: Option<Reason>) -> Author {
        Author { actor, at: self.clock.now(), reason }
    }

    pub(crate) fn new_uuid(&self) -> Uuid {
        ids::new_uuid(&*self.clock)
    }

    /// Waits until the catalogue shows an entry, so that whoever changed something sees it in the
    /// next list. The entry is durable already; a catalogue that lags does not undo it.
    pub(crate) async fn shown(&self, entry: FeedEntry) -> FeedEntry {
        let mut position = self.following.position.subscribe();
        let reached = position.wait_for(|known: &Position| *known >= entry.position);
        if tokio::time::timeout(CATCH_UP, reached).await.is_err() {
            tracing::warn!(feed.position = %entry.position, "The catalogue lags behind the store");
        }
        entry
    }
}

/// Whether somebody else's write came first, so that reading and deciding again may help.
pub(crate) const fn is_conflict(error: &StoreError) -> bool {
    matches!(error, StoreError::Conflict(_))
}
