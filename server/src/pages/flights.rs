//! One rendering for all who ask for the same page at the same time.
//!
//! After a change every open list asks again at once, and none of them finds a kept page.

use super::{moment::Moment, page::Page};
use app::Theme;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::sync::OnceCell;

/// What makes two pages the same: colours, address, and what the catalogue was.
type Key = (Theme, Box<str>, Moment);
type Cell = Arc<OnceCell<Arc<Page>>>;

/// The renderings that are under way.
#[derive(Debug, Default)]
pub(crate) struct Flights {
    all: Mutex<HashMap<Key, Cell>>,
}

impl Flights {
    /// The page as `render` makes it, or as it is being made for somebody else. Where who renders goes away or
    /// fails, the next one who waits renders.
    ///
    /// # Errors
    /// As `render` has them.
    pub(crate) async fn share<E>(
        &self,
        address: &str,
        theme: Theme,
        moment: Moment,
        render: impl Future<Output = Result<Arc<Page>, E>>,
    ) -> Result<Arc<Page>, E> {
        let key = (theme, address.into(), moment);
        let cell = Arc::clone(self.locked().entry(key.clone()).or_default());
        let flight = Flight { flights: self, key, cell };
        flight.cell.get_or_try_init(|| render).await.cloned()
    }

    fn locked(&self) -> std::sync::MutexGuard<'_, HashMap<Key, Cell>> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One who waits. The last takes the flight off the list, also where the client has gone meanwhile.
struct Flight<'a> {
    flights: &'a Flights,
    key: Key,
    cell: Cell,
}

impl Drop for Flight<'_> {
    fn drop(&mut self) {
        let mut all = self.flights.locked();
        // One is the list's, one this one's own; nobody gets another while the list is locked.
        if Arc::strong_count(&self.cell) <= 2 {
            all.remove(&self.key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::StatusCode;
    use domain::Position;
    use std::{
        convert::Infallible,
        sync::atomic::{AtomicU32, Ordering},
    };
    use tokio::sync::Notify;

    const START: Moment = Moment { position: Position::START, executions: 0 };

    fn page() -> Arc<Page> {
        Arc::new(Page::new(StatusCode::OK, "<p>".to_owned()))
    }

    #[tokio::test]
    async fn many_at_once_are_rendered_once() {
        let flights = Flights::default();
        let (rendered, go_on) = (AtomicU32::new(0), Notify::new());
        let ask = || {
            flights.share("/a", Theme::System, START, async {
                rendered.fetch_add(1, Ordering::Relaxed);
                go_on.notified().await;
                Ok::<_, Infallible>(page())
            })
        };
        let all = futures::future::join_all((0..16).map(|_| ask()));
        // Joined futures begin in their order, so the last one's turn is after all have asked.
        let (pages, ()) = tokio::join!(all, async { go_on.notify_one() });
        assert_eq!(rendered.load(Ordering::Relaxed), 1);
        assert!(pages.iter().all(|it| Arc::ptr_eq(it.as_ref().unwrap(), pages[0].as_ref().unwrap())));
        assert!(flights.locked().is_empty(), "nothing is kept here");
    }

    #[tokio::test]
    async fn who_goes_away_leaves_it_to_the_next() {
        let flights = Flights::default();
        let never = flights
            .share("/a", Theme::System, START, async { std::future::pending::<Result<Arc<Page>, Infallible>>().await });
        let mut never = Box::pin(never);
        assert!(futures::poll!(&mut never).is_pending());
        let next = flights.share("/a", Theme::System, START, async { Ok::<_, Infallible>(page()) });
        let mut next = Box::pin(next);
        assert!(futures::poll!(&mut next).is_pending(), "it waits for the first");
        drop(never);
        assert!(next.await.is_ok());
        assert!(flights.locked().is_empty());
    }
}
