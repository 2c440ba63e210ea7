//! How the shown cards follow what the reader does, what the URL says, and what happens elsewhere.

use crate::{
    AppError,
    api::deployments::{delete_deployment, list_deployments, rename_deployment, set_status},
    around::Around,
    browser,
    components::words::Words,
    live::News,
    state::{
        neighbour::neighbour,
        shown_deployments::{Shown, ShownDeployments},
        status_wish::Wanted,
    },
    toast,
};
use domain::{Deployment, DeploymentId, DeploymentListing, DeploymentQuery, Name};
use leptos::{prelude::*, task::spawn_local};
use std::time::Duration;

/// The cards, and all that changes them.
#[derive(Clone, Copy)]
pub(super) struct Following {
    pub(super) shown: ShownDeployments,
    query: Signal<DeploymentQuery>,
    /// What the shown listing was asked for with; the URL may be ahead of it.
    pub(super) asked: RwSignal<DeploymentQuery>,
    /// A listing that waits until nothing can be hit by mistake.
    pub(super) held: RwSignal<Option<DeploymentListing>>,
    /// Why the list could not be read.
    pub(super) trouble: RwSignal<Option<String>>,
    /// Whether the pointer is over the list: then nothing may move.
    watched: StoredValue<bool>,
    reading: StoredValue<Reading>,
}

/// Whether the list is being read, and whether it must be read once more after that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    No,
    Yes,
    Again(Cause),
}

/// Who caused a change: what the reader did is shown at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cause {
    Elsewhere,
    Reader,
}

impl Following {
    pub(super) fn start(listing: DeploymentListing, query: Signal<DeploymentQuery>) -> Self {
        let following = Self {
            shown: ShownDeployments::new(listing),
            query,
            asked: RwSignal::new(query.get_untracked()),
            held: RwSignal::default(),
            trouble: RwSignal::default(),
            watched: StoredValue::new(false),
            reading: StoredValue::new(Reading::No),
        };
        Effect::new(move || {
            if query.get() != following.asked.get_untracked() {
                following.read(Cause::Reader);
            }
        });
        Around::of_page().live.listen(Callback::new(move |news| following.hear(&news)));
        following
    }

    fn hear(self, news: &News) {
        let is_news = match news {
            News::Entry(heard) => {
                self.shown.apply(heard);
                heard.is_of_deployments()
            }
            News::Activity(id, activity) => {
                self.shown.does(*id, activity);
                false
            }
            News::Run(_) => false,
            // Figures are in no entry: whoever begins to listen, or was away, may have missed some.
            News::At(_) => true,
        };
        if is_news {
            self.read(Cause::Elsewhere);
        }
    }

    /// Reads the list anew: at most one reading at a time, and one more where it was asked for meanwhile.
    pub(super) fn read(self, cause: Cause) {
        match self.reading.try_get_value() {
            // The page was left while an answer was awaited.
            None => return,
            Some(Reading::No) => self.reading.set_value(Reading::Yes),
            Some(Reading::Yes) => return self.reading.set_value(Reading::Again(cause)),
            Some(Reading::Again(other)) => return self.reading.set_value(Reading::Again(cause.max(other))),
        }
        let asked = self.query.get_untracked();
        self.shown.asks();
        spawn_local(async move {
            let answer = list_deployments(asked.clone()).await;
            let Some(reading) = self.reading.try_get_value() else { return };
            self.reading.set_value(Reading::No);
            match answer {
                Ok(listing) if self.query.get_untracked() == asked => self.take(listing, asked, cause),
                Ok(_) => {}
                Err(error) => self.trouble.set(Some(error.to_string())),
            }
            if let Reading::Again(cause) = reading {
                self.read(cause);
            }
        });
    }

    fn take(self, listing: DeploymentListing, asked: DeploymentQuery, cause: Cause) {
        if self.trouble.read_untracked().is_some() {
            self.trouble.set(None);
        }
        if cause == Cause::Elsewhere && self.watched.get_value() && self.shown.would_move(&listing) {
            return self.held.set(Some(listing));
        }
        if self.held.read_untracked().is_some() {
            self.held.set(None);
        }
        self.show(listing);
        if self.asked.get_untracked() != asked {
            self.asked.set(asked);
        }
    }

