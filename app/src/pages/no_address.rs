//! Why an address's page cannot be shown, and where there is something.

use crate::{AppError, Entry, Page, components::not_shown::NotShown};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What stands at the page of an address that is not there, or was removed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct NoAddressPage(
    /// Why.
    pub AppError,
);

impl Page for NoAddressPage {
    const ENTRY: Entry = Entry::None;

    fn title(&self) -> String {
        "No such address · Brine".to_owned()
    }

    fn view(self) -> AnyView {
        view! {
            <NotShown title="No such address" why=self.0>
                <p><a class="button button--primary" href="/addresses">"See the addresses"</a></p>
            </NotShown>
        }
        .into_any()
    }
}
