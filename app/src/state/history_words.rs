//! What a feed entry says, in words.

use crate::components::history_list::HistoryLine;
use domain::{Actor, Address, Change, DeploymentId, DeploymentStatus, FeedEntry, Origin, PauseMode, Reason};

/// What an entry says, for a list.
pub(crate) fn line(entry: &FeedEntry) -> HistoryLine {
    HistoryLine {
        what: what(&entry.change),
        reason: reason(entry).map(ToString::to_string),
        who: who(entry.actor).to_owned(),
        at: entry.at,
    }
}

/// What an entry about an address says, with names for the deployments.
pub(crate) fn address_line(entry: &FeedEntry, name: &dyn Fn(DeploymentId) -> String) -> HistoryLine {
    match &entry.change {
        Change::AddressSet { after, .. } => HistoryLine { what: led(after, name), ..line(entry) },
        _ => line(entry),
    }
}

/// Why it was done.
fn reason(entry: &FeedEntry) -> Option<&Reason> {
    match &entry.change {
        Change::DeploymentCreated { deployment } => deployment.reason.as_ref(),
        _ => entry.reason.as_ref(),
    }
}

/// What happened: `Paused`, `Renamed from A to B`.
pub(crate) fn what(change: &Change) -> String {
    match change {
        Change::DeploymentCreated { deployment: it } => {
            let untested = if it.untested { ", untested" } else { "" };
            match it.origin {
                Origin::Saved => format!("Deployed {} from revision {}{untested}", it.version, it.workflow.revision),
                Origin::RolledBack { version, .. } => format!("Deployed {}: back to {version}{untested}", it.version),
            }
        }
        Change::DeploymentStatusSet { after: DeploymentStatus::Paused, pause, hindrance, .. } => {
            match (hindrance, pause) {
                (Some(hindrance), _) => format!("Paused: {}", hindrance.words),
                (None, PauseMode::Finish) => "Paused".to_owned(),
                (None, PauseMode::Hold) => "Paused: holds requests".to_owned(),
                (None, PauseMode::Stop) => "Paused: stopped everything".to_owned(),
            }
        }
        Change::DeploymentStatusSet { after: DeploymentStatus::Running, .. } => "Resumed".to_owned(),
        Change::DeploymentRenamed { before, after, .. } => format!("Renamed from {before} to {after}"),
        Change::DeploymentDeleted { .. } | Change::WorkflowDeleted { .. } => "Deleted".to_owned(),
        Change::DeploymentRestored { .. } => "Restored".to_owned(),
        Change::SnapshotForgotten { .. } => "Snapshot removed".to_owned(),
        Change::AddressSet { after, .. } => led(after, &|id| id.to_string()),
        Change::WorkflowCreated { .. } => "Imported".to_owned(),
        Change::WorkflowSaved { after, .. } => format!("Saved revision {}", after.revision),
        Change::WorkflowRenamed { before, after } => format!("Renamed from {} to {}", before.name, after.name),
    }
}

/// Where an address leads.
fn led(address: &Address, name: &dyn Fn(DeploymentId) -> String) -> String {
    match address.target.map(|it| (name(it.live), it.trial)) {
        None => format!("Address {} removed", address.slug),
        Some((live, None)) => format!("Address {} leads to {live}", address.slug),
        Some((live, Some(trial))) => {
            let (slug, share, tried) = (address.slug, trial.share.get(), name(trial.deployment));
            format!("Address {slug} leads to {live}, and for {share} % of requests to {tried}")
        }
    }
}

/// Who did it, as far as that is known.
pub(crate) const fn who(actor: Actor) -> &'static str {
    actor.words()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::sample_deployment::deployment;
    use domain::{Excerpt, Hindrance, HindranceKind, RowRevision};

    #[test]
    fn says_before_and_after() {
        let change = Change::DeploymentRenamed {
            id: DeploymentId::from_bytes([1; 16]),
            before: "A".parse().unwrap(),
            after: "B".parse().unwrap(),
            row: RowRevision::FIRST,
        };
        assert_eq!(what(&change), "Renamed from A to B");
    }
    #[test]
    fn says_what_a_pause_does_and_why_it_came() {
        let paused = |pause, hindrance| Change::DeploymentStatusSet {
            id: DeploymentId::from_bytes([1; 16]),
            name: "A".parse().unwrap(),
            before: DeploymentStatus::Running,
            after: DeploymentStatus::Paused,
            row: RowRevision::FIRST,
            pause,
            hindrance,
            engine: None,
        };
        let words = Excerpt::of("no engine knows FooNode");
        let hindrance = Hindrance { kind: HindranceKind::UnknownTypes, words };
        assert_eq!(what(&paused(PauseMode::Finish, None)), "Paused");
        assert_eq!(what(&paused(PauseMode::Hold, None)), "Paused: holds requests");
        assert_eq!(what(&paused(PauseMode::Stop, None)), "Paused: stopped everything");
        assert_eq!(what(&paused(PauseMode::Stop, Some(hindrance))), "Paused: no engine knows FooNode");
        let untested = domain::Deployment { untested: true, ..deployment(1) };
        let made = Change::DeploymentCreated { deployment: untested };
        assert_eq!(what(&made), "Deployed v1 from revision 1, untested");
    }
}
