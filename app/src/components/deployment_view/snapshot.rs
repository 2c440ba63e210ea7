//! What the deployment runs: its bytes, named and drawn.

use crate::{around::Around, picture};
use domain::Deployment;
use leptos::prelude::*;

/// Digest, drawing, JSON.
#[component]
pub(super) fn Snapshot(deployment: Deployment, graph: Option<String>, bytes: u32) -> impl IntoView {
    let (theme, digest) = (Around::of_page().theme, deployment.digest);
    let address = move || picture::graph(digest, theme.get());
    let alone = format!("/api/v1/deployments/{}/workflow", deployment.id);
    let workflow = deployment.workflow.clone();
    view! {
        <section class="panel panel--wide" aria-labelledby="snapshot-heading">
            <h2 id="snapshot-heading">"Snapshot"</h2>
            <p>
                "Revision " {workflow.revision.get()} " of "
                <a href=format!("/workflows/{}", workflow.id)><bdi>{workflow.name.to_string()}</bdi></a>
                {format!(", {} nodes, {bytes} bytes. Changes made to the workflow later do not affect this deployment.", deployment.nodes)}
            </p>
            <p class="digest"><span class="quiet">"SHA-256 "</span> <code>{deployment.digest.to_string()}</code></p>
            <a class="snapshot__picture" href=address rel="external">
                <img src=address alt=format!("Drawing of the graph: {} nodes", deployment.nodes) loading="lazy"/>
            </a>
            {match graph {
                Some(text) => view! {
                    <details class="snapshot__json">
                        <summary>"Workflow JSON"</summary>
                        <pre tabindex="0">{text}</pre>
                    </details>
                }.into_any(),
                None => view! { <p class="quiet">"The JSON is too long to be shown here."</p> }.into_any(),
            }}
            <p><a href=alone rel="external">"The workflow's bytes alone"</a></p>
        </section>
    }
}
