//! How the shown cards follow listings, news, and what the reader does.

use super::*;
use crate::state::sample_deployment::deployment;
use domain::{DeploymentStatus, PauseMode, Position, RowRevision, StatusCounts, Timestamp};

fn listing(numbers: &[u8]) -> DeploymentListing {
    DeploymentListing {
        items: numbers.iter().copied().map(deployment).collect(),
        activities: Vec::new(),
        counts: StatusCounts::default(),
        existing: 3,
        page: 1,
        pages: 1,
        position: Position::START,
    }
}

fn paused(number: u8, row: u64) -> Heard {
    let (id, row, at) = (deployment(number).id, RowRevision::new(row), Timestamp::from_millis(5));
    Heard::Status { id, row, status: DeploymentStatus::Paused, at, pause: PauseMode::Hold }
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
fn a_card_that_is_taken_away_leaves_its_neighbour_and_comes_back_where_it_stood() {
    Owner::new().with(|| {
        let id = |number| DeploymentId::from_bytes([number; 16]);
        let shown = ShownDeployments::new(listing(&[1, 2, 3]));
        let second = shown.remove(id(2)).unwrap();
        assert_eq!(second.neighbour, Some(id(3)));
        shown.restore(second);
        assert_eq!(shown.ids(), [id(1), id(2), id(3)]);
        assert_eq!(shown.remove(id(3)).unwrap().neighbour, Some(id(2)));
    });
}

#[test]
fn a_listing_from_before_the_deletion_does_not_bring_a_card_back() {
    Owner::new().with(|| {
        let shown = ShownDeployments::new(listing(&[1, 2]));
        let gone = shown.remove(DeploymentId::from_bytes([1; 16])).unwrap();
        shown.replace(listing(&[1, 2]));
        assert_eq!(shown.ids(), [DeploymentId::from_bytes([2; 16])]);
        shown.restore(gone);
        shown.replace(listing(&[1, 2]));
        assert_eq!(shown.ids().len(), 2);
    });
}

#[test]
fn counts_what_is_new() {
    Owner::new().with(|| {
        let shown = ShownDeployments::new(listing(&[1, 2]));
        assert_eq!(shown.new_in(&listing(&[3, 1, 4])), 2);
    });
}
