//! What a feed entry says, in words.

use domain::{Actor, Change, DeploymentStatus};

/// What happened: `Paused`, `Renamed from A to B`.
pub(crate) fn what(change: &Change) -> String {
    match change {
        Change::DeploymentCreated { deployment: it } => {
            format!("Deployed {} from revision {}", it.version, it.workflow.revision)
        }
        Change::DeploymentStatusSet { after: DeploymentStatus::Paused, .. } => "Paused".to_owned(),
        Change::DeploymentStatusSet { after: DeploymentStatus::Running, .. } => "Resumed".to_owned(),
        Change::DeploymentRenamed { before, after, .. } => format!("Renamed from {before} to {after}"),
        Change::DeploymentDeleted { .. } | Change::WorkflowDeleted { .. } => "Deleted".to_owned(),
        Change::WorkflowCreated { .. } => "Imported".to_owned(),
        Change::WorkflowSaved { after, .. } => format!("Saved revision {}", after.revision),
        Change::WorkflowRenamed { before, after } => format!("Renamed from {} to {}", before.name, after.name),
    }
}

/// Who did it, as far as that is known.
pub(crate) const fn who(actor: Actor) -> &'static str {
    match actor {
        Actor::Browser => "on a page",
        Actor::Api => "through the API",
        Actor::System => "by Brine",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{DeploymentId, RowRevision};

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
}
