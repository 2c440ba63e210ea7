//! Rendered pages, kept while the catalogue stays as it is.
//!
//! Everything that a page shows changes with the feed or with an execution, so a page is as good as
//! new while its moment is now. Bounded in number and in bytes:
//! the one that was not asked for longest goes first.

use super::{moment::Moment, page::Page};
use app::Theme;
use std::{
    collections::HashMap,
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicU64, Ordering},
    },
};

const MAX_PAGES: usize = 256;
const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// The kept pages, by colours and address.
#[derive(Debug, Default)]
pub(crate) struct PageCache {
    kept: RwLock<HashMap<Theme, HashMap<Box<str>, Kept>>>,
    /// Counts the questions, so that there is a latest.
    asked: AtomicU64,
}

#[derive(Debug)]
struct Kept {
    moment: Moment,
    page: Arc<Page>,
    asked: AtomicU64,
}

impl PageCache {
    /// The page at an address, if it was rendered at this moment.
    pub(crate) fn find(&self, address: &str, theme: Theme, moment: Moment) -> Option<Arc<Page>> {
        let all = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        let kept = all.get(&theme)?.get(address).filter(|kept| kept.moment == moment)?;
        kept.asked.store(self.asked.fetch_add(1, Ordering::Relaxed), Ordering::Relaxed);
        Some(Arc::clone(&kept.page))
    }

    /// Keeps a page that was rendered at `moment`, or after.
    pub(crate) fn keep(&self, address: &str, theme: Theme, moment: Moment, page: Arc<Page>) {
        if !page.is_ordinary() {
            return;
        }
        let asked = AtomicU64::new(self.asked.fetch_add(1, Ordering::Relaxed));
        let mut all = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        all.entry(theme).or_default().insert(address.into(), Kept { moment, page, asked });
        shrink(&mut all, moment);
    }
}

fn shrink(all: &mut HashMap<Theme, HashMap<Box<str>, Kept>>, moment: Moment) {
    let is_full = |all: &HashMap<Theme, HashMap<Box<str>, Kept>>| {
        let kept = all.values().flat_map(HashMap::values);
        let (pages, bytes) = kept.fold((0, 0), |(pages, bytes), it| (pages + 1, bytes + it.page.weight()));
        pages > MAX_PAGES || bytes > MAX_BYTES
    };
    if !is_full(all) {
        return;
    }
    for pages in all.values_mut() {
        pages.retain(|_, kept| kept.moment >= moment);
    }
    while is_full(all) {
        let each =
            all.iter().flat_map(|(theme, pages)| pages.iter().map(move |(address, kept)| (*theme, address, kept)));
        let oldest = each.min_by_key(|(.., kept)| kept.asked.load(Ordering::Relaxed));
        let Some((theme, address)) = oldest.map(|(theme, address, _)| (theme, address.clone())) else { return };
        all.entry(theme).or_default().remove(&address);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::StatusCode;

    fn at(position: u64) -> Moment {
        Moment { position: domain::Position::new(position), executions: 0 }
    }

    fn page() -> Arc<Page> {
        Arc::new(Page::new(StatusCode::OK, "<p>".to_owned()))
    }

    #[test]
    fn forgets_with_the_catalogue() {
        let cache = PageCache::default();
        cache.keep("/a", Theme::Dark, at(1), page());
        assert!(cache.find("/a", Theme::Dark, at(1)).is_some());
        assert!(cache.find("/a", Theme::Dark, at(2)).is_none());
        assert!(cache.find("/a", Theme::Light, at(1)).is_none());
    }

    #[test]
    fn stays_bounded_and_keeps_what_is_asked_for() {
        let cache = PageCache::default();
        cache.keep("/often", Theme::System, at(0), page());
        for number in 0..2 * MAX_PAGES {
            cache.keep(&format!("/once?{number}"), Theme::System, at(0), page());
            assert!(cache.find("/often", Theme::System, at(0)).is_some());
        }
        assert!(cache.find("/once?0", Theme::System, at(0)).is_none());
    }

    #[test]
    fn keeps_no_refusals() {
        let cache = PageCache::default();
        let gone = Page::new(StatusCode::NOT_FOUND, "<p>".to_owned());
        cache.keep("/a", Theme::System, at(0), Arc::new(gone));
        assert!(cache.find("/a", Theme::System, at(0)).is_none());
    }
}
