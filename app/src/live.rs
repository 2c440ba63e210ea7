//! The feed as the page hears it, shared by the tabs of one browser.

mod doing;
mod heard;
mod watched;

use crate::browser;
use domain::Position;
pub(crate) use heard::{Heard, News};
use leptos::prelude::*;
pub(crate) use watched::Watched;

/// The page's ear.
#[derive(Clone, Copy)]
pub(crate) struct Live {
    listeners: StoredValue<Vec<(u32, Callback<News>)>>,
    next: StoredValue<u32>,
}

impl Live {
    /// Starts to listen once the page is hydrated. The stream itself is the loading script's.
    pub(crate) fn start() -> Self {
        let live = Self { listeners: StoredValue::default(), next: StoredValue::new(0) };
        Effect::new(move || browser::listen_to_feed(move |words| live.hear(words)));
        live
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

    /// Hears what the script says: a position, what changed, or how things are doing, in so many words.
    fn hear(self, words: Vec<String>) {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        match words[..] {
            ["at", position] => {
                if let Ok(position) = position.parse() {
                    self.tell(&News::At(Position::new(position)));
                }
            }
            ["activity", ref words @ ..] => {
                if let Some((id, activity)) = doing::activity(words) {
                    self.tell(&News::Activity(id, activity));
                }
            }
            ["run", ref words @ ..] => {
                if let Some(run) = doing::run(words) {
                    self.tell(&News::Run(run));
                }
            }
            _ => {
                if let Some(heard) = Heard::of_words(&words) {
                    self.tell(&News::Entry(heard));
                }
            }
        }
    }

    fn tell(self, news: &News) {
        for (_, heard) in self.listeners.get_value() {
            heard.run(news.clone());
        }
    }
}
