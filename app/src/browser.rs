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
    after, copy, every, focus, focus_card, focused_card, go_to_in_editor, is_typing, leave_drops, listen_to_feed,
    menu_toggled, move_in_menu, now, on_key, open_editors, open_menu, read_files, set_theme, show, show_modal,
    site_address, take_drops, visit, warn_before_leaving,
};

use leptos::prelude::*;

#[derive(Clone, Copy)]
struct Origin(RwSignal<String>);

/// Asks the browser for this site's address, once for all who show it.
pub(crate) fn provide_origin() {
    let address = RwSignal::new(String::new());
    provide_context(Origin(address));
    Effect::new(move || address.set(site_address()));
}

/// This site's address (`http://127.0.0.1:3000`), empty until the browser has told it.
pub(crate) fn origin() -> Signal<String> {
    use_context::<Origin>().map_or_else(|| Signal::stored(String::new()), |origin| origin.0.into())
}

/// A file that somebody chose or dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ChosenFile {
    /// What it is called.
    pub(crate) name: String,
    /// How many bytes it has.
    pub(crate) bytes: u64,
    /// What it holds; none where it is too large, or no text.
    pub(crate) text: Option<String>,
}
