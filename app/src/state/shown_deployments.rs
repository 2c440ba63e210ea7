//! The deployments that a page shows, and how news change them.
//!
//! A card keeps its own signal, so that a change redraws that card alone, and a
//! new listing keeps the cards that are in both.

use domain::{Change, Deployment, DeploymentId, DeploymentListing, FeedEntry};
use leptos::prelude::*;

/// One card's deployment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shown {
    /// Which deployment.
    pub(crate) id: DeploymentId,
    /// How it is, or is hoped to be.
    pub(crate) deployment: RwSignal<Deployment>,
    /// Whether an answer is awaited.
    pub(crate) busy: RwSignal<bool>,
}

/// The cards of a page, with the counts and the place in the list.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ShownDeployments {
    cards: RwSignal<Vec<Shown>>,
    /// Everything of the listing but its items.
    pub(crate) around: RwSignal<DeploymentListing>,
    owner: StoredValue<Owner>,
}

impl ShownDeployments {
    pub(crate) fn new(listing: DeploymentListing) -> Self {
        let owner = StoredValue::new(Owner::current().unwrap_or_default());
        let around = DeploymentListing { items: Vec::new(), ..listing };
        let shown = Self { cards: RwSignal::default(), around: RwSignal::new(around), owner };
        shown.cards.set(listing.items.into_iter().map(|it| shown.card(it)).collect());
        shown
    }

    /// The cards, in order.
    pub(crate) fn cards(self) -> Vec<Shown> {
        self.cards.get()
    }

    /// Shows another listing; the cards of deployments in both stay.
    pub(crate) fn replace(self, mut listing: DeploymentListing) {
        let items = std::mem::take(&mut listing.items);
        let known = self.cards.get_untracked();
        let cards = items.into_iter().map(|it| match known.iter().find(|card| card.id == it.id) {
            Some(card) => {
                if !card.busy.get_untracked() && *card.deployment.read_untracked() != it {
                    card.deployment.set(it);
                }
                *card
            }
            None => self.card(it),
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

    /// Applies what an entry says of a shown card. What it says of the list itself is read anew.
    pub(crate) fn apply(self, entry: &FeedEntry) {
        let (id, row) = match &entry.change {
            Change::DeploymentStatusSet { id, row, .. } | Change::DeploymentRenamed { id, row, .. } => (*id, *row),
            _ => return,
        };
        let cards = self.cards.read_untracked();
        let Some(card) = cards.iter().find(|card| card.id == id) else { return };
        if card.busy.get_untracked() || card.deployment.read_untracked().row >= row {
            return;
        }
        card.deployment.update(|it| {
            it.row = row;
            match &entry.change {
                Change::DeploymentStatusSet { after, .. } => {
                    it.status = *after;
                    it.status_since = entry.at;
                }
                Change::DeploymentRenamed { after, .. } => it.name = after.clone(),
                _ => {}
            }
        });
    }

    /// Takes a card away, and says which one stands where it stood: the next, else the one before.
    pub(crate) fn remove(self, id: DeploymentId) -> Option<DeploymentId> {
        let mut neighbour = None;
        self.cards.update(|cards| {
            if let Some(at) = cards.iter().position(|card| card.id == id) {
                cards.remove(at);
                neighbour = cards.get(at).or(cards.last()).map(|card| card.id);
            }
        });
        neighbour
    }

    /// A card's signals live as long as the page, not as long as whatever made them.
    fn card(self, it: Deployment) -> Shown {
        self.owner.with_value(|owner| {
            owner.with(|| Shown { id: it.id, deployment: RwSignal::new(it), busy: RwSignal::new(false) })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{
        Actor, DeploymentStatus, DeploymentType, Digest, Position, Revision, RowRevision, StatusCounts, Timestamp,
        Version, WorkflowId, WorkflowRef,
    };

    fn deployment(number: u8) -> Deployment {
        let name: domain::Name = format!("n{number}").parse().unwrap();
        let at = Timestamp::from_millis(0);
        Deployment {
            id: DeploymentId::from_bytes([number; 16]),
            workflow: WorkflowRef {
                id: WorkflowId::from_bytes([9; 16]),
                name: name.clone(),
                revision: Revision::FIRST,
            },
            name,
            kind: DeploymentType::Api,
            version: Version::FIRST,
            status: DeploymentStatus::Running,
            digest: Digest::of(b""),
            nodes: 1,
            reason: None,
            created_at: at,
            status_since: at,
            row: RowRevision::FIRST,
        }
    }

    fn listing(numbers: &[u8]) -> DeploymentListing {
        DeploymentListing {
            items: numbers.iter().copied().map(deployment).collect(),
            counts: StatusCounts::default(),
            existing: 3,
            page: 1,
            pages: 1,
            position: Position::START,
        }
    }

    fn paused(number: u8, row: u64) -> FeedEntry {
        let it = deployment(number);
        let change = Change::DeploymentStatusSet {
            id: it.id,
            name: it.name,
            before: DeploymentStatus::Running,
            after: DeploymentStatus::Paused,
            row: RowRevision::new(row),
        };
        FeedEntry { position: Position::new(1), at: Timestamp::from_millis(5), actor: Actor::Api, change }
    }

    #[test]
    fn news_change_the_card_they_are_about_and_old_news_none() {
        Owner::new().with(|| {
            let shown = ShownDeployments::new(listing(&[1, 2]));
            shown.apply(&paused(2, 1));
            assert_eq!(shown.cards()[1].deployment.get().status, DeploymentStatus::Running, "old news");
            shown.apply(&paused(2, 2));
            assert_eq!(shown.cards()[1].deployment.get().status, DeploymentStatus::Paused);
            assert_eq!(shown.cards()[0].deployment.get().status, DeploymentStatus::Running);
        });
    }

    #[test]
    fn a_busy_card_keeps_what_is_hoped_for() {
        Owner::new().with(|| {
            let shown = ShownDeployments::new(listing(&[1]));
            shown.cards()[0].busy.set(true);
            shown.apply(&paused(1, 2));
            assert_eq!(shown.cards()[0].deployment.get().status, DeploymentStatus::Running);
        });
    }

    #[test]
    fn cards_in_both_listings_stay_themselves() {
        Owner::new().with(|| {
            let shown = ShownDeployments::new(listing(&[1, 2]));
            let kept = shown.cards()[1];
            shown.replace(listing(&[3, 2]));
            assert_eq!(shown.cards()[1], kept);
        });
    }

    #[test]
    fn knows_what_would_move_things() {
        Owner::new().with(|| {
            let shown = ShownDeployments::new(listing(&[1, 2, 3]));
            assert!(!shown.would_move(&listing(&[1, 3])), "one gone");
            assert!(shown.would_move(&listing(&[4, 1, 2, 3])), "one new");
            assert!(shown.would_move(&listing(&[2, 1, 3])), "another order");
        });
    }

    #[test]
    fn the_neighbour_of_a_removed_card_is_the_next_else_the_one_before() {
        Owner::new().with(|| {
            let id = |number| DeploymentId::from_bytes([number; 16]);
            let shown = ShownDeployments::new(listing(&[1, 2, 3]));
            assert_eq!(shown.remove(id(2)), Some(id(3)));
            assert_eq!(shown.remove(id(3)), Some(id(1)));
            assert_eq!(shown.remove(id(1)), None);
        });
    }
}
