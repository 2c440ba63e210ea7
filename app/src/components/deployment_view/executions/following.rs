//! How the list of executions follows the address, and what happens.

use crate::{
    api::executions::list_executions, around::Around, browser, live::News, state::deployment_address::DeploymentAddress,
};
use domain::{DeploymentId, ExecutionListing, Subject};
use leptos::{prelude::*, task::spawn_local};
use std::time::Duration;

/// How long the list rests between two readings: a busy deployment changes more often than people read.
const REST: Duration = Duration::from_millis(300);

/// The list, and all that changes it.
#[derive(Clone, Copy)]
pub(super) struct Following {
    id: DeploymentId,
    pub(super) listing: RwSignal<ExecutionListing>,
    pub(super) address: RwSignal<DeploymentAddress>,
    /// Why the list could not be read.
    pub(super) trouble: RwSignal<Option<String>>,
    reading: StoredValue<Reading>,
}

/// Whether the list is being read, and whether it must be read once more after that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    No,
    Yes,
    Again,
}

impl Following {
    pub(super) fn start(id: DeploymentId, first: ExecutionListing, address: DeploymentAddress) -> Self {
        let following = Self {
            id,
            listing: RwSignal::new(first),
            address: RwSignal::new(address),
            trouble: RwSignal::default(),
            reading: StoredValue::new(Reading::No),
        };
        Effect::new(move || {
            browser::follow_address(move |search| {
                following.address.set(DeploymentAddress::from_search(&search));
                following.read();
            });
        });
        Around::of_page().live.listen(Callback::new(move |news| following.hear(&news)));
        following
    }

    fn hear(self, news: &News) {
        let is_news = match news {
            News::Run(run) if run.of == Subject::Deployment(self.id) => {
                let known = self.listing.read_untracked();
                !known.items.iter().any(|it| it.id == run.id && it.state.status() == run.status)
            }
            News::At(_) => true,
            _ => false,
        };
        if is_news {
            self.read();
        }
    }

    /// Reads the list anew: one reading at a time, and one more where it was asked for meanwhile.
    fn read(self) {
        match self.reading.try_get_value() {
            None => return,
            Some(Reading::No) => self.reading.set_value(Reading::Yes),
            Some(_) => return self.reading.set_value(Reading::Again),
        }
        let asked = self.address.get_untracked();
        spawn_local(async move {
            let answer = list_executions(self.id, asked.executions, asked.executions_before).await;
            let is_current = self.address.try_get_untracked() == Some(asked);
            match answer {
                Ok(listing) if is_current => {
                    self.trouble.set(None);
                    self.listing.set(listing);
                }
                Err(error) if is_current => self.trouble.set(Some(error.to_string())),
                _ => {}
            }
            // What the reader asked for is read at once.
            let rest = if is_current { REST } else { Duration::ZERO };
            browser::after(rest, move || {
                let reading = self.reading.try_get_value();
                let _ = self.reading.try_set_value(Reading::No);
                if reading == Some(Reading::Again) {
                    self.read();
                }
            });
        });
    }
}
