//! What was deployed of the workflow that is open.

use super::editing::Editing;
use crate::state::doing_html::escaped;
use domain::Deployment;
use leptos::prelude::*;

/// Its newest deployments, and where all of them are.
#[component]
pub(super) fn WorkflowDeployments(editing: Editing) -> impl IntoView {
    let more = move || {
        let (count, shown) = (editing.deployment_count.get(), editing.deployments.read().len());
        (count as usize > shown).then(|| ["See all ", &count.to_string(), " on the dashboard"].concat())
    };
    view! {
        <section class="panel" aria-labelledby="deployments-title">
            <h2 class="panel__title" id="deployments-title">
                "Deployments" <span class="panel__count">{move || editing.deployment_count.get().to_string()}</span>
            </h2>
            <p class="panel__lead">"Changes made to the workflow later do not affect its deployments."</p>
            <ul class="panel__list" role="list">
                <For each=move || editing.deployments.get() key=|it| (it.id, it.row) let:deployment>
                    <Item deployment/>
                </For>
            </ul>
            {move || more().map(|words| view! { <a href="/deployments">{words}</a> })}
        </section>
    }
}

/// One of them, as a text: nothing in it listens, and so it costs a browser nearly nothing.
#[component]
fn Item(deployment: Deployment) -> impl IntoView {
    let Deployment { id, name, kind, version, status, workflow, .. } = deployment;
    let page = ["/deployments/", &id.to_string()].concat();
    let (name, version) = (escaped(name.as_str()), version.to_string());
    let html = [
        r#"<a class="panel__link" href=""#,
        &page,
        r#""><bdi>"#,
        &name,
        r#"</bdi></a> <span class="panel__facts">"#,
        &version,
        " · ",
        kind.label(),
        " · revision ",
        &workflow.revision.to_string(),
        r#"</span> <span class="panel__status" data-status=""#,
        status.as_str(),
        r#"">"#,
        status.label(),
        r#"</span> <a href=""#,
        &page,
        r#"/redeploy">Redeploy<span class="visually-hidden"> "#,
        &name,
        " ",
        &version,
        "</span></a>",
    ];
    view! { <li class="panel__item" inner_html=html.concat()></li> }
}
