//! The editor's keys: save, run, deploy.

use super::editing::Editing;
use crate::components::workflow_dialog::WorkflowTask;
use leptos::{ev, html::Form, prelude::*};

/// Hears them wherever the focus is, but for a dialog.
pub(super) fn listen(editing: Editing, task: RwSignal<Option<WorkflowTask>>, test_form: NodeRef<Form>) {
    Effect::new(move || {
        let shortcut = window_event_listener(ev::keydown, move |event| {
            let with_control = (event.ctrl_key() || event.meta_key()) && !event.alt_key();
            if !with_control || task.read_untracked().is_some() {
                return;
            }
            match (event.key().as_str(), event.shift_key()) {
                ("s" | "S", false) => editing.save(),
                // As if its button were pressed: what is wrong with a field is said at the field.
                ("Enter", false) => {
                    if let Some(form) = test_form.get_untracked() {
                        let _ = form.request_submit();
                    }
                }
                ("Enter", true) => task.set(Some(WorkflowTask::Deploy(editing.workflow.get_untracked()))),
                _ => return,
            }
            event.prevent_default();
        });
        on_cleanup(move || shortcut.remove());
    });
}
