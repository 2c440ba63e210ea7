//! The list of cards: what is done with them, and how it follows the feed.

use crate::{
    AppError,
    api::deployments::{delete_deployment, list_deployments, rename_deployment, set_status},
    browser,
    components::{
        blank_slate::BlankSlate,
        delete_deployment_dialog::DeleteDeploymentDialog,
        deployment_card::{CardAction, DeploymentCard},
        deployment_filters::{SearchForm, StatusFilters},
        icon::Icon,
        name_dialog::NameDialog,
        pager::Pager,
        toaster::{Toaster, use_toaster},
    },
    live::{News, use_live},
    state::shown_deployments::{Shown, ShownDeployments},
};
use domain::{Deployment, DeploymentId, DeploymentListing, DeploymentQuery, DeploymentStatus, Name, StatusFilter};
use leptos::{prelude::*, task::spawn_local};

/// The cards of a query.
#[component]
pub(crate) fn DeploymentList(
    /// What the server listed first.
    listing: DeploymentListing,
    /// What is to be shown.
    #[prop(into)]
    query: Signal<DeploymentQuery>,
) -> impl IntoView {
    let shown = ShownDeployments::new(listing);
    let following = Following::start(shown, query);
    let (deleting, renaming) = (RwSignal::new(None::<Deployment>), RwSignal::new(None::<(Shown, Name)>));
    let name = RwSignal::new(None::<Name>);
    let card = move |card: Shown| {
        let on_action = Callback::new(move |action| match action {
            CardAction::Delete => deleting.set(Some(card.deployment.get_untracked())),
            CardAction::Rename => {
                let now = card.deployment.with_untracked(|it| it.name.clone());
                renaming.set(Some((card, now.clone())));
                name.set(Some(now));
            }
        });
        let on_status = Callback::new(move |status| following.set_status(card, status));
        view! { <li><DeploymentCard shown=card on_status on_action/></li> }
    };
    let around = shown.around;
    let empty = Memo::new(move |_| around.read().counts.shown_by(query.read().status) == 0);
    let found = move || match around.read().counts.shown_by(query.read().status) {
        1 => "1 deployment".to_owned(),
        many => format!("{many} deployments"),
    };
    view! {
        <div class="toolbar">
            <StatusFilters query counts=Signal::derive(move || around.read().counts)/>
            <SearchForm query/>
        </div>
        <p class="visually-hidden" role="status">{found}</p>
        <Show when=move || following.held.read().is_some()>
            <button type="button" class="button held" on:click=move |_| following.show_held()>"Show new deployments"</button>
        </Show>
        <ul
            class="deployment-list"
            role="list"
            on:pointerenter=move |_| following.watched.set(true)
            on:pointerleave=move |_| following.left()
        >
            <For each=move || shown.cards() key=|card| card.id children=card/>
        </ul>
        <Show when=move || empty.get()>
            <Nothing query existing=Signal::derive(move || around.read().existing)/>
        </Show>
        <Pager
            page=Signal::derive(move || around.read().page)
            pages=Signal::derive(move || around.read().pages)
            href=Callback::new(move |page| query.read().with_page(page).href())
        />
        <DeleteDeploymentDialog deployment=deleting on_delete=Callback::new(move |it| following.delete(it))/>
        <NameDialog name on_name=Callback::new(move |new| following.rename(renaming.get_untracked(), new))/>
    }
}

/// Why nothing is shown, and what to do.
#[component]
fn Nothing(query: Signal<DeploymentQuery>, existing: Signal<u32>) -> impl IntoView {
    move || {
        let query = query.get();
        if existing.get() == 0 {
            return view! {
                <BlankSlate icon=Icon::Cube title="No deployments yet">
                    <p>"A deployment is a snapshot of a workflow, put to work. Import a workflow, or load the examples, and deploy it."</p>
                    <p><a class="button button--primary" href="/workflows">"Go to workflows"</a></p>
                </BlankSlate>
            }
            .into_any();
        }
        if !query.search.is_empty() || query.kind.is_some() {
            let clear =
                DeploymentQuery { status: query.status, sort: query.sort, page: 1, ..DeploymentQuery::default() };
            return view! {
                <BlankSlate icon=Icon::Search title="Nothing matches">
                    <p>"No deployment fits the search and the filters."</p>
                    <p><a class="button" href=clear.href()>"Clear the search"</a></p>
                </BlankSlate>
            }
            .into_any();
        }
        let (title, words) = match query.status {
            StatusFilter::Online => ("None online", "Every deployment is paused. Resume one with its switch."),
            StatusFilter::Paused | StatusFilter::All => ("None paused", "Every deployment is running."),
        };
        view! {
            <BlankSlate icon=Icon::Cube title=title>
                <p>{words}</p>
                <p><a class="button" href="/deployments">"See all deployments"</a></p>
            </BlankSlate>
        }
        .into_any()
    }
}

