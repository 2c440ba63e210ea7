//! One thing that was done: what, why, who and when.

use crate::{components::icon::Icon, state::relative_time::exact};
use domain::{DeploymentId, Happening, HappeningKind, HistoryQuery, Known, Name, Sentence, SentencePart, Version};
use leptos::prelude::*;
use std::sync::Arc;

/// A row of the history.
#[component]
pub(super) fn HappeningRow(
    /// What was done.
    it: Happening,
    /// What it is about.
    known: Arc<Known>,
) -> impl IntoView {
    let (at, who) = (it.at(), it.actor().words());
    let parts = Sentence::of(&it, &known).parts().iter().map(|part| shown(part, &known)).collect_view();
    let why =
        it.reason().map(|why| view! { <blockquote class="happening__why"><bdi>{why.to_string()}</bdi></blockquote> });
    view! {
        <li class="happening" id=format!("p{}", it.position())>
            <span class="happening__icon">{icon(it.kind()).view()}</span>
            <div class="happening__main">
                <p class="happening__what">{parts}</p>
                {why}
            </div>
            <p class="happening__when quiet">{who} ", " <time datetime=at.to_string()>{exact(at)}</time></p>
        </li>
    }
}

fn shown(part: &SentencePart, known: &Known) -> AnyView {
    match part {
        SentencePart::Words(words) => view! { <span>{words.clone()}</span> }.into_any(),
        SentencePart::Workflow { id, name } => {
            let is_there = known.workflow(*id).is_some();
            named(name.to_string(), is_there.then(|| format!("/workflows/{id}")))
        }
        SentencePart::Deployment { id, name, version } => {
            let is_there = known.deployment(*id).is_some_and(|it| it.is_there);
            let words = name.as_ref().map_or_else(|| id.to_string(), ToString::to_string);
            let link = named(words, is_there.then(|| format!("/deployments/{id}")));
            let only = version.map(|version| view! { " " <OnlyOf id=*id name=name.clone() version/> });
            view! { {link} {only} }.into_any()
        }
    }
}

fn named(words: String, href: Option<String>) -> AnyView {
    match href {
        Some(href) => view! { <a href=href><bdi>{words}</bdi></a> }.into_any(),
        None => view! { <bdi class="happening__gone">{words}</bdi> }.into_any(),
    }
}

/// A version, which leads to what happened to it alone.
#[component]
fn OnlyOf(id: DeploymentId, name: Option<Name>, version: Version) -> impl IntoView {
    let query = HistoryQuery { deployment: Some(id), ..HistoryQuery::default() };
    let words = match name {
        Some(name) => format!("Only what happened to {name} {version}"),
        None => format!("Only what happened to {version}"),
    };
    view! { <a class="version" href=query.href() title=words.clone() aria-label=words>{version.to_string()}</a> }
}

const fn icon(kind: HappeningKind) -> Icon {
    match kind {
        HappeningKind::Deployed | HappeningKind::Redeployed => Icon::Rocket,
        HappeningKind::RolledBack | HappeningKind::Restored => Icon::Cube,
        HappeningKind::Status => Icon::Pause,
        HappeningKind::Renamed => Icon::Pencil,
        HappeningKind::Deleted | HappeningKind::SnapshotRemoved => Icon::Trash,
        HappeningKind::Address => Icon::Open,
        HappeningKind::Imported => Icon::Upload,
        HappeningKind::Saved => Icon::Check,
    }
}
