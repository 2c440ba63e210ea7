//! Why the history cannot be shown now.

use crate::{AppError, Entry, Page, components::not_shown::NotShown};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What stands at `/history` while the store cannot be read.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct NoHistoryPage(
    /// Why.
    pub AppError,
);

impl Page for NoHistoryPage {
    const ENTRY: Entry = Entry::None;

    fn title(&self) -> String {
        "History · Brine".to_owned()
    }

    fn view(self) -> AnyView {
        view! {
            <NotShown title="The history cannot be shown" why=self.0>
                <p><a class="button button--primary" href="/history">"Try again"</a></p>
            </NotShown>
        }
        .into_any()
    }
}
