//! The deployments that a page shows, and how news change them.
//!
//! A card keeps its own signal, so that a change redraws that card alone, and a
//! new listing keeps the cards that are in both.

use crate::{
    live::Heard,
    state::{neighbour::neighbour, status_wish::StatusWish},
};
use domain::{Activity, Deployment, DeploymentId, DeploymentListing};
use leptos::prelude::*;

/// One card's deployment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shown {
    /// Which deployment.
    pub(crate) id: DeploymentId,
    /// How it is, or is hoped to be.
    pub(crate) deployment: RwSignal<Deployment>,
    /// How it is doing.
    pub(crate) activity: RwSignal<Activity>,
    /// Whether an answer is awaited.
    pub(crate) busy: RwSignal<bool>,
    /// What the reader wants its status to be.
    pub(crate) wish: StoredValue<StatusWish>,
}

impl Shown {
    /// A card of its own, living as long as whoever makes it.
    pub(crate) fn new(it: Deployment, activity: Activity) -> Self {
        let (busy, wish) = (RwSignal::new(false), StoredValue::default());
        Self { id: it.id, deployment: RwSignal::new(it), activity: RwSignal::new(activity), busy, wish }
    }
}

/// A card that was taken away, and where it stood.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Removed {
    card: Shown,
    at: usize,
    /// The card that stands there now; none where the list is empty.
    pub(crate) neighbour: Option<DeploymentId>,
}

/// The cards of a page, with the counts and the place in the list.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ShownDeployments {
    cards: RwSignal<Vec<Shown>>,
    /// Everything of the listing but what the cards have.
    pub(crate) around: RwSignal<DeploymentListing>,
    /// Those that the reader deleted: a listing that was read before the server knew may have them still.
    deleted: StoredValue<Vec<DeploymentId>>,
    /// Whose activity was heard since a listing was asked for: that is newer than what the listing says.
    heard: StoredValue<Vec<DeploymentId>>,
    owner: StoredValue<Owner>,
}

impl ShownDeployments {
    /// Shows a first listing.
    pub(crate) fn new(mut listing: DeploymentListing) -> Self {
        let owner = StoredValue::new(Owner::current().unwrap_or_default());
        let (items, mut activities) = (std::mem::take(&mut listing.items), std::mem::take(&mut listing.activities));
        let (deleted, heard) = (StoredValue::default(), StoredValue::default());
        let shown = Self { cards: RwSignal::default(), around: RwSignal::new(listing), deleted, heard, owner };
        let card = |it: Deployment| {
            let activity = take_of(&mut activities, it.id);
            shown.card(it, activity)
        };
        shown.cards.set(items.into_iter().map(card).collect());
        shown
    }

    /// The cards, in order.
    pub(crate) fn cards(self) -> Vec<Shown> {
        self.cards.get()
    }

    /// Which deployments are shown, in order.
    pub(crate) fn ids(self) -> Vec<DeploymentId> {
        self.cards.read_untracked().iter().map(|card| card.id).collect()
    }

    /// Shows another listing; the cards of deployments in both stay.
    pub(crate) fn replace(self, mut listing: DeploymentListing) {
        let (mut items, mut activities) = (std::mem::take(&mut listing.items), std::mem::take(&mut listing.activities));
        self.deleted.with_value(|deleted| items.retain(|it| !deleted.contains(&it.id)));
        let known = self.cards.get_untracked();
        let heard = self.heard.get_value();
        let cards = items.into_iter().map(|it| {
            let activity = take_of(&mut activities, it.id);
            let Some(card) = known.iter().find(|card| card.id == it.id) else { return self.card(it, activity) };
            if !heard.contains(&it.id) {
                card.activity.set(activity);
            }

            // What the feed said since the listing was made is newer.
            let is_newer = card.deployment.with_untracked(|known| known.row <= it.row && *known != it);
            if is_newer && !card.busy.get_untracked() {
                card.deployment.set(it);
            }
            *card
        });
        let cards: Vec<_> = cards.collect();
        if cards != known {
            self.cards.set(cards);
        }
        self.around.set(listing);
    }

    /// Whether a listing brings cards that are not shown, or another order: what would move
    /// things under the reader's pointer.
    pub(crate) fn would_move(self, listing: &DeploymentListing) -> bool {
        let known = self.cards.read_untracked();
        let mut kept = known.iter().filter(|card| listing.items.iter().any(|it| it.id == card.id));
        !listing.items.iter().all(|it| kept.next().is_some_and(|card| card.id == it.id))
    }

    /// How many of a listing's deployments are not shown yet.
    pub(crate) fn new_in(self, listing: &DeploymentListing) -> u32 {
        let known = self.cards.read_untracked();
        let new = listing.items.iter().filter(|it| !known.iter().any(|card| card.id == it.id));
        new.fold(0, |count, _| count + 1)
    }

    /// Applies what is heard of a shown card. What it means for the list itself is read anew.
    pub(crate) fn apply(self, heard: &Heard) {
        let (Heard::Status { id, row, .. } | Heard::Name { id, row, .. }) = heard else { return };
        let cards = self.cards.read_untracked();
        let Some(card) = cards.iter().find(|card| card.id == *id) else { return };
        if card.busy.get_untracked() || card.deployment.read_untracked().row >= *row {
            return;
        }
        card.deployment.update(|it| heard.change(it));
    }

    /// A listing is asked for: what is heard from now on is newer.
    pub(crate) fn asks(self) {
        self.heard.update_value(Vec::clear);
    }

    /// Shows how a deployment is doing.
    pub(crate) fn does(self, id: DeploymentId, activity: &Activity) {
        if let Some(card) = self.cards.read_untracked().iter().find(|card| card.id == id) {
            self.heard.update_value(|heard| {
                if !heard.contains(&id) {
                    heard.push(id);
                }
            });
            card.activity.set(activity.clone());
        }
    }

    /// Takes a deleted deployment's card away.
    pub(crate) fn remove(self, id: DeploymentId) -> Option<Removed> {
        self.deleted.update_value(|deleted| deleted.push(id));
        let before = self.ids();
        let at = before.iter().position(|it| *it == id)?;
        let card = self.cards.try_update(|cards| cards.remove(at))?;
        Some(Removed { card, at, neighbour: neighbour(&before, id, &self.ids()) })
    }

    /// Puts a card back where it stood: the deployment was not deleted.
    pub(crate) fn restore(self, removed: Removed) {
        self.deleted.update_value(|deleted| deleted.retain(|id| *id != removed.card.id));
        self.cards.update(|cards| {
            if !cards.contains(&removed.card) {
                cards.insert(removed.at.min(cards.len()), removed.card);
            }
        });
    }

    /// A card's signals live as long as the page, not as long as whatever made them.
    fn card(self, it: Deployment, activity: Activity) -> Shown {
        self.owner.with_value(|owner| owner.with(|| Shown::new(it, activity)))
    }
}

/// How a deployment of a listing is doing.
fn take_of(activities: &mut Vec<(DeploymentId, Activity)>, id: DeploymentId) -> Activity {
    let at = activities.iter().position(|(of, _)| *of == id);
    at.map(|at| activities.swap_remove(at).1).unwrap_or_default()
}

#[cfg(test)]
mod tests;
