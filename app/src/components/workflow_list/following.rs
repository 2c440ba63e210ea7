//! How the list of workflows follows what the reader does and what happens elsewhere.

use crate::{
    api::workflows::list_workflows,
    around::Around,
    browser,
    live::{Heard, News},
};
use domain::{WorkflowListing, WorkflowRow};
use leptos::{prelude::*, task::spawn_local};
use std::time::Duration;

/// How long changes are gathered before the list is read again.
const SETTLE: Duration = Duration::from_millis(80);

/// The listing, and all that changes it.
#[derive(Clone, Copy)]
pub(crate) struct Following {
    /// What is listed.
    pub(super) listing: RwSignal<WorkflowListing>,
    /// Why the list could not be read.
    pub(super) trouble: RwSignal<Option<String>>,
    /// Whether a reading is about to begin: one serves many changes.
    settling: StoredValue<bool>,
    /// How often the list was asked for: the answer to the last question counts.
    asked: StoredValue<u32>,
}

impl Following {
    /// Shows a first listing and listens.
    pub(crate) fn start(listing: WorkflowListing) -> Self {
        let following = Self {
            listing: RwSignal::new(listing),
            trouble: RwSignal::new(None),
            settling: StoredValue::new(false),
            asked: StoredValue::new(0),
        };
        Around::of_page().live.listen(Callback::new(move |news| following.hear(&news)));
        following
    }

    /// One row, as it changes; as it was last where it is no longer listed.
    pub(super) fn row(self, first: WorkflowRow) -> Signal<WorkflowRow> {
        let row = Memo::new(move |known: Option<&WorkflowRow>| {
            let known = known.unwrap_or(&first);
            let listing = self.listing.read();
            listing.items.iter().find(|row| row.workflow.id == known.workflow.id).unwrap_or(known).clone()
        });
        row.into()
    }

    /// Reads the list anew.
    pub(crate) fn read(self) {
        let this = self.asked.try_update_value(|asked| {
            *asked = asked.wrapping_add(1);
            *asked
        });
        let page = self.listing.read_untracked().page;
        spawn_local(async move {
            let answer = list_workflows(page).await;
            if self.asked.try_get_value() != this {
                return;
            }
            match answer {
                Ok(listing) => {
                    self.trouble.set(None);
                    self.listing.set(listing);
                }
                Err(error) => self.trouble.set(Some(error.to_string())),
            }
        });
    }

    fn hear(self, news: &News) {
        let is_known = match news {
            // What a row says of deployments is how many there are.
            News::Entry(Heard::Status { .. } | Heard::Name { .. }) => true,
            News::Entry(_) | News::Activity(..) | News::Run(_) => false,
            News::At(position) => {
                *position <= self.listing.read_untracked().position && self.trouble.read_untracked().is_none()
            }
        };
        if is_known || self.settling.get_value() {
            return;
        }
        self.settling.set_value(true);
        browser::after(SETTLE, move || {
            if self.settling.try_get_value().is_some() {
                self.settling.set_value(false);
                self.read();
            }
        });
    }
}
