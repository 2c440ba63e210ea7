//! The text of the graph: a form with a textarea, which a script makes a code editor of.

use super::editing::Editing;
use crate::{
    browser,
    components::refusal_notice::RefusalNotice,
    state::{problem_marks::marks, stale_save::ACTION, textarea_text::textarea_html},
};
use leptos::prelude::*;

/// The form and its textarea.
#[component]
pub(super) fn Source(
    editing: Editing,
    /// What stands in it at first.
    text: String,
) -> impl IntoView {
    Effect::new(move || {
        if editing.textarea.get().is_some() {
            browser::open_editors();
        }
    });
    let marks = move || {
        let mut problems = editing.problems.get();
        problems.extend(editing.failed());
        if problems.is_empty() { String::new() } else { marks(&untrack(|| editing.text()), &problems) }
    };
    let label = move || if editing.stale.read().is_some() { "Yours, not saved" } else { "" };
    view! {
        <form
            class="editor__form" id="workflow-form" method="post" action="" enctype="multipart/form-data"
            on:submit=move |event| { event.prevent_default(); editing.save(); }
        >
            <input type="hidden" name="do" value=ACTION/>
            <input type="hidden" name="id" value=editing.id.to_string()/>
            <input type="hidden" name="expected" value=move || editing.expected().to_string()/>
            <RefusalNotice id="save-refusal" messages=editing.messages/>
            <div class="editor__head">
                <label class="editor__label" for="graph">"Workflow JSON"</label>
                <span class="editor__side">{label}</span>
                <span class="editor__keys" id="editor-keys">
                    "Tab leaves the editor." <span class="editor__save-key">" Ctrl+S saves, Ctrl+Enter runs."</span>
                </span>
            </div>
            <div class="editor__frame">
                <textarea
                    class="input editor__textarea" id="graph" name="graph" rows="24" spellcheck="false" wrap="off"
                    autocomplete="off" autocapitalize="off" aria-describedby="editor-keys" data-editor=""
                    data-marks=marks node_ref=editing.textarea
                    inner_html=textarea_html(&text)
                    on:input=move |_| editing.note_edit()
                ></textarea>
            </div>
        </form>
    }
}
