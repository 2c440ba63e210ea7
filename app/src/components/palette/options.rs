//! The palette's field and the lines under it: a combobox with a list, as the WAI-ARIA practices have it.

use crate::{
    api::deployments::{list_deployments, set_status},
    browser,
    components::words::Words,
    state::palette::{Act, Offer, offers, search_of},
    toast,
};
use domain::{Deployment, DeploymentId, DeploymentQuery, DeploymentStatus, PauseMode};
use leptos::{
    ev::{KeyboardEvent, SubmitEvent},
    prelude::*,
    task::spawn_local,
};

/// How many deployments are offered at most.
const MOST: usize = 5;

/// What is typed, and what it offers.
#[component]
pub(super) fn Options(
    /// Whether the palette is open.
    open: RwSignal<bool>,
    /// Whether the list of keys is.
    keys_open: RwSignal<bool>,
) -> impl IntoView {
    let (typed, chosen) = (RwSignal::new(String::new()), RwSignal::new(0_usize));
    let found = found_by(typed);
    let offered = Memo::new(move |_| offers(&typed.read(), &found.read()));
    let act = Callback::new(move |at: usize| {
        let Some(offer) = offered.with_untracked(|all| all.get(at).cloned()) else { return };
        open.set(false);
        match offer.act {
            Act::Go(address) | Act::Fetch(address) => browser::visit(&address),
            Act::Set(id, status) => set(id, status),
            Act::Colours(colours) => browser::choose_theme(colours),
            Act::Keys => keys_open.set(true),
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        act.run(chosen.get_untracked());
    };
    let keys = move |event: KeyboardEvent| {
        let (at, count) = (chosen.get_untracked(), offered.read_untracked().len().max(1));
        match event.key().as_str() {
            "ArrowDown" => chosen.set((at + 1) % count),
            "ArrowUp" => chosen.set((at + count - 1) % count),
            _ => return,
        }
        event.prevent_default();
        browser::show(&option_id(chosen.get_untracked()));
    };
    let line = move |(at, offer): (usize, Offer)| {
        let words = offer.name.map_or_else(|| offer.words.into(), |name| Words::about(offer.words, &name, ""));
        view! {
            <li
                id=option_id(at)
                role="option"
                aria-selected=move || (chosen.get() == at).to_string()
                on:click=move |_| act.run(at)
            >
                {words.view()}
            </li>
        }
    };
    // The dialog may have opened before this was in it.
    Effect::new(|| browser::focus("palette-text"));
    view! {
        <form on:submit=submit>
            <input
                id="palette-text"
                class="input palette__text"
                autofocus
                role="combobox"
                aria-label="Find a page, a deployment or an action"
                aria-expanded="true"
                aria-controls="palette-options"
                aria-activedescendant=move || option_id(chosen.get())
                autocomplete="off"
                placeholder="Where to, or what? Try “pause” and a name"
                on:keydown=keys
                on:input:target=move |event| {
                    typed.set(event.target().value());
                    chosen.set(0);
                }
            />
        </form>
        <ul id="palette-options" class="palette__list" role="listbox" aria-label="What fits">
            {move || offered.get().into_iter().enumerate().map(line).collect_view()}
        </ul>
        <p class="quiet" role="status">{move || offered.read().is_empty().then_some("Nothing fits.")}</p>
    }
}

/// The deployments that the typed words find; the answer to what was typed last counts.
fn found_by(typed: RwSignal<String>) -> RwSignal<Vec<Deployment>> {
    let found = RwSignal::new(Vec::new());
    let search = Memo::new(move |_| search_of(&typed.read()).to_owned());
    Effect::new(move || {
        let search = search.get();
        if search.is_empty() {
            return found.set(Vec::new());
        }
        spawn_local(async move {
            let answer =
                list_deployments(DeploymentQuery { search: search.clone(), page: 1, ..Default::default() }).await;
            let is_current = typed.try_with_untracked(|now| search_of(now) == search);
            if let (Some(true), Ok(listing)) = (is_current, answer) {
                found.set(listing.items.into_iter().take(MOST).collect());
            }
        });
    });
    found
}

fn set(id: DeploymentId, status: DeploymentStatus) {
    spawn_local(async move {
        match set_status(id, status, PauseMode::default()).await {
            Ok(now) => {
                let word = if status == DeploymentStatus::Paused { " paused" } else { " resumed" };
                toast::show(Words::about("", &now.name, word));
            }
            Err(error) => toast::error(error.to_string()),
        }
    });
}

fn option_id(at: usize) -> String {
    ["palette-", &at.to_string()].concat()
}
