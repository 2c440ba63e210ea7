//! What is shown at an address that leads nowhere.

use crate::{
    Entry, Page,
    components::{blank_slate::BlankSlate, icon::Icon},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Says that there is nothing here, and where there is something.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct NotFoundPage;

impl Page for NotFoundPage {
    const ENTRY: Entry = Entry::None;

    fn title(&self) -> String {
        "Nothing here · Brine".to_owned()
    }

    fn view(self) -> AnyView {
        view! {
            <h1 class="visually-hidden">"Nothing here"</h1>
            <BlankSlate icon=Icon::Search title="Nothing here">
                <p>"This address leads nowhere; what was here may have been deleted."</p>
                <p><a class="button button--primary" href="/deployments">"See the deployments"</a></p>
            </BlankSlate>
        }
        .into_any()
    }
}
