//! The feed as a reader hears it: what was missed, then what happens.

use crate::{Service, ServiceError};
use domain::{FeedEntry, Position};
use futures::{Stream, StreamExt as _, stream};
use std::sync::Arc;
use tokio_stream::wrappers::{BroadcastStream, errors::BroadcastStreamRecvError};

/// How many missed entries are told one by one; a reader who missed more reloads.
const CATCH_UP: u32 = 1_000;

/// What a reader of the feed hears.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Something changed.
    Entry(Arc<FeedEntry>),
    /// Too much was missed to be told: read everything again, as of this position.
    Reset(Position),
}

/// The events after `after`; from now on where there is none.
///
/// Listening begins before what was missed is read, so nothing falls between,
/// and what is heard twice is told once. After a reset the stream goes on.
///
/// # Errors
/// Where the store cannot read the feed.
pub async fn events_after(
    service: &Service,
    after: Option<Position>,
) -> Result<impl Stream<Item = Event> + Send + use<>, ServiceError> {
    let live = service.following.entries.subscribe();
    let head = service.catalogue().position();
    let after = after.unwrap_or(head);
    let missed = missed(service, after, head).await?;
    let told = missed.iter().map(Event::position).max().unwrap_or(after);
    let catalogue = Arc::clone(&service.following.catalogue);
    let live = BroadcastStream::new(live).filter_map(move |heard| {
        let event = match heard {
            Ok(entry) => (entry.position > told).then_some(Event::Entry(entry)),
            Err(BroadcastStreamRecvError::Lagged(_)) => Some(Event::Reset(catalogue.load().position())),
        };
        std::future::ready(event)
    });
    Ok(stream::iter(missed).chain(live))
}

async fn missed(service: &Service, after: Position, head: Position) -> Result<Vec<Event>, ServiceError> {
    if after > head {
        // The reader has seen more than there is: another data folder stands behind the same address.
        return Ok(vec![Event::Reset(head)]);
    }
    if after == head {
        return Ok(Vec::new());
    }
    let entries = service.store.feed(after, CATCH_UP + 1).await?;
    let gap = entries.first().is_some_and(|first| first.position != after.next());
    if gap || entries.len() > CATCH_UP as usize {
        return Ok(vec![Event::Reset(head)]);
    }
    Ok(entries.into_iter().map(|entry| Event::Entry(Arc::new(entry))).collect())
}

impl Event {
    /// The position that a reader knows of after this event.
    pub fn position(&self) -> Position {
        match self {
            Self::Entry(entry) => entry.position,
            Self::Reset(position) => *position,
        }
    }
}
