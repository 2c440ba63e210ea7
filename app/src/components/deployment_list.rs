//! The list of cards, what filters it, and the dialogs that its menus open.

mod following;
mod nothing;

use crate::{
    components::{
        delete_deployment_dialog::DeleteDeploymentDialog,
        deployment_card::{CardAction, DeploymentCard},
        deployment_filters::{SearchForm, StatusFilters},
        name_dialog::NameDialog,
        pager::Pager,
    },
    state::shown_deployments::Shown,
};
use domain::{Deployment, DeploymentListing, DeploymentQuery, Name};
use following::{Cause, Following};
use leptos::prelude::*;
use nothing::Nothing;

/// The cards of a query.
#[component]
pub(crate) fn DeploymentList(
    /// What the server listed first.
    listing: DeploymentListing,
    /// What is to be shown.
    #[prop(into)]
    query: Signal<DeploymentQuery>,
    /// What a delete means, with its fields, as HTML.
    deletion: String,
) -> impl IntoView {
    let following = Following::start(listing, query);
    let deleting = RwSignal::new(None::<Deployment>);
    let (renaming, name) = (StoredValue::new(None::<Shown>), RwSignal::new(None::<Name>));
    let on_action = move |card: Shown, action| match action {
        CardAction::Delete => deleting.set(Some(card.deployment.get_untracked())),
        CardAction::Rename => {
            renaming.set_value(Some(card));
            name.set(Some(card.deployment.with_untracked(|it| it.name.clone())));
        }
    };
    let rename = move |new| {
        if let Some(card) = renaming.get_value() {
            following.rename(card, new);
        }
    };
    let card = move |card: Shown| {
        let on_status = Callback::new(move |status| following.set_status(card, status));
        let on_action = Callback::new(move |action| on_action(card, action));
        view! { <li><DeploymentCard shown=card on_status on_action/></li> }
    };
    let around = following.shown.around;
    let counts = Signal::derive(move || around.read().counts);
    let count = Memo::new(move |_| counts.get().shown_by(following.asked.read().status));
    let found = move || {
        let unit = if count.get() == 1 { " deployment" } else { " deployments" };
        [&*count.get().to_string(), unit].concat()
    };
    let nothing = move || {
        (count.get() == 0).then(|| view! { <Nothing query=following.asked.get() existing=around.read().existing/> })
    };
    view! {
        <div class="toolbar">
            <StatusFilters query counts/>
            <SearchForm query/>
        </div>
        <p class="visually-hidden" role="status">{found}</p>
        <Trouble following/>
        <div on:pointerenter=move |_| following.watch(true) on:pointerleave=move |_| following.watch(false)>
            <Held following/>
            <ul class="deployment-list" role="list">
                <For each=move || following.shown.cards() key=|card| card.id children=card/>
            </ul>
        </div>
        {nothing}
        <Pager
            page=Signal::derive(move || around.read().page)
            pages=Signal::derive(move || around.read().pages)
            href=Callback::new(move |page| query.read().with_page(page).href())
        />
        <DeleteDeploymentDialog deployment=deleting choice=deletion on_delete=Callback::new(move |it| following.delete(it))/>
        <NameDialog name on_name=Callback::new(rename)/>
    }
}

/// Why the list is not up to date, where it is not.
#[component]
fn Trouble(following: Following) -> impl IntoView {
    let again = move |_| following.read(Cause::Reader);
    move || {
        following.trouble.get().map(|why| {
            view! {
                <div class="notice" role="alert">
                    <p>"This list may be out of date: " {why} "."</p>
                    <button type="button" class="button" on:click=again>"Try again"</button>
                </div>
            }
        })
    }
}

/// Says that there is more than is shown, without moving what is under the pointer.
#[component]
fn Held(following: Following) -> impl IntoView {
    let words = |count: u32| match count {
        0 => "The order changed — show".to_owned(),
        1 => "1 new deployment — show".to_owned(),
        many => [&*many.to_string(), " new deployments — show"].concat(),
    };
    move || {
        following.held.read().as_ref().map(|listing| following.shown.new_in(listing)).map(|count| view! {
            <div class="held" role="status">
                <button type="button" class="button button--primary" on:click=move |_| following.show_held()>{words(count)}</button>
            </div>
        })
    }
}
