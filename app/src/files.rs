//! Files that somebody chose or dropped on the page: their names, sizes and texts.
//!
//! What is made of them is the page's work. On the server there are none.

#[cfg(feature = "hydrate")]
#[path = "files/browser.rs"]
mod platform;
#[cfg(not(feature = "hydrate"))]
#[path = "files/server.rs"]
mod platform;

use leptos::{
    prelude::{Callback, RwSignal},
    web_sys::HtmlInputElement,
};

pub(crate) use platform::ChosenFile;

/// Why a file has no text for us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only a browser reads files"))]
pub(crate) enum FileFault {
    /// The browser could not read it: moved, changed, or not allowed.
    Unread,
    /// Its bytes are not UTF-8.
    NotText,
}

/// The files chosen in a file input.
pub(crate) fn chosen_in(input: &HtmlInputElement) -> Vec<ChosenFile> {
    platform::chosen_in(input)
}

/// Takes files dropped anywhere on the page while the component lives. `over` says whether files
/// are being dragged over the page.
pub(crate) fn take_drops(over: RwSignal<bool>, on_files: Callback<Vec<ChosenFile>>) {
    platform::take_drops(over, on_files);
}
