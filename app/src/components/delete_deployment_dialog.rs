//! Asks before a deployment is deleted, and says what stops working.

use crate::components::{dialog::Dialog, words::Words};
use domain::Deployment;
use leptos::prelude::*;

/// `Delete NAME?`, with the focus on Cancel.
#[component]
pub(crate) fn DeleteDeploymentDialog(
    /// Which deployment; the dialog is open while there is one.
    deployment: RwSignal<Option<Deployment>>,
    /// Called when the answer is yes.
    on_delete: Callback<Deployment>,
) -> impl IntoView {
    let close = Callback::new(move |()| deployment.set(None));
    let title = move || deployment.read().as_ref().map(|it| Words::about("Delete ", &it.name, "?")).unwrap_or_default();
    let version = move || deployment.read().as_ref().map(|it| it.version.to_string()).unwrap_or_default();
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
            <div id="delete-about">
                <DeletionConsequences version=Signal::derive(version)/>
            </div>
            <div class="dialog__actions">
                <button type="button" class="button" autofocus on:click=move |_| close.run(())>"Cancel"</button>
                <button type="button" class="button button--danger" on:click=delete>"Delete"</button>
            </div>
        </Dialog>
    }
}

/// What a deletion means, in words.
#[component]
pub(crate) fn DeletionConsequences(
    /// Which version would go.
    #[prop(into)]
    version: Signal<String>,
) -> impl IntoView {
    view! {
        <p>"Its endpoint stops answering at once, for good: " {move || version.get()} " is never used again."</p>
        <p class="quiet">"The workflow and its other deployments stay as they are."</p>
    }
}
