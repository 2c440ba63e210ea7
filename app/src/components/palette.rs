//! Every page and action by the keyboard: the command palette, `?`, and the single keys.

mod options;

use crate::{
    browser,
    components::{dialog::Dialog, words::Words},
};
use leptos::{ev::KeyboardEvent, prelude::*};
use options::Options;

/// The keys that work everywhere but while typing.
const KEYS: [(&str, &str); 6] = [
    ("Ctrl K", "Go anywhere, do anything"),
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
    Effect::new(move || browser::on_key(move |event| on_key(&event, open, keys_open)));
    view! {
        <Dialog id="palette-title" title=Words::from("Go to") open on_close=Callback::new(move |()| open.set(false))>
            {move || open.get().then(|| view! { <Options open keys_open/> })}
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

fn on_key(event: &KeyboardEvent, open: RwSignal<bool>, keys_open: RwSignal<bool>) {
    let with_control = event.ctrl_key() || event.meta_key();
    if with_control && event.key().eq_ignore_ascii_case("k") {
        event.prevent_default();
        return open.update(|open| *open = !*open);
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
