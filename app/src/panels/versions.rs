//! The versions of a workflow, with the way back to each: those that are there, and deleted ones whose snapshot is kept.

use crate::components::{
    plain_fields::{Moment, ReasonField},
    status_text::StatusText,
};
use domain::{Deployment, DeploymentId, DeploymentStatus, Origin, Retired, Timestamp};
use leptos::prelude::*;
use std::{cmp::Reverse, sync::Arc};

/// How a version is.
enum Standing {
    Here,
    /// Deleted, with its snapshot kept until then, or for ever.
    Deleted(Option<Timestamp>),
}

/// Newest first, this one marked.
#[component]
pub(super) fn Versions(
    this: DeploymentId,
    versions: Vec<Deployment>,
    count: u32,
    retired: Vec<Arc<Retired>>,
) -> impl IntoView {
    let more = usize::try_from(count).unwrap_or_default().saturating_sub(versions.len());
    // The way back leads to any other one; to resume the newest, where none runs, is what its switch is for.
    let live = versions.iter().find(|it| it.status == DeploymentStatus::Running).or(versions.first()).map(|it| it.id);
    let here = versions.into_iter().map(|it| (it, Standing::Here));
    let deleted = retired.into_iter().map(|it| (it.deployment.clone(), Standing::Deleted(it.kept_until)));
    let mut all: Vec<_> = here.chain(deleted).collect();
    all.sort_by_key(|(it, _)| Reverse(it.version));
    let can_go_back = |it: &Deployment| Some(it.id) != live && it.kind.no_door().is_none();
    let any = all.iter().any(|(it, _)| can_go_back(it));
    let rows = all.into_iter().map(|(it, standing)| {
        let back = can_go_back(&it);
        row(it, &standing, this, back)
    });
    let rows = rows.collect_view();
    view! {
        <section class="panel panel--wide" aria-labelledby="versions-heading">
            <h2 id="versions-heading">"Versions"</h2>
            <form method="post" action="">
                <input type="hidden" name="do" value="roll_back"/>
                <ul class="versions">{rows}</ul>
                {(more > 0).then(|| view! { <p class="quiet">{format!("and {more} older")}</p> })}
                {any.then(|| view! {
                    <p class="field__hint">
                        "Rolling back makes that version the live one in one step: the version that runs now is paused, and its addresses lead to the one that you choose. A deleted version comes back as a new one, from its snapshot."
                    </p>
                    <ReasonField id="roll-back-reason"/>
                })}
            </form>
        </section>
    }
}

fn row(it: Deployment, standing: &Standing, this: DeploymentId, back: bool) -> impl IntoView + use<> {
    let current = (it.id == this).then_some("page");
    let status = match standing {
        Standing::Here => view! { <StatusText status=Signal::stored(it.status)/> }.into_any(),
        Standing::Deleted(Some(until)) => {
            view! { <span>"Deleted, snapshot kept until " <Moment at=*until/></span> }.into_any()
        }
        Standing::Deleted(None) => view! { <span>"Deleted, snapshot kept"</span> }.into_any(),
    };
    let origin = match it.origin {
        Origin::Saved => format!("revision {}", it.workflow.revision),
        Origin::RolledBack { version, .. } => format!("back to {version}"),
    };
    let version = it.version.to_string();
    let hidden = [": ", &*version].concat();
    view! {
        <li class="version-row">
            <a href=format!("/deployments/{}", it.id) aria-current=current>
                <span class="version">{version}</span> " " <bdi>{it.name.to_string()}</bdi>
            </a>
            {status}
            <span class="quiet">{origin} ", made " <Moment at=it.created_at/></span>
            {it.reason.map(|reason| view! { <span class="version-row__reason"><span class="quiet">"Reason: "</span> <bdi>{reason.to_string()}</bdi></span> })}
            {back.then(|| view! {
                <button type="submit" class="button" name="to" value=it.id.to_string()>
                    "Roll back to this version" <span class="visually-hidden">{hidden}</span>
                </button>
            })}
        </li>
    }
}
