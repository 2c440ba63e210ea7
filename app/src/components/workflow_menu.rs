//! Everything that can be done with one workflow, in a menu.

use crate::{
    api::workflows::duplicate_workflow,
    browser,
    components::{icon::Icon, menu::Menu, workflow_dialog::WorkflowTask},
    toast,
};
use domain::Workflow;
use leptos::{
    ev::{MouseEvent, SubmitEvent},
    prelude::*,
    task::spawn_local,
};

/// The menu of one workflow.
#[component]
pub(crate) fn WorkflowMenu(
    /// Which workflow.
    #[prop(into)]
    workflow: Signal<Workflow>,
    /// How many deployments of it there are.
    #[prop(into)]
    deployments: Signal<u32>,
    /// Where what was chosen is put, to be done in a dialog.
    task: RwSignal<Option<WorkflowTask>>,
    /// Whether it stands in the editor, where `Deploy` has a button of its own.
    #[prop(optional)]
    in_editor: bool,
) -> impl IntoView {
    let id = workflow.with_untracked(|it| it.id);
    let page = ["/workflows/", &id.to_string()].concat();
    let label = move || ["More options for ", workflow.read().name.as_str()].concat();
    let begin = move |what: fn(Workflow, u32) -> WorkflowTask| {
        move |event: MouseEvent| {
            event.prevent_default();
            task.set(Some(what(workflow.get_untracked(), deployments.get_untracked())));
        }
    };
    let duplicate = move |event: SubmitEvent| {
        event.prevent_default();
        spawn_local(async move {
            match duplicate_workflow(id).await {
                Ok(copy) => {
                    browser::leave_words(&[copy.name.as_str(), " made"].concat());
                    browser::visit(&["/workflows/", &copy.id.to_string()].concat());
                }
                Err(error) => toast::error(error.to_string()),
            }
        });
    };
    // The saved bytes alone: importing the file gives the same workflow.
    let file = move || ["/snapshots/", &workflow.read().digest.to_string(), "/workflow.json"].concat();
    let file_name = move || [workflow.read().name.as_str(), ".json"].concat();
    view! {
        <Menu id=["menu-", &id.to_string()].concat() label=Signal::derive(label)>
            {(!in_editor).then(|| view! {
                <a role="menuitem" data-dialog="" href=[&page, "/deploy"].concat() on:click=begin(|it, _| WorkflowTask::Deploy(it))>{Icon::Rocket.view()} "Deploy"</a>
            })}
            <a role="menuitem" data-dialog="" href=[&page, "?rename"].concat() rel="external" on:click=begin(|it, _| WorkflowTask::Rename(it))>{Icon::Pencil.view()} "Rename"</a>
            <form method="post" action="" role="none" on:submit=duplicate>
                <input type="hidden" name="do" value="duplicate_workflow"/>
                <input type="hidden" name="id" value=id.to_string()/>
                <button role="menuitem" type="submit">{Icon::Copy.view()} "Duplicate"</button>
            </form>
            <a role="menuitem" href=file download=file_name rel="external">{Icon::Download.view()} "Download"</a>
            <a role="menuitem" class="menu__danger" data-dialog="" href=[&page, "/delete"].concat() on:click=begin(WorkflowTask::Delete)>{Icon::Trash.view()} "Delete"</a>
        </Menu>
    }
}
