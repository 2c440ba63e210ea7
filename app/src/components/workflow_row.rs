//! One workflow in the list.

use crate::{
    around::Around,
    components::{workflow_dialog::WorkflowTask, workflow_menu::WorkflowMenu, workflow_meta::WorkflowMeta},
    picture,
};
use domain::WorkflowRow as Row;
use leptos::prelude::*;

/// A workflow at a glance: picture, name, facts, how often it is deployed, and what can be done.
#[component]
pub(crate) fn WorkflowRow(
    /// What to show.
    row: Row,
    /// Where what was chosen is put, to be done in a dialog.
    task: RwSignal<Option<WorkflowTask>>,
) -> impl IntoView {
    let Row { workflow, deployments } = row;
    let page = ["/workflows/", &workflow.id.to_string()].concat();
    let deployed = match deployments {
        0 => "Not deployed".to_owned(),
        1 => "1 deployment".to_owned(),
        many => [&many.to_string(), " deployments"].concat(),
    };
    let name = workflow.name.to_string();
    let deploying = workflow.clone();
    let (digest, theme) = (workflow.digest, Around::of_page().theme);
    let title_id = ["workflow-", &workflow.id.to_string()].concat();
    view! {
        <article class="workflow-row" aria-labelledby=title_id.clone()>
            <img class="workflow-row__picture" src=move || picture::thumbnail(digest, theme.get()) alt="" loading="lazy" width="96" height="64"/>
            <div class="workflow-row__what">
                <h2 class="workflow-row__name"><a href=page.clone()><bdi id=title_id.clone()>{name.clone()}</bdi></a></h2>
                <WorkflowMeta workflow=workflow.clone()/>
            </div>
            <p class="workflow-row__deployed">{deployed}</p>
            <form
                class="workflow-row__deploy" method="get" action=[&page, "/deploy"].concat()
                on:submit=move |event| { event.prevent_default(); task.set(Some(WorkflowTask::Deploy(deploying.clone()))); }
            >
                <button class="button" type="submit" aria-label=["Deploy ", &name].concat()>"Deploy"</button>
            </form>
            <WorkflowMenu workflow=Signal::stored(workflow) deployments=Signal::stored(deployments) task/>
        </article>
    }
}
