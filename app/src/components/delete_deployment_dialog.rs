//! Asks before a deployment is deleted. What that means, and how it is done, is HTML that the server wrote.

use crate::components::{dialog::Dialog, words::Words};
use domain::Deployment;
use leptos::prelude::*;

/// `Delete NAME?`, with the focus on Cancel.
#[component]
pub(crate) fn DeleteDeploymentDialog(
    /// Which deployment; the dialog is open while there is one.
    deployment: RwSignal<Option<Deployment>>,
    /// What a delete means, with its fields.
    choice: String,
    /// Called when the answer is yes.
    on_delete: Callback<Deployment>,
) -> impl IntoView {
    let close = Callback::new(move |()| deployment.set(None));
    let title = move || deployment.read().as_ref().map(|it| Words::about("Delete ", &it.name, "?")).unwrap_or_default();
    let delete = move |_| {
        if let Some(it) = deployment.get_untracked() {
            close.run(());
            on_delete.run(it);
        }
    };
    view! {
        <Dialog
            id="delete-title"
            title=Signal::derive(title)
            open=Signal::derive(move || deployment.read().is_some())
            on_close=close
            described_by="delete-about"
        >
            <div inner_html=choice></div>
            <div class="dialog__actions">
                <button type="button" class="button" autofocus on:click=move |_| close.run(())>"Cancel"</button>
                <button type="button" class="button button--danger" on:click=delete>"Delete"</button>
            </div>
        </Dialog>
    }
}
