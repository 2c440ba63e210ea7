//! Everything about one deployment, drawn.

mod history;
mod how_to_call;
mod snapshot;
mod versions;

use crate::{
    AppError,
    api::deployments::{read_deployment, rename_deployment, set_status},
    around::Around,
    browser,
    components::{
        icon::Icon, refusal_notice::RefusalNotice, relative_time::RelativeTime, status_switch::StatusSwitch,
        status_text::StatusText, type_icon::TypeIcon,
    },
    live::News,
    page::Page as _,
    pages::NoDeploymentPage,
    toast,
};
use domain::{Deployment, DeploymentDetail, DeploymentStatus, InvalidName, Name, Position};
use history::History;
use how_to_call::HowToCall;
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use snapshot::Snapshot;
use versions::Versions;

/// The page's content; what changes is read again whenever something happens.
#[component]
pub(crate) fn DeploymentView(
    /// What to show.
    detail: DeploymentDetail,
    /// Where the shown page of the history begins; none where it is the newest.
    before: Option<Position>,
) -> impl IntoView {
    let DeploymentDetail { deployment, graph, bytes, versions, version_count, history, older, .. } = detail;
    let it = RwSignal::new(deployment.clone());
    let versions = RwSignal::new((versions, version_count));
    let history = RwSignal::new((history, older));
    let gone = RwSignal::new(None::<AppError>);
    let id = deployment.id;
    let read = move || {
        spawn_local(async move {
            match read_deployment(id, before).await {
                Ok(now) => {
                    it.set(now.deployment);
                    versions.set((now.versions, now.version_count));
                    history.set((now.history, now.older));
                }
                Err(error @ AppError::NotFound { .. }) => gone.set(Some(error)),
                // What is shown may be old; the live mark says whether the server is there.
                Err(_) => {}
            }
        });
    };
    Around::of_page().live.listen(Callback::new(move |news: News| {
        if matches!(news, News::Entry(_) | News::At(_)) {
            read();
        }
    }));
    Effect::new(move || browser::set_title(&format!("{} {} · Brine", it.read().name, deployment.version)));
    view! {
        {move || gone.get().map(|why| NoDeploymentPage(why).view())}
        <div hidden=move || gone.read().is_some()><Head it/></div>
        <div class="panels" hidden=move || gone.read().is_some()>
            <HowToCall deployment=deployment.clone()/>
            {move || {
                let (versions, count) = versions.get();
                view! { <Versions this=id versions count/> }
            }}
            <Snapshot deployment=deployment.clone() graph bytes/>
            {move || {
                let (entries, older) = history.get();
                view! { <History id entries older/> }
            }}
            <RenameForm it/>
        </div>
    }
}

/// Name, status, and what can be done.
#[component]
fn Head(it: RwSignal<Deployment>) -> impl IntoView {
    let first = it.get_untracked();
    let busy = RwSignal::new(false);
    let on_status = Callback::new(move |status: DeploymentStatus| {
        let before = it.get_untracked();
        it.update(|it| it.status = status);
        busy.set(true);
        spawn_local(async move {
            let answer = set_status(before.id, status, domain::PauseMode::default()).await;
            let _ = busy.try_set(false);
            match answer {
                Ok(now) => {
                    toast::show(format!(
                        "{} {}",
                        now.name,
                        if status == DeploymentStatus::Paused { "paused" } else { "resumed" }
                    ));
                    let _ = it.try_set(now);
                }
                Err(error) => {
                    toast::error(format!("{}: {error}", before.name));
                    let _ = it.try_set(before);
                }
            }
        });
    });
    view! {
        <div class="page-header">
            <div class="deployment-head">
                <TypeIcon kind=first.kind/>
                <div>
                    <h1><bdi>{move || it.read().name.to_string()}</bdi></h1>
                    <p id="about" class="deployment-card__state">
                        <StatusText status=Signal::derive(move || it.read().status)/>
                        <span aria-hidden="true">"→"</span>
                        <span><span class="version">{first.version.to_string()}</span> " deployed " <RelativeTime at=first.created_at/></span>
                    </p>
                </div>
            </div>
            <div class="deployment-head">
                <StatusSwitch deployment=it busy described_by="about" on_status/>
                <a class="button" href=format!("/api/v1/deployments/{}/download", first.id) download="" rel="external">{Icon::Download.view()} "Download JSON"</a>
                <a class="button" href=format!("/deployments/{}/delete", first.id)>{Icon::Trash.view()} "Delete"</a>
            </div>
        </div>
        {first.reason.map(|reason| view! { <p class="reason"><span class="quiet">"Reason: "</span> {reason.to_string()}</p> })}
    }
}

/// Gives it another name; its snapshot stays.
#[component]
fn RenameForm(it: RwSignal<Deployment>) -> impl IntoView {
    let refusal = Around::of_page().refusal().filter(|refusal| refusal.action == "rename_deployment");
    let typed = refusal.as_ref().and_then(|refusal| refusal.field("name")).map(str::to_owned);
    let typed = RwSignal::new(typed.unwrap_or_else(|| it.with_untracked(|it| it.name.to_string())));
    let wrong = RwSignal::new(refusal.map(|refusal| refusal.messages).unwrap_or_default());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let name: Name = match typed.get_untracked().parse() {
            Ok(name) => name,
            Err(error) => return wrong.set(vec![InvalidName::to_string(&error)]),
        };
        wrong.set(Vec::new());
        spawn_local(async move {
            match rename_deployment(it.with_untracked(|it| it.id), name).await {
                Ok(now) => {
                    toast::show(format!("Renamed to {}", now.name));
                    let _ = it.try_set(now);
                }
                Err(error) => {
                    let _ = wrong.try_set(vec![AppError::to_string(&error)]);
                }
            }
        });
    };
    view! {
        <section class="panel" id="rename" aria-labelledby="rename-heading">
            <h2 id="rename-heading">"Rename"</h2>
            <form method="post" action="" on:submit=submit>
                <input type="hidden" name="do" value="rename_deployment"/>
                <input type="hidden" name="id" value=move || it.read().id.to_string()/>
                <RefusalNotice id="rename-form-refusal" messages=wrong/>
                <label class="field">
                    <span>"Name"</span>
                    <input class="input" name="name" autocomplete="off" aria-describedby="rename-form-refusal" aria-invalid=move || (!wrong.read().is_empty()).to_string() bind:value=typed value=typed.get_untracked()/>
                </label>
                <button type="submit" class="button">"Rename"</button>
                <p class="quiet">"The snapshot and the address stay as they are."</p>
            </form>
        </section>
    }
}
