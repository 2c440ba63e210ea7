//! Every page and action by the keyboard: the command palette, `?`, and the single keys.

use crate::{
    browser,
    components::{dialog::Dialog, words::Words},
};
use leptos::{ev::KeyboardEvent, prelude::*};
use leptos_router::hooks::use_navigate;

/// What the palette offers, and where it leads.
const PLACES: [(&str, &str); 8] = [
    ("Deployments", "/deployments"),
    ("Deployments: online", "/deployments?status=online"),
    ("Deployments: paused", "/deployments?status=paused"),
    ("Deployments by name", "/deployments?sort=name"),
    ("Workflows", "/workflows"),
    ("Import a workflow", "/workflows#import"),
    ("Help", "/help"),
    ("Help: calling the API", "/help#api"),
];

/// The keys that work everywhere but while typing.
const KEYS: [(&str, &str); 6] = [
    ("Ctrl K", "Go anywhere"),
    ("/", "Search deployments"),
    ("j", "Next card"),
    ("k", "Previous card"),
    ("?", "Show these keys"),
    ("Esc", "Close"),
];

/// The palette and the list of keys; both closed until they are asked for.
#[component]
pub(crate) fn Palette() -> impl IntoView {
    let (open, keys_open) = (RwSignal::new(false), RwSignal::new(false));
    let typed = RwSignal::new(String::new());
    Effect::new(move || browser::on_key(move |event| on_key(&event, open, keys_open, typed)));
    let found = move || {
        let words = typed.read().to_lowercase();
        let fits = |place: &&(&str, &str)| words.split_whitespace().all(|word| place.0.to_lowercase().contains(word));
        PLACES.iter().filter(fits).copied().collect::<Vec<_>>()
    };
    let go = use_navigate();
    let enter = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some((_, href)) = found().first() {
            open.set(false);
            go(href, leptos_router::NavigateOptions::default());
        }
    };
    view! {
        <Dialog id="palette-title" title=Words::from("Go to") open on_close=Callback::new(move |()| open.set(false))>
            <form on:submit=enter>
                <input class="input palette__text" autofocus aria-label="Find a page or an action" autocomplete="off" bind:value=typed/>
                <ul class="palette__list">
                    {move || found().into_iter().map(|(words, href)| view! {
                        <li><a href=href on:click=move |_| open.set(false)>{words}</a></li>
                    }).collect_view()}
                </ul>
            </form>
        </Dialog>
        <Dialog id="keys-title" title=Words::from("Keys") open=keys_open on_close=Callback::new(move |()| keys_open.set(false))>
            <dl class="keys">
                {KEYS.map(|(key, words)| view! { <div><dt><kbd>{key}</kbd></dt><dd>{words}</dd></div> }).collect_view()}
            </dl>
            <div class="dialog__actions">
                <button type="button" class="button" autofocus on:click=move |_| keys_open.set(false)>"Close"</button>
            </div>
        </Dialog>
    }
}

fn on_key(event: &KeyboardEvent, open: RwSignal<bool>, keys_open: RwSignal<bool>, typed: RwSignal<String>) {
    let with_control = event.ctrl_key() || event.meta_key();
    if with_control && event.key().eq_ignore_ascii_case("k") {
        event.prevent_default();
        typed.set(String::new());
        open.update(|open| *open = !*open);
        return;
    }
    if with_control || event.alt_key() || browser::is_typing(event) || open.get_untracked() {
        return;
    }
    match event.key().as_str() {
        "/" => browser::focus("search"),
        "j" => browser::focus_card(1),
        "k" => browser::focus_card(-1),
        "?" => keys_open.set(true),
        _ => return,
    }
    event.prevent_default();
}
