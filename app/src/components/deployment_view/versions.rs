//! The deployments of the same workflow.

use crate::components::{relative_time::RelativeTime, status_text::StatusText};
use domain::{Deployment, DeploymentId};
use leptos::prelude::*;

/// Newest first, this one marked.
#[component]
pub(super) fn Versions(this: DeploymentId, versions: Vec<Deployment>, count: u32) -> impl IntoView {
    let more = usize::try_from(count).unwrap_or_default().saturating_sub(versions.len());
    let row = move |it: Deployment| {
        let current = (it.id == this).then_some("page");
        view! {
            <li class="version-row">
                <a href=format!("/deployments/{}", it.id) aria-current=current>
                    <span class="version">{it.version.to_string()}</span> " " <bdi>{it.name.to_string()}</bdi>
                </a>
                <StatusText status=Signal::stored(it.status)/>
                <span class="quiet">"revision " {it.workflow.revision.get()} ", " <RelativeTime at=it.created_at/></span>
            </li>
        }
    };
    view! {
        <section class="panel" aria-labelledby="versions-heading">
            <h2 id="versions-heading">"Versions"</h2>
            <ul>{versions.into_iter().map(row).collect_view()}</ul>
            {(more > 0).then(|| view! { <p class="quiet">{format!("and {more} older")}</p> })}
        </section>
    }
}