    /// Shows a listing. Where the card that has the focus is not in it, its neighbour gets the focus.
    fn show(self, listing: DeploymentListing) {
        let (focused, before) = (browser::focused_card(), self.shown.ids());
        self.shown.replace(listing);
        let gone = before.iter().find(|id| !focused.is_empty() && card_id(**id) == focused);
        let after = self.shown.ids();
        if let Some(gone) = gone.filter(|id| !after.contains(id)) {
            focus_card(neighbour(&before, *gone, &after));
        }
    }

    /// The pointer is over the list, or no longer.
    pub(super) fn watch(self, is_over: bool) {
        self.watched.set_value(is_over);
        if !is_over {
            self.show_held();
        }
    }

    pub(super) fn show_held(self) {
        // Taken first: nothing may be held while cards change.
        let waiting = self.held.get_untracked();
        if let Some(listing) = waiting {
            self.held.set(None);
            self.show(listing);
        }
    }

    /// Shows the wanted status at once, and what was before where the server refuses.
    pub(super) fn set_status(self, card: Shown, wanted: Wanted) {
        let mut known = card.deployment.get_untracked();
        card.deployment.update(|it| wanted.hope(it));
        let first = card.wish.try_update_value(|wish| wish.press(wanted)).flatten();
        let Some(mut asked) = first else { return };
        card.busy.set(true);
        spawn_local(async move {
            loop {
                let answer = set_status(known.id, asked.status, asked.pause).await;
                let next = card.wish.try_update_value(|wish| match &answer {
                    Ok(_) => wish.granted(),
                    Err(_) => {
                        wish.refused();
                        None
                    }
                });
                match answer {
                    Ok(now) => known = now,
                    Err(error) => toast::error(refused(&known, &error)),
                }
                match next.flatten() {
                    Some(next) => asked = next,
                    None => break,
                }
            }
            if asked.is(&known) {
                toast::show(Words::about("", &known.name, &[" ", asked.done()].concat()));
            }
            self.settle(card, known);
        });
    }

    /// Shows the new name at once, and the old one where the server refuses.
    pub(super) fn rename(self, card: Shown, name: Name) {
        let before = card.deployment.get_untracked();
        card.deployment.update(|it| it.name = name.clone());
        card.busy.set(true);
        spawn_local(async move {
            let now = match rename_deployment(before.id, name).await {
                Ok(now) => {
                    toast::show(Words::about("Renamed to ", &now.name, ""));
                    now
                }
                Err(error) => {
                    toast::error(refused(&before, &error));
                    before
                }
            };
            self.settle(card, now);
        });
    }

    /// Shows what the server last said of a card's deployment.
    fn settle(self, card: Shown, now: Deployment) {
        // The page may have been left meanwhile.
        let _ = card.busy.try_set(false);
        let _ = card.deployment.try_set(now);
        self.read(Cause::Reader);
    }

    /// Takes the card away at once; it comes back where the server refuses.
    pub(super) fn delete(self, it: Deployment) {
        // The dialog's fields, which are the server's HTML. They begin empty the next time.
        let (reason, forget) = (browser::take_field("delete-reason"), browser::take_field("delete-forget"));
        let removed = self.shown.remove(it.id);
        focus_card(removed.and_then(|removed| removed.neighbour));
        spawn_local(async move {
            match delete_deployment(it.id, reason, !forget.is_empty()).await {
                Ok(_) => toast::undo(Words::about("", &it.name, " deleted"), &it.id.to_string()),
                Err(error) => {
                    toast::error(refused(&it, &error));
                    if let Some(removed) = removed.filter(|_| self.reading.try_get_value().is_some()) {
                        self.shown.restore(removed);
                    }
                }
            }
            self.read(Cause::Reader);
        });
    }
}

/// The id of a deployment's card.
pub(super) fn card_id(id: DeploymentId) -> String {
    ["card-", &id.to_string()].concat()
}

fn focus_card(card: Option<DeploymentId>) {
    let id = card.map_or_else(|| "search".to_owned(), card_id);
    // After the dialog has given the focus back, and the card has gone.
    browser::after(Duration::ZERO, move || browser::focus(&id));
}

fn refused(it: &Deployment, error: &AppError) -> Words {
    Words::about("", &it.name, &[": ", &error.to_string()].concat())
}
