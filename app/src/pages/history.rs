//! The History page: who did what, when and why.

use crate::{
    Entry, Page,
    components::history_view::{HistoryFiles, HistoryView},
};
use domain::{HistoryListing, HistoryQuery, Name, WorkflowId};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The page at `/history`: the URL says what it shows.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct HistoryPage {
    /// What the URL asked for; everything where it has no meaning.
    pub query: HistoryQuery,
    /// What is wrong with the URL.
    pub wrong: Option<String>,
    /// What the server found.
    pub listing: HistoryListing,
    /// The workflows that can be chosen.
    pub workflows: Vec<(WorkflowId, Name)>,
}

impl HistoryPage {
    /// How many workflows can be chosen: those that changed last.
    pub const MAX_WORKFLOWS: u32 = 200;
}

impl Page for HistoryPage {
    const ENTRY: Entry = Entry::None;

    fn title(&self) -> String {
        "History · Brine".to_owned()
    }

    fn view(self) -> AnyView {
        let Self { query, wrong, listing, workflows } = self;
        view! {
            <div class="page-header"><h1>"History"</h1> <HistoryFiles query=query.clone()/></div>
            {wrong.map(|wrong| view! { <p class="notice" role="alert">{wrong} ". Everything is shown instead."</p> })}
            <HistoryView query listing workflows/>
        }
        .into_any()
    }
}
