//! The whole page as a place to drop files on, shown while files hang over it.

use crate::files::{self, ChosenFile};
use leptos::prelude::*;

/// Nothing, until files are dragged over the page.
#[component]
pub(super) fn DropTarget(
    /// Called with what was dropped.
    on_files: Callback<Vec<ChosenFile>>,
) -> impl IntoView {
    let over = RwSignal::new(false);
    files::take_drops(over, on_files);
    view! {
        <div class="drop-target" hidden=true prop:hidden=move || !over.get() aria-hidden="true">
            <p class="drop-target__words">"Drop to import"</p>
        </div>
    }
}
