//! Brings the code editor to a `<textarea data-editor>`: `frontend/js/editor.js`, loaded only where one is.
//!
//! The textarea stays what the page reads and writes; without the script it is
//! edited as it is. On the server there is nothing to do.

#[cfg(feature = "hydrate")]
#[path = "editor_script/browser.rs"]
mod platform;
#[cfg(not(feature = "hydrate"))]
#[path = "editor_script/server.rs"]
mod platform;

use crate::state::problem_marks::Place;
use leptos::{html::Textarea, prelude::NodeRef};

/// Makes an editor of the textarea once it is there, and takes it away with the component.
pub(crate) fn enhance(textarea: NodeRef<Textarea>) {
    platform::enhance(textarea);
}

/// Brings a place of the text into view, with the cursor on it.
pub(crate) fn go_to(textarea: NodeRef<Textarea>, place: Place) {
    platform::go_to(textarea, place);
}
