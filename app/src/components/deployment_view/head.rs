//! Name and status of the deployment, and what can be done with it.

use crate::{
    api::deployments::set_status,
    components::{
        hindrance::HindranceNotice, icon::Icon, menu::Menu, pause_items::PauseItems, relative_time::RelativeTime,
        status_switch::StatusSwitch, status_text::StatusText, type_icon::TypeIcon,
    },
    state::{doing_words::left, status_wish::Wanted},
    toast,
};
use domain::{Activity, Deployment};
use leptos::{prelude::*, task::spawn_local};

/// The head of the page.
#[component]
pub(super) fn Head(it: RwSignal<Deployment>, activity: RwSignal<Activity>) -> impl IntoView {
    let first = it.get_untracked();
    let busy = RwSignal::new(false);
    let on_status = Callback::new(move |wanted| set(it, busy, wanted));
    let ways = move || ["Ways to pause ", it.read().name.as_str()].concat();
    view! {
        <div class="page-header">
            <div class="deployment-head">
                <TypeIcon kind=first.kind/>
                <div>
                    <h1><bdi>{move || it.read().name.to_string()}</bdi></h1>
                    <p id="about" class="deployment-card__state">
                        <span>
                            <StatusText status=Signal::derive(move || it.read().status)/>
                            <span inner_html=move || left(&it.read(), &activity.read())></span>
                        </span>
                        <span aria-hidden="true">"→"</span>
                        <span><span class="version">{first.version.to_string()}</span> " deployed " <RelativeTime at=first.created_at/></span>
                    </p>
                </div>
            </div>
            <div class="deployment-head">
                <StatusSwitch deployment=it busy described_by="about hindrance" on_status/>
                <Menu id="ways-to-pause" label=Signal::derive(ways) described_by="about">
                    <PauseItems deployment=it on_status/>
                </Menu>
                <a class="button" href=format!("/deployments/{}/redeploy", first.id)>{Icon::Rocket.view()} "Redeploy"</a>
                <a class="button" href=format!("/api/v1/deployments/{}/download", first.id) download="" rel="external">{Icon::Download.view()} "Download JSON"</a>
                <a class="button" href=format!("/deployments/{}/troubleshoot", first.id)>{Icon::Search.view()} "Troubleshoot"</a>
                <a class="button" href=format!("/deployments/{}/delete", first.id)>{Icon::Trash.view()} "Delete"</a>
            </div>
        </div>
        <HindranceNotice deployment=it id="hindrance".to_owned()/>
        {first.reason.map(|reason| view! { <p class="reason"><span class="quiet">"Reason: "</span> {reason.to_string()}</p> })}
    }
}

/// Shows the wanted status at once, and what was before where the server refuses.
fn set(it: RwSignal<Deployment>, busy: RwSignal<bool>, wanted: Wanted) {
    let before = it.get_untracked();
    it.update(|it| wanted.hope(it));
    busy.set(true);
    spawn_local(async move {
        let answer = set_status(before.id, wanted.status, wanted.pause).await;
        let _ = busy.try_set(false);
        match answer {
            Ok(now) => {
                toast::show(format!("{} {}", now.name, wanted.done()));
                let _ = it.try_set(now);
            }
            Err(error) => {
                toast::error(format!("{}: {error}", before.name));
                let _ = it.try_set(before);
            }
        }
    });
}
