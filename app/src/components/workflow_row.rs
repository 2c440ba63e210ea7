//! One workflow in the list.

use crate::{
    around::Around,
    components::{workflow_dialog::WorkflowTask, workflow_menu::WorkflowMenu, workflow_meta::WorkflowMeta},
    picture,
};
use domain::WorkflowRow as Row;
use leptos::{ev::SubmitEvent, prelude::*};

/// A workflow at a glance: picture, name, facts, how often it is deployed, and what can be done.
#[component]
pub(crate) fn WorkflowRow(
    /// What to show.
    row: Signal<Row>,
    /// Where what was chosen is put, to be done in a dialog.
    task: RwSignal<Option<WorkflowTask>>,
) -> impl IntoView {
    let id = row.with_untracked(|row| row.workflow.id.to_string());
    let page = ["/workflows/", &id].concat();
    let deployed = move || match row.read().deployments {
        0 => "Not deployed".to_owned(),
        1 => "1 deployment".to_owned(),
        many => [&many.to_string(), " deployments"].concat(),
    };
    let theme = Around::of_page().theme;
    let picture = move || picture::thumbnail(row.read().workflow.digest, theme.get());
    let name = move || row.read().workflow.name.to_string();
    let workflow = Signal::derive(move || row.read().workflow.clone());
    let title_id = ["workflow-", &id].concat();
    let deploy = move |event: SubmitEvent| {
        event.prevent_default();
        task.set(Some(WorkflowTask::Deploy(workflow.get_untracked())));
    };
    view! {
        <article class="workflow-row" aria-labelledby=title_id.clone()>
            <img class="workflow-row__picture" src=picture alt="" loading="lazy" width="96" height="64"/>
            <div class="workflow-row__what">
                <h2 class="workflow-row__name"><a href=page.clone()><bdi id=title_id.clone()>{name}</bdi></a></h2>
                {move || view! { <WorkflowMeta workflow=workflow.get()/> }}
            </div>
            <p class="workflow-row__deployed">{deployed}</p>
            <form class="workflow-row__deploy" method="get" action=[&page, "/deploy"].concat() on:submit=deploy>
                <button class="button" type="submit" aria-label=move || ["Deploy ", &*name()].concat()>"Deploy"</button>
            </form>
            <WorkflowMenu workflow deployments=Signal::derive(move || row.read().deployments) task/>
        </article>
    }
}
