//! The reader's clock: unknown to the server, and to the first render.

use crate::browser;
use domain::Timestamp;
use leptos::prelude::*;
use std::time::Duration;

/// How often "2 minutes ago" is looked at again.
const TICK: Duration = Duration::from_secs(20);

#[derive(Clone, Copy)]
struct Clock(RwSignal<Option<Timestamp>>);

/// Starts the page's clock.
pub(crate) fn provide_clock() {
    let now = RwSignal::new(None);
    provide_context(Clock(now));
    Effect::new(move || {
        now.set(browser::now());
        browser::every(TICK, move || now.set(browser::now()));
    });
}

/// Now; none until the browser's clock is known.
pub(crate) fn now() -> Signal<Option<Timestamp>> {
    use_context::<Clock>().map_or_else(|| Signal::stored(None), |clock| clock.0.into())
}
