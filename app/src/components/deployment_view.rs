//! Everything about one deployment, drawn.

mod activity;
mod callbacks;
mod executions;
mod facts;
mod head;
mod how_to_call;
mod rename_form;
mod snapshot;

use crate::{
    AppError, DeploymentShown, api::deployments::read_deployment, around::Around, browser, live::News, page::Page as _,
    pages::NoDeploymentPage, state::deployment_address::DeploymentAddress,
};
use activity::ActivitySummary;
use callbacks::Callbacks;
use executions::Executions;
use facts::Facts;
use head::Head;
use how_to_call::HowToCall;
use leptos::{prelude::*, task::spawn_local};
use rename_form::RenameForm;
use snapshot::Snapshot;

/// The page's content; what changes is read again whenever something happens.
#[component]
pub(crate) fn DeploymentView(
    /// What to show.
    shown: DeploymentShown,
    /// Which pages of it.
    address: DeploymentAddress,
) -> impl IntoView {
    let DeploymentShown { deployment, activity, interface, executions, graph, bytes, panels } = shown;
    let it = RwSignal::new(deployment.clone());
    let activity = RwSignal::new(activity);
    let panels = RwSignal::new(panels);
    let gone = RwSignal::new(None::<AppError>);
    let id = deployment.id;
    let read = move || {
        spawn_local(async move {
            match read_deployment(id, address.before).await {
                Ok(now) => {
                    it.set(now.deployment);
                    activity.set(now.activity);
                    panels.set(now.panels);
                    // Its delete may have been undone.
                    if gone.read_untracked().is_some() {
                        gone.set(None);
                    }
                }
                Err(error @ AppError::NotFound { .. }) => gone.set(Some(error)),
                // What is shown may be old; the live mark says whether the server is there.
                Err(_) => {}
            }
        });
    };
    Around::of_page().live.listen(Callback::new(move |news: News| match news {
        News::Entry(_) | News::At(_) => read(),
        News::Activity(of, now) if of == id => activity.set(now),
        News::Activity(..) | News::Run(_) => {}
    }));
    Effect::new(move || browser::set_title(&format!("{} {} · Brine", it.read().name, deployment.version)));
    view! {
        {move || gone.get().map(|why| NoDeploymentPage(why).view())}
        <div hidden=move || gone.read().is_some()><Head it activity/></div>
        <div class="panels" hidden=move || gone.read().is_some()>
            <ActivitySummary deployment=it activity/>
            <Executions id first=executions address/>
            <HowToCall deployment=deployment.clone() interface=interface.clone()/>
            {deployment.kind.no_door().is_none().then(|| view! { <Callbacks id/> })}
            <Facts it interface/>
            <Snapshot deployment=deployment.clone() graph bytes/>
            <div class="panels__written" inner_html=move || panels.get()></div>
            <RenameForm it/>
        </div>
    }
}
