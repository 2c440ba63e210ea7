//! What deployments are, and how to call the API.

use crate::{Entry, Page};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The page at `/help`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct HelpPage;

/// The text, as HTML of our own.
const HELP: &str = include_str!("help.html");

impl Page for HelpPage {
    const ENTRY: Entry = Entry::None;

    fn title(&self) -> String {
        "Help · Brine".to_owned()
    }

    fn view(self) -> AnyView {
        view! {
            <div class="page-header"><h1>"Help"</h1></div>
            <div class="help" inner_html=HELP></div>
        }
        .into_any()
    }
}
