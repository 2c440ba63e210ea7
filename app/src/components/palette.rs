//! Every page and action by the keyboard: the command palette, and the list of the keys.

mod options;

use crate::{
    browser,
    components::{dialog::Dialog, words::Words},
};
use leptos::prelude::*;
use options::Options;

/// The keys: those without Ctrl work everywhere but while typing.
const KEYS: [(&str, &str); 9] = [
    ("Ctrl K", "Go anywhere, do anything"),
    ("/", "Search deployments"),
    ("j", "Next card"),
    ("k", "Previous card"),
    ("Ctrl S", "Editor: save"),
    ("Ctrl Enter", "Editor: test run"),
    ("Ctrl Shift Enter", "Editor: deploy"),
    ("?", "Show these keys"),
    ("Esc", "Close"),
];

/// The palette and the list of keys; the script that hears the keys opens them.
#[component]
pub(crate) fn Palette() -> impl IntoView {
    let (open, keys_open) = (RwSignal::new(false), RwSignal::new(false));
    Effect::new(move || {
        browser::on_palette(move |what| match what.as_str() {
            "keys" => keys_open.set(true),
            _ => open.update(|open| *open = !*open),
        });
    });
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
