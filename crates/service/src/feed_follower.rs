//! Advances the catalogue: reads the feed as it grows, and nothing else does.
//!
//! Another process's writes would arrive the same way as ours.

use crate::{
    catalogue::{Catalogue, Rows},
    error::ServiceError,
};
use arc_swap::ArcSwap;
use domain::{FeedEntry, Position};
use futures::future::BoxFuture;
use std::{sync::Arc, time::Duration};
use store::{Store, StoreError};
use tokio::sync::{broadcast, watch};

/// How many entries are read at once.
const BATCH: u32 = 1_000;
/// How many rows are read at once while the catalogue is built.
const PAGE: u32 = 1_000;
/// How long to wait before the store is asked again after it failed.
const PAUSE: Duration = Duration::from_millis(200);

/// Where the follower puts what it has read.
#[derive(Debug, Clone)]
pub(crate) struct Following {
    pub(crate) catalogue: Arc<ArcSwap<Catalogue>>,
    pub(crate) entries: broadcast::Sender<Arc<FeedEntry>>,
    pub(crate) position: watch::Sender<Position>,
}

impl Following {
    /// Reads everything once, so that there is a catalogue to follow from.
    pub(crate) async fn load(store: &dyn Store) -> Result<Self, ServiceError> {
        let catalogue = read_all(store).await?;
        let position = watch::Sender::new(catalogue.position());
        let catalogue = Arc::new(ArcSwap::from_pointee(catalogue));
        Ok(Self { catalogue, entries: broadcast::Sender::new(4_096), position })
    }

    /// Follows the feed for as long as the service lives.
    pub(crate) async fn follow(self, store: Arc<dyn Store>) {
        loop {
            if let Err(error) = self.step(&*store).await {
                tracing::error!(%error, "Could not follow the feed; the lists are not up to date");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }

    async fn step(&self, store: &dyn Store) -> Result<(), ServiceError> {
        let known = self.catalogue.load().position();
        store.feed_grew(known).await?;
        let entries = store.feed(known, BATCH).await?;
        let is_next = entries.first().is_none_or(|first| first.position == known.next());
        if is_next {
            self.advance(entries)
        } else {
            self.replace(read_all(store).await?)
        }
        Ok(())
    }

    fn advance(&self, entries: Vec<FeedEntry>) {
        let mut catalogue = Catalogue::clone(&self.catalogue.load());
        for entry in &entries {
            catalogue = catalogue.after(entry);
        }
        self.replace(catalogue);
        for entry in entries {
            // An error only says that nobody is listening now.
            let _ = self.entries.send(Arc::new(entry));
        }
    }

    fn replace(&self, catalogue: Catalogue) {
        let position = catalogue.position();
        self.catalogue.store(Arc::new(catalogue));
        self.position.send_replace(position);
    }
}

/// Reads every row, page by page. The head is read first: entries that come
/// meanwhile are applied again afterwards, which changes nothing.
async fn read_all(store: &dyn Store) -> Result<Catalogue, StoreError> {
    let head = store.head().await?;
    let workflows = all(|last| store.workflows(last, PAGE), |it| it.id).await?;
    let deployments = all(|last| store.deployments(last, PAGE), |it| it.id).await?;
    let retired = all(|last| store.all_retired(last, PAGE), |it| it.deployment.id).await?;
    let addresses = all(|last| store.addresses(last, PAGE), |it| it.slug).await?;
    Ok(Catalogue::new(head, Rows { workflows, deployments, retired, addresses }))
}

/// Every row of one kind; `page` gives those after one that is known.
async fn all<'a, T, K>(
    page: impl Fn(Option<K>) -> BoxFuture<'a, Result<Vec<T>, StoreError>>,
    key: impl Fn(&T) -> K,
) -> Result<Vec<T>, StoreError> {
    let mut rows = Vec::new();
    loop {
        let next = page(rows.last().map(&key)).await?;
        if next.is_empty() {
            return Ok(rows);
        }
        rows.extend(next);
    }
}
