//! Everything that can be done with one workflow, in a menu.

use crate::{api::workflows::duplicate_workflow, components::workflow_dialog::WorkflowTask};
use domain::Workflow;
use leptos::{
    ev::{MouseEvent, SubmitEvent},
    prelude::*,
    task::spawn_local,
};
use leptos_router::{NavigateOptions, hooks::use_navigate};

/// The menu of one workflow.
#[component]
pub(crate) fn WorkflowMenu(
    /// Which workflow.
    workflow: Workflow,
    /// How many deployments of it there are.
    deployments: u32,
    /// Where what was chosen is put, to be done in a dialog.
    task: RwSignal<Option<WorkflowTask>>,
    /// Whether it stands in the editor, where `Deploy` has a button of its own.
    #[prop(optional)]
    in_editor: bool,
) -> impl IntoView {
    let id = workflow.id;
    let page = ["/workflows/", &id.to_string()].concat();
    let label = ["More options for ", workflow.name.as_str()].concat();
    let begin = move |event: &MouseEvent, what: WorkflowTask| {
        event.prevent_default();
        task.set(Some(what));
    };
    let navigate = use_navigate();
    let duplicate = move |event: SubmitEvent| {
        event.prevent_default();
        let navigate = navigate.clone();
        spawn_local(async move {
            if let Ok(copy) = duplicate_workflow(id).await {
                navigate(&["/workflows/", &copy.id.to_string()].concat(), NavigateOptions::default());
            }
        });
    };
    let (deploying, renaming, deleting) = (workflow.clone(), workflow.clone(), workflow.clone());
    view! {
        <details class="menu">
            <summary class="menu__button" aria-label=label>"⋯"</summary>
            <ul class="menu__items" role="list">
                {(!in_editor).then(|| view! {
                    <li><a class="menu__item" data-dialog="" href=[&page, "/deploy"].concat() on:click=move |event| begin(&event, WorkflowTask::Deploy(deploying.clone()))>"Deploy"</a></li>
                })}
                <li><a class="menu__item" data-dialog="" href=[&page, "?rename#rename"].concat() on:click=move |event| begin(&event, WorkflowTask::Rename(renaming.clone()))>"Rename"</a></li>
                <li>
                    <form method="post" action="" on:submit=duplicate>
                        <input type="hidden" name="do" value="duplicate_workflow"/>
                        <input type="hidden" name="id" value=id.to_string()/>
                        <button class="menu__item" type="submit">"Duplicate"</button>
                    </form>
                </li>
                <li><a class="menu__item" href=["/api/v1/workflows/", &id.to_string()].concat() download="">"Download"</a></li>
                <li><a class="menu__item menu__item--danger" data-dialog="" href=[&page, "/delete"].concat() on:click=move |event| begin(&event, WorkflowTask::Delete(deleting.clone(), deployments))>"Delete"</a></li>
            </ul>
        </details>
    }
}
