//! Says that the workflow was saved elsewhere while it is open here.

use super::editing::Editing;
use leptos::{prelude::*, task::spawn_local};

/// Nothing, until a revision newer than the one that the text was made from is saved.
#[component]
pub(super) fn NewerNotice(editing: Editing) -> impl IntoView {
    let newer = Memo::new(move |_| {
        let newest = editing.newest.get();
        let quiet = editing.busy.get() || editing.stale.read().is_some();
        (!quiet && newest > editing.workflow.read().revision).then_some(newest)
    });
    let show = move |_| {
        if editing.changed.get_untracked() {
            let made_from = editing.workflow.read_untracked().revision;
            spawn_local(editing.show_both(made_from));
        } else {
            editing.take_theirs();
        }
    };
    view! {
        <div role="status">
            {move || newer.get().map(|revision| view! {
                <p class="notice editor-notice">
                    <span>"Revision " {revision.to_string()} " was saved elsewhere."</span>
                    <button type="button" class="button" on:click=show>
                        {move || if editing.changed.get() { "Show both" } else { "Show it" }}
                    </button>
                </p>
            })}
        </div>
    }
}
