//! Asks before unsaved work is left: closing, reloading, links, and going back.
//!
//! On the server there is nobody to ask.

#[cfg(feature = "hydrate")]
#[path = "leave_guard/browser.rs"]
mod platform;
#[cfg(not(feature = "hydrate"))]
#[path = "leave_guard/server.rs"]
mod platform;

use leptos::prelude::Signal;

/// Guards the page while `unsaved` holds and the component lives.
pub(crate) fn guard(unsaved: Signal<bool>) {
    platform::guard(unsaved);
}
