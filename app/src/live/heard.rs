//! What a page makes of the feed's entries.
//!
//! The script that listens reads the entry's JSON, which costs a browser
//! nothing, and hands on the few words that a page can use without asking.

use crate::live::doing::Run;
use domain::{
    Activity, Deployment, DeploymentId, DeploymentStatus, Name, PauseMode, Position, RowRevision, Timestamp, WorkflowId,
};

/// What the page hears.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum News {
    /// Something changed.
    Entry(Heard),
    /// The feed is at this position: whoever knows less reads again.
    At(Position),
    /// How a deployment is doing now.
    Activity(DeploymentId, Activity),
    /// How far a run is now.
    Run(Run),
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Heard {
    /// A deployment was paused or resumed.
    Status {
        /// Which deployment.
        id: DeploymentId,
        /// The row's revision now.
        row: RowRevision,
        /// Its status now.
        status: DeploymentStatus,
        /// Since when.
        at: Timestamp,
        /// What its pause does to requests.
        pause: PauseMode,
    },
    /// A deployment got another name.
    Name {
        /// Which deployment.
        id: DeploymentId,
        /// The row's revision now.
        row: RowRevision,
        /// What it is called now.
        name: Name,
    },
    /// A deployment of this workflow came or went.
    Deployments(WorkflowId),
    /// A workflow came, was saved or renamed.
    Workflow(WorkflowId),
    /// A workflow was deleted.
    NoWorkflow(WorkflowId),
    /// Something else happened: to an address, or to what is kept of a deleted deployment.
    Others,
}

impl Heard {
    /// Reads the script's words: `KIND ID`, and for a card's changes `ROW VALUE AT PAUSE`. None where they say nothing known.
    pub(crate) fn of_words(words: &[&str]) -> Option<Self> {
        Some(match *words {
            ["status", id, row, status, at, pause] => Self::Status {
                id: id.parse().ok()?,
                row: row_of(row)?,
                status: status.parse().ok()?,
                at: at.parse().ok()?,
                pause: pause.parse().ok()?,
            },
            ["name", id, row, name] => Self::Name { id: id.parse().ok()?, row: row_of(row)?, name: name.parse().ok()? },
            ["deployments", workflow] => Self::Deployments(workflow.parse().ok()?),
            ["workflow", id] => Self::Workflow(id.parse().ok()?),
            ["no_workflow", id] => Self::NoWorkflow(id.parse().ok()?),
            ["others", _] => Self::Others,
            _ => return None,
        })
    }

    /// Makes the change to the deployment that it is about.
    pub(crate) fn change(&self, it: &mut Deployment) {
        match self {
            Self::Status { row, status, at, pause, .. } => {
                it.row = *row;
                it.status = *status;
                it.status_since = *at;
                it.pause = *pause;
                // What is in the way of one that is paused is read with the list.
                if *status == DeploymentStatus::Running {
                    it.hindrance = None;
                }
            }
            Self::Name { row, name, .. } => {
                it.row = *row;
                it.name = name.clone();
            }
            Self::Deployments(_) | Self::Workflow(_) | Self::NoWorkflow(_) | Self::Others => {}
        }
    }

    /// Whether it is about deployments.
    pub(crate) const fn is_of_deployments(&self) -> bool {
        !matches!(self, Self::Workflow(_) | Self::NoWorkflow(_) | Self::Others)
    }
}

fn row_of(word: &str) -> Option<RowRevision> {
    word.parse().ok().map(RowRevision::new)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::sample_deployment::deployment;

    #[test]
    fn words_are_read_and_nonsense_is_not() {
        let id = deployment(1).id;
        let text = id.to_string();
        let heard = Heard::of_words(&["status", &text, "3", "paused", "2026-01-02T03:04:05Z", "hold"]);
        assert!(matches!(heard, Some(Heard::Status { status: DeploymentStatus::Paused, .. })), "{heard:?}");
        let renamed = Heard::of_words(&["name", &text, "3", "New"]);
        assert_eq!(renamed, Some(Heard::Name { id, row: RowRevision::new(3), name: "New".parse().unwrap() }));
        assert_eq!(Heard::of_words(&["others", ""]), Some(Heard::Others));
        for nonsense in [&["status", &text][..], &["name", "7", "3", "x"], &["later", &text], &[]] {
            assert_eq!(Heard::of_words(nonsense), None);
        }
    }
}
