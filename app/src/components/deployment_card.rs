//! One deployment at a glance, and what can be done with it.

use crate::{
    around::Around,
    components::{
        copy_field::CopyField, doing::Doing, hindrance::HindranceNotice, icon::Icon, menu::Menu,
        pause_items::PauseItems, relative_time::RelativeTime, status_switch::StatusSwitch, status_text::StatusText,
        type_icon::TypeIcon,
    },
    picture,
    state::{doing_words::left, shown_deployments::Shown, status_wish::Wanted},
};
use domain::{Deployment, Digest};
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
    on_status: Callback<Wanted>,
    /// Called with what the menu asks for.
    on_action: Callback<CardAction>,
) -> impl IntoView {
    let (it, activity) = (shown.deployment, shown.activity);
    let first = it.get_untracked();
    let id = first.id.to_string();
    let (version_id, date_id) = (["version-", &id].concat(), ["date-", &id].concat());
    let about = [&*version_id, " ", &date_id].concat();
    let hindrance = ["hindrance-", &id].concat();
    let (of_card, of_switch) = (about.clone(), [&*about, " ", &hindrance].concat());
    let workflow = ["/workflows/", &first.workflow.id.to_string()].concat();
    let select = move || ["Select ", it.read().name.as_str()].concat();
    view! {
        <article id=["card-", &id].concat() class="deployment-card" tabindex="-1" aria-label=move || it.read().name.to_string() aria-describedby=of_card>
            <TypeIcon kind=first.kind/>
            <input class="pick" type="checkbox" name="id" value=id.clone() form="bulk" aria-label=select/>
            <div class="deployment-card__main">
                <div class="deployment-card__title">
                    <h2 class="deployment-card__name">
                        <a href=["/deployments/", &id].concat()><bdi>{move || it.read().name.to_string()}</bdi></a>
                    </h2>
                    <span id=version_id class="version">{first.version.to_string()}</span>
                </div>
                <p class="deployment-card__state">
                    <span>
                        <StatusText status=Signal::derive(move || it.read().status)/>
                        <span inner_html=move || left(&it.read(), &activity.read())></span>
                    </span>
                    <span class="quiet" aria-hidden="true">"→"</span>
                    <span id=date_id>"deployed " <RelativeTime at=first.created_at/></span>
                </p>
                <p class="deployment-card__source">
                    <a href=workflow><bdi>{first.workflow.name.to_string()}</bdi></a>
                    {[" revision ", &first.workflow.revision.to_string(), " · "].concat()}
                    <code title=first.digest.to_string()>{first.digest.short()}</code>
                </p>
            </div>
            <Thumbnail digest=first.digest nodes=first.nodes/>
            <Address deployment=it/>
            <StatusSwitch deployment=it busy=shown.busy described_by=of_switch on_status/>
            <CardMenu deployment=it described_by=about on_status on_action/>
            <div class="deployment-card__doing">
                <HindranceNotice deployment=it id=hindrance/>
                <Doing deployment=it activity/>
            </div>
        </article>
    }
    // Its whole type, nested in that of the list, is deeper than the compiler goes.
    .into_any()
}

/// A small drawing of what the deployment runs.
#[component]
fn Thumbnail(digest: Digest, nodes: u32) -> impl IntoView {
    let theme = Around::of_page().theme;
    let address = move || picture::thumbnail(digest, theme.get());
    let words = ["Graph of ", &*nodes.to_string(), if nodes == 1 { " node" } else { " nodes" }].concat();
    view! { <img class="deployment-card__thumb" src=address alt=words loading="lazy" decoding="async" width="160" height="64"/> }
}

/// Where requests go, to be copied. A Discord bot's command comes with Discord's release.
#[component]
fn Address(deployment: RwSignal<Deployment>) -> impl IntoView {
    let first = deployment.get_untracked();
    let (what, text) = first.endpoint_path().map_or_else(|| ("Id", first.id.to_string()), |path| ("Endpoint", path));
    let label = Signal::derive(move || [what, " of ", deployment.read().name.as_str()].concat());
    view! { <CopyField label text/> }
}

/// What else can be done with it.
#[component]
fn CardMenu(
    deployment: RwSignal<Deployment>,
    described_by: String,
    on_status: Callback<Wanted>,
    on_action: Callback<CardAction>,
) -> impl IntoView {
    let id = deployment.with_untracked(|it| it.id.to_string());
    let page = ["/deployments/", &id].concat();
    // As a text: links that nothing listens to cost a browser nearly nothing so.
    let links = [
        r#"<a role="menuitem" href=""#,
        &page,
        r#"/redeploy">"#,
        &Icon::Rocket.html(),
        r#" Redeploy</a><a role="menuitem" href="/api/v1"#,
        &page,
        r#"/download" download rel="external">"#,
        &Icon::Download.html(),
        " Download JSON</a>",
    ]
    .concat();
    let label = move || ["More options for ", deployment.read().name.as_str()].concat();
    let ask = move |action| {
        move |event: MouseEvent| {
            event.prevent_default();
            on_action.run(action);
        }
    };
    view! {
        <Menu id=["menu-", &id].concat() label=Signal::derive(label) described_by>
            <a role="menuitem" href=page.clone()>{Icon::Open.view()} "Details"</a>
            <a role="menuitem" href=[&page, "#rename"].concat() on:click=ask(CardAction::Rename)>{Icon::Pencil.view()} "Rename"</a>
            <PauseItems deployment on_status/>
            <div role="none" inner_html=links></div>
            <a role="menuitem" class="menu__danger" href=[&page, "/delete"].concat() on:click=ask(CardAction::Delete)>{Icon::Trash.view()} "Delete"</a>
        </Menu>
    }
}

#[cfg(test)]
mod tests;
