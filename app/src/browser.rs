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

#[cfg(feature = "hydrate")]
pub(crate) use platform::{add_corner, choose_theme, complain, element, on_palette, page_value, show};
pub(crate) use platform::{
    after, copy, every, focus, focused_card, follow_address, go, go_to_in_editor, inputs_of, leave_words,
    listen_to_feed, menu_toggled, move_in_menu, now, on_theme, open_editors, open_menu, problem_words, read_files, say,
    set_title, show_modal, site_address, take_drops, take_field, visit, warn_before_leaving,
};

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
