//! The editor's head: which workflow it is, what is saved of it, and what can be done with it.

use super::editing::Editing;
use crate::{
    browser,
    components::{
        rename_workflow_form::{RenameWorkflowForm, refused_name},
        workflow_dialog::{WorkflowDialog, WorkflowTask},
        workflow_menu::WorkflowMenu,
        workflow_meta::WorkflowMeta,
    },
};
use domain::{Deployment, Workflow};
use leptos::prelude::*;

/// Name, facts and actions.
#[component]
pub(super) fn WorkflowHead(
    editing: Editing,
    /// What is to be done in a dialog.
    task: RwSignal<Option<WorkflowTask>>,
    /// Whether the form for another name is open at first.
    renaming: bool,
) -> impl IntoView {
    let workflow = editing.workflow;
    let name = move || workflow.read().name.to_string();
    let on_deployed = Callback::new(move |made: Deployment| editing.add(made));
    let on_renamed = Callback::new(move |now: Workflow| {
        workflow.update(|it| {
            it.name = now.name;
            it.changed_at = now.changed_at;
            it.row = now.row;
        });
    });
    let on_deleted = Callback::new(move |gone: Workflow| {
        browser::warn_before_leaving(false);
        browser::leave_words(&[gone.name.as_str(), " deleted"].concat());
        browser::visit("/workflows");
    });
    // Without JavaScript, `Rename` leads to this page with the form on it.
    let renaming = renaming || refused_name(editing.id).is_some();
    Effect::new(move || browser::set_title(&[&*name(), " · Brine"].concat()));
    let quiet = move || !editing.changed.get() && editing.stale.read().is_none();
    let deploy_page = ["/workflows/", &editing.id.to_string(), "/deploy"].concat();
    view! {
        <header class="workflow-head">
            <nav class="workflow-head__path" aria-label="Breadcrumb"><a href="/workflows">"Workflows"</a></nav>
            <div class="workflow-head__row">
                <h1 class="workflow-head__name"><bdi>{name}</bdi></h1>
                <div class="workflow-head__actions">
                    <span class="workflow-head__state" role="status">
                        {move || match (editing.told.get(), editing.changed.get()) {
                            (told, false) if !told.is_empty() => told,
                            (_, true) => "Unsaved changes".to_owned(),
                            _ => String::new(),
                        }}
                    </span>
                    <Show when=move || editing.stale.read().is_none()>
                        <button
                            class="button button--primary workflow-head__save" type="submit" form="workflow-form"
                            data-quiet=move || quiet().then_some("") aria-keyshortcuts="Control+S Meta+S"
                        >{move || if editing.busy.get() { "Saving…" } else { "Save" }}</button>
                    </Show>
                    <form
                        class="workflow-head__deploy" method="get" action=deploy_page
                        on:submit=move |event| { event.prevent_default(); task.set(Some(WorkflowTask::Deploy(workflow.get_untracked()))); }
                    >
                        <button class="button" type="submit" aria-keyshortcuts="Control+Shift+Enter Meta+Shift+Enter">"Deploy"</button>
                    </form>
                    <WorkflowMenu workflow task deployments=editing.deployment_count in_editor=true/>
                </div>
            </div>
            {move || view! { <WorkflowMeta workflow=workflow.get()/> }}
            {renaming.then(|| view! {
                <section class="workflow-head__rename" id="rename" aria-label="Rename this workflow">
                    <RenameWorkflowForm workflow=workflow.get_untracked() on_done=on_renamed/>
                </section>
            })}
        </header>
        <WorkflowDialog
            task facts=Signal::derive(move || Some(editing.facts.get())) unsaved=Signal::from(editing.changed)
            on_deployed on_renamed on_deleted
        />
    }
}