/// How the cards follow what happens, here and elsewhere.
#[derive(Clone, Copy)]
struct Following {
    shown: ShownDeployments,
    query: Signal<DeploymentQuery>,
    /// Whether the pointer is over the list: then nothing may move.
    watched: RwSignal<bool>,
    /// A listing that waits until nothing can be hit by mistake.
    held: RwSignal<Option<DeploymentListing>>,
    reading: StoredValue<Reading>,
    toaster: Toaster,
}

/// Whether the list is being read, and whether it must be read once more after that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    No,
    Yes,
    Again,
}

/// Who caused a change: what the reader did is shown at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cause {
    Reader,
    Elsewhere,
}

impl Following {
    fn start(shown: ShownDeployments, query: Signal<DeploymentQuery>) -> Self {
        let (watched, held) = (RwSignal::new(false), RwSignal::new(None));
        let following =
            Self { shown, query, watched, held, reading: StoredValue::new(Reading::No), toaster: use_toaster() };
        Effect::new(move |before: Option<DeploymentQuery>| {
            let now = query.get();
            if before.is_some_and(|before| before != now) {
                following.read(Cause::Reader);
            }
            now
        });
        if let Some(live) = use_live() {
            live.listen(Callback::new(move |news| following.hear(&news)));
        }
        following
    }

    fn hear(self, news: &News) {
        match news {
            News::Entry(entry) => {
                self.shown.apply(entry);
                self.read(Cause::Elsewhere);
            }
            News::At(position) if *position > self.shown.around.read_untracked().position => {
                self.read(Cause::Elsewhere)
            }
            News::At(_) => {}
        }
    }

    /// Reads the list anew: at most one reading at a time, and one more where it was asked for meanwhile.
    fn read(self, cause: Cause) {
        if self.reading.get_value() != Reading::No {
            return self.reading.set_value(Reading::Again);
        }
        self.reading.set_value(Reading::Yes);
        spawn_local(async move {
            let asked = self.query.get_untracked();
            let answer = list_deployments(asked.clone()).await;
            let again = self.reading.try_get_value();
            let _ = self.reading.try_update_value(|reading| *reading = Reading::No);
            match answer {
                Ok(listing) if self.query.try_get_untracked() == Some(asked) => self.take(listing, cause),
                _ => {}
            }
            if again == Some(Reading::Again) {
                self.read(cause);
            }
        });
    }

    fn take(self, listing: DeploymentListing, cause: Cause) {
        if cause == Cause::Elsewhere && self.watched.get_untracked() && self.shown.would_move(&listing) {
            self.held.set(Some(listing));
        } else {
            self.held.set(None);
            self.shown.replace(listing);
        }
    }

    fn left(self) {
        self.watched.set(false);
        self.show_held();
    }

    fn show_held(self) {
        if let Some(listing) = self.held.write().take() {
            self.shown.replace(listing);
        }
    }

    /// Shows the wanted status at once, and what was before where the server refuses.
    fn set_status(self, card: Shown, status: DeploymentStatus) {
        let before = card.deployment.get_untracked();
        card.deployment.update(|it| it.status = status);
        card.busy.set(true);
        let toaster = self.toaster;
        spawn_local(async move {
            let answer = set_status(before.id, status).await;
            let _ = card.busy.try_set(false);
            match answer {
                Ok(now) => {
                    let word = if status == DeploymentStatus::Paused { "paused" } else { "resumed" };
                    toaster.show(format!("{} {word}", now.name));
                    card.deployment.set(now);
                }
                Err(error) => {
                    toaster.show_error(refused(&before, &error));
                    card.deployment.set(before);
                }
            }
            self.read(Cause::Reader);
        });
    }

    fn rename(self, card: Option<(Shown, Name)>, name: Name) {
        let Some((card, _)) = card else { return };
        let before = card.deployment.get_untracked();
        card.deployment.update(|it| it.name = name.clone());
        card.busy.set(true);
        let toaster = self.toaster;
        spawn_local(async move {
            let answer = rename_deployment(before.id, name).await;
            let _ = card.busy.try_set(false);
            match answer {
                Ok(now) => {
                    toaster.show(format!("Renamed to {}", now.name));
                    card.deployment.set(now);
                }
                Err(error) => {
                    toaster.show_error(refused(&before, &error));
                    card.deployment.set(before);
                }
            }
            self.read(Cause::Reader);
        });
    }

    /// Takes the card away at once; it comes back where the server refuses.
    fn delete(self, it: Deployment) {
        let neighbour = self.shown.remove(it.id);
        focus_neighbour(neighbour);
        let toaster = self.toaster;
        spawn_local(async move {
            match delete_deployment(it.id).await {
                Ok(_) => toaster.show(format!("{} deleted", it.name)),
                Err(error) => toaster.show_error(refused(&it, &error)),
            }
            self.read(Cause::Reader);
        });
    }
}

fn focus_neighbour(card: Option<DeploymentId>) {
    let id = card.map_or_else(|| "search".to_owned(), |id| format!("card-{id}"));
    // After the dialog has given the focus back, and the card has gone.
    browser::after(std::time::Duration::from_millis(0), move || browser::focus(&id));
}

fn refused(it: &Deployment, error: &AppError) -> String {
    format!("{}: {error}", it.name)
}
