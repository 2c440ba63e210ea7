//! The feed as the page hears it, shared by the tabs of one browser.

mod heard;

use crate::browser;
use domain::Position;
pub(crate) use heard::{Heard, News};
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

/// The page's ear.
#[derive(Clone, Copy)]
pub(crate) struct Live {
    state: RwSignal<LiveState>,
    listeners: StoredValue<Vec<(u32, Callback<News>)>>,
    next: StoredValue<u32>,
}

impl Live {
    /// Starts to listen once the page is hydrated.
    pub(crate) fn start() -> Self {
        let live = Self { state: RwSignal::default(), listeners: StoredValue::default(), next: StoredValue::new(0) };
        Effect::new(move || browser::listen_to_feed(move |words| live.hear(words)));
        live
    }

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

    /// Hears what the script says: a state, a position, or what changed, in so many words.
    fn hear(self, words: Vec<String>) {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        match words[..] {
            ["live"] => self.state.set(LiveState::Live),
            ["offline"] => self.state.set(LiveState::Offline),
            ["reconnecting"] => self.state.set(LiveState::Reconnecting),
            ["at", position] => {
                if let Ok(position) = position.parse() {
                    self.tell(News::At(Position::new(position)));
                }
            }
            _ => {
                if let Some(heard) = Heard::of_words(&words) {
                    self.tell(News::Entry(heard));
                }
            }
        }
    }

    fn tell(self, news: News) {
        for (_, heard) in self.listeners.get_value() {
            heard.run(news.clone());
        }
    }
}
