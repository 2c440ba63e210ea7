//! What only a browser can do: the one seam between the two programs.
//!
//! On the server nothing of it happens. What is shared by both is called from
//! effects and event handlers only, so that the server's HTML equals the
//! browser's first render.

#[cfg(not(feature = "hydrate"))]
#[path = "browser/none.rs"]
mod platform;
#[cfg(feature = "hydrate")]
#[path = "browser/web.rs"]
mod platform;

pub(crate) use platform::{
    after, copy, every, focus, focus_card, is_typing, listen_to_feed, menu_toggled, move_in_menu, now, on_key,
    open_menu, show_modal, site_address,
};

use leptos::prelude::*;

/// This site's address (`http://127.0.0.1:3000`), empty until the browser has told it.
pub(crate) fn origin() -> Signal<String> {
    let address = RwSignal::new(String::new());
    Effect::new(move || address.set(site_address()));
    address.into()
}
