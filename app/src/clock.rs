//! The reader's clock: unknown to the server, and to the first render.

use crate::browser;
use domain::Timestamp;
use leptos::prelude::*;
use std::time::Duration;

/// How often "2 minutes ago" is looked at again.
const TICK: Duration = Duration::from_secs(20);

/// The page's clock.
#[derive(Clone, Copy)]
pub(crate) struct Clock(RwSignal<Option<Timestamp>>);

impl Clock {
    /// Starts it.
    pub(crate) fn start() -> Self {
        let now = RwSignal::new(None);
        Effect::new(move || {
            now.set(browser::now());
            browser::every(TICK, move || now.set(browser::now()));
        });
        Self(now)
    }

    /// Now; none until the browser's clock is known.
    pub(crate) fn now(self) -> Signal<Option<Timestamp>> {
        self.0.into()
    }
}
