//! One deployment at a glance, and what can be done with it.

use crate::{
    Theme,
    components::{
        copy_field::CopyField, icon::Icon, menu::Menu, relative_time::RelativeTime, status_switch::StatusSwitch,
        status_text::StatusText, type_icon::TypeIcon,
    },
    state::shown_deployments::Shown,
};
use domain::{Deployment, DeploymentStatus, DeploymentType, Digest};
use leptos::{ev::MouseEvent, prelude::*};

/// What a card's menu asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CardAction {
    /// Another name.
    Rename,
    /// The end of it.
    Delete,
}

/// A card: an article that bears the deployment's name.
#[component]
pub(crate) fn DeploymentCard(
    /// What to show; changes flow in from the feed.
    shown: Shown,
    /// Called with the wanted status.
    on_status: Callback<DeploymentStatus>,
    /// Called with what the menu asks for.
    on_action: Callback<CardAction>,
) -> impl IntoView {
    let it = shown.deployment;
    let first = it.get_untracked();
    let (id, about) = (first.id, format!("about-{}", first.id));
    let (description, described) = (about.clone(), about.clone());
    view! {
        <article id=format!("card-{id}") class="deployment-card" tabindex="-1" aria-label=move || it.read().name.to_string() aria-describedby=about>
            <TypeIcon kind=first.kind/>
            <div class="deployment-card__main">
                <h2 class="deployment-card__name">
                    <a href=format!("/deployments/{id}")><bdi>{move || it.read().name.to_string()}</bdi></a>
                </h2>
                <p class="deployment-card__state">
                    <StatusText status=Signal::derive(move || it.read().status)/>
                    <span aria-hidden="true">"→"</span>
                    <span id=description>
                        <span class="version">{first.version.to_string()}</span>
                        " deployed " <RelativeTime at=first.created_at/>
                    </span>
                </p>
                <p class="deployment-card__source">
                    <a href=format!("/workflows/{}", first.workflow.id)><bdi>{first.workflow.name.to_string()}</bdi></a>
                    {format!(" revision {} · ", first.workflow.revision)}
                    <code title=first.digest.to_string()>{first.digest.short()}</code>
                </p>
            </div>
            <Thumbnail digest=first.digest nodes=first.nodes/>
            <Address deployment=it/>
            <StatusSwitch deployment=it busy=shown.busy described_by=described on_status/>
            <CardMenu deployment=it on_action/>
        </article>
    }
    // Its whole type, nested in that of the list, is deeper than the compiler goes.
    .into_any()
}

/// A small drawing of what the deployment runs.
#[component]
fn Thumbnail(digest: Digest, nodes: u32) -> impl IntoView {
    let theme = use_context::<Theme>().unwrap_or_default();
    let address = match theme {
        Theme::System => format!("/snapshots/{digest}/thumb.svg"),
        chosen => format!("/snapshots/{digest}/thumb.svg?theme={}", chosen.as_str()),
    };
    let words = if nodes == 1 { "Graph of 1 node".to_owned() } else { format!("Graph of {nodes} nodes") };
    view! { <img class="deployment-card__thumb" src=address alt=words loading="lazy" decoding="async" width="160" height="64"/> }
}

/// Where requests go, to be copied. A Discord bot's command comes with Discord's release.
#[component]
fn Address(deployment: RwSignal<Deployment>) -> impl IntoView {
    let first = deployment.get_untracked();
    let (what, text) = match first.kind {
        DeploymentType::Api => ("Endpoint", first.endpoint_path()),
        DeploymentType::Discord | DeploymentType::Webform => ("Id", first.id.to_string()),
    };
    let label = Signal::derive(move || format!("{what} of {}", deployment.read().name));
    view! { <CopyField label text/> }
}

/// What else can be done with it.
#[component]
fn CardMenu(deployment: RwSignal<Deployment>, on_action: Callback<CardAction>) -> impl IntoView {
    let id = deployment.with_untracked(|it| it.id);
    let ask = move |action| {
        move |event: MouseEvent| {
            event.prevent_default();
            on_action.run(action);
        }
    };
    view! {
        <Menu id=format!("menu-{id}") label=Signal::derive(move || format!("More options for {}", deployment.read().name))>
            <a role="menuitem" href=format!("/deployments/{id}")>{Icon::Open.view()} "Details"</a>
            <a role="menuitem" href=format!("/deployments/{id}#rename") on:click=ask(CardAction::Rename)>{Icon::Pencil.view()} "Rename"</a>
            <a role="menuitem" href=format!("/api/v1/deployments/{id}/download") download="" rel="external">{Icon::Download.view()} "Download JSON"</a>
            <a role="menuitem" class="menu__danger" href=format!("/deployments/{id}/delete") on:click=ask(CardAction::Delete)>{Icon::Trash.view()} "Delete"</a>
        </Menu>
    }
}
