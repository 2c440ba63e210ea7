//! One address: where it leads, how both sides of a trial do, what can be done with it, its past.

mod forms;
#[cfg(feature = "ssr")]
mod read;
mod sides;

use crate::{
    AddressShown, Entry, Page,
    around::Around,
    components::history_list::{HistoryLine, HistoryList},
    state::call_lines::CallLines,
};
use domain::{Deployment, InputField};
use forms::Forms;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use sides::Sides;

/// The page at `/addresses/{slug}`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AddressPage {
    /// The address.
    pub shown: AddressShown,
    /// What its callers give.
    pub inputs: Vec<InputField>,
    /// What it may lead to.
    pub choices: Vec<Deployment>,
    /// What happened to it, newest first.
    pub history: Vec<HistoryLine>,
    /// Why its last trial ended by itself, where that was the last thing that happened.
    pub aborted: Option<String>,
}

impl Page for AddressPage {
    const ENTRY: Entry = Entry::None;

    fn title(&self) -> String {
        format!("{} · Addresses · Brine", self.shown.slug)
    }

    fn view(self) -> AnyView {
        let Self { shown, inputs, choices, history, aborted } = self;
        let path = shown.slug.endpoint_path();
        let origin = Around::of_page().origin.get_untracked();
        let lines = CallLines::Curl.write(&[&origin, &*path].concat(), &inputs);
        let aborted = aborted.map(|why| view! { <p class="notice" role="note">{why}</p> });
        let here = format!("/addresses/{}", shown.slug);
        view! {
            <div class="page-header">
                <h1>{shown.slug.to_string()}</h1>
                <a class="button" href=here>"Show the newest figures"</a>
            </div>
            {aborted}
            <div class="panels">
                <Sides shown=shown.clone()/>
                <Forms shown choices/>
                <section class="panel panel--wide" aria-labelledby="call-heading">
                    <h2 id="call-heading">"How to call it"</h2>
                    <p><code class="call-line">{["POST ", &path].concat()}</code></p>
                    <div class="code-block"><pre tabindex="0" role="group" aria-label="Curl line"><code>{lines}</code></pre></div>
                    <p class="quiet">"A request with an Idempotency-Key always reaches the same side of a trial, and the same request again is the same execution."</p>
                </section>
                <section class="panel panel--wide" aria-labelledby="history-heading">
                    <h2 id="history-heading">"History"</h2>
                    <HistoryList lines=history/>
                </section>
            </div>
            <p><a href="/addresses">"All addresses"</a></p>
        }
        .into_any()
    }
}
