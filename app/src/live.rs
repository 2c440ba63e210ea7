//! The feed as the page hears it, shared by the tabs of one browser.

use crate::browser;
use domain::{FeedEntry, Position};
use leptos::prelude::*;

/// Whether what is shown is what is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum LiveState {
    /// Not connected yet; the page is as the server rendered it.
    #[default]
    Starting,
    /// Changes arrive as they happen.
    Live,
    /// The stream broke off; it is being taken up again.
    Reconnecting,
    /// There is no network.
    Offline,
}

impl LiveState {
    /// Whether changes may have been missed: then nothing is shown as if it were certain.
    pub(crate) const fn is_away(self) -> bool {
        matches!(self, Self::Reconnecting | Self::Offline)
    }
}

/// What the page hears.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum News {
    /// Something changed.
    Entry(Box<FeedEntry>),
    /// The feed is at this position: whoever knows less reads again.
    At(Position),
}

/// The page's ear.
#[derive(Clone, Copy)]
pub(crate) struct Live {
    state: RwSignal<LiveState>,
    listeners: StoredValue<Vec<(u32, Callback<News>)>>,
    next: StoredValue<u32>,
}

/// Starts to listen once the page is hydrated.
pub(crate) fn provide_live() {
    let live = Live { state: RwSignal::default(), listeners: StoredValue::default(), next: StoredValue::new(0) };
    provide_context(live);
    Effect::new(move || browser::listen_to_feed(move |kind, data| live.hear(&kind, &data)));
}

/// The page's ear.
pub(crate) fn use_live() -> Option<Live> {
    use_context()
}

impl Live {
    /// Whether what is shown is what is.
    pub(crate) fn state(self) -> Signal<LiveState> {
        self.state.into()
    }

    /// Calls back for all news, until the component that asks is gone.
    pub(crate) fn listen(self, heard: Callback<News>) {
        let id = self.next.get_value();
        self.next.set_value(id + 1);
        self.listeners.update_value(|all| all.push((id, heard)));
        on_cleanup(move || {
            let _ = self.listeners.try_update_value(|all| all.retain(|(known, _)| *known != id));
        });
    }

    fn hear(self, kind: &str, data: &str) {
        match kind {
            "change" => {
                if let Ok(entry) = serde_json::from_slice(data.as_bytes()) {
                    self.tell(News::Entry(Box::new(entry)));
                }
            }
            "at" => {
                if let Ok(position) = data.parse() {
                    self.tell(News::At(Position::new(position)));
                }
            }
            "live" => self.state.set(LiveState::Live),
            "offline" => self.state.set(LiveState::Offline),
            _ => self.state.set(LiveState::Reconnecting),
        }
    }

    fn tell(self, news: News) {
        for (_, heard) in self.listeners.get_value() {
            heard.run(news.clone());
        }
    }
}
