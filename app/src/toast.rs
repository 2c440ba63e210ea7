//! A few words in the corner of the page about what just happened.
//!
//! The corner is the loading script's (`frontend/js/boot/corner.js`): it is there
//! on every page, and for whichever program has something to say.

use crate::{browser, components::words::Words};

/// What is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Toast<'a> {
    /// The words.
    pub(crate) words: &'a Words,
    /// Where to look at it: an address, and the words that lead there. Without words, the id of what can be restored.
    pub(crate) link: Option<(&'a str, &'static str)>,
    /// Whether something was not done: that stays until it was read.
    pub(crate) is_error: bool,
}

/// Says what was done: `NAME paused`.
pub(crate) fn show(words: impl Into<Words>) {
    browser::say(Toast { words: &words.into(), link: None, is_error: false });
}

/// Says what was done, and where to look at it.
pub(crate) fn link(words: impl Into<Words>, href: &str, link: &'static str) {
    browser::say(Toast { words: &words.into(), link: Some((href, link)), is_error: false });
}

/// Says what was deleted, with a button that restores it.
pub(crate) fn undo(words: impl Into<Words>, deleted: &str) {
    link(words, deleted, "");
}

/// Says what was not done, and why.
pub(crate) fn error(words: impl Into<Words>) {
    browser::say(Toast { words: &words.into(), link: None, is_error: true });
}
