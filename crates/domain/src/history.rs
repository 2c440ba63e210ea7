//! One page of the history, with what its sentences need to know.

use crate::{DeploymentId, Happening, Name, Position, Timestamp, Version, WorkflowId};
use serde::{Deserialize, Serialize};

/// What happened, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryListing {
    /// The happenings of this page.
    pub items: Vec<Happening>,
    /// What they are about.
    pub known: Known,
    /// Where the next, older page begins; none where this was the last.
    pub older: Option<Position>,
    /// When the oldest happened that is kept, where older ones are kept no more.
    pub reaches_to: Option<Timestamp>,
    /// Whether nothing has ever happened.
    pub is_empty: bool,
}

/// The deployments and workflows that a page of the history speaks of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// The deployments, each once.
    pub deployments: Vec<KnownDeployment>,
    /// The workflows that are there still.
    pub workflows: Vec<(WorkflowId, Name)>,
}

/// What is known of a deployment, also of one that is gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownDeployment {
    /// Which.
    pub id: DeploymentId,
    /// What it is, or was last, called.
    pub name: Name,
    /// Which version of its workflow.
    pub version: Version,
    /// Of which workflow.
    pub workflow: WorkflowId,
    /// What that was called when it was deployed.
    pub workflow_name: Name,
    /// Whether it is there: only then has it a page.
    pub is_there: bool,
}

impl Known {
    /// A deployment.
    pub fn deployment(&self, id: DeploymentId) -> Option<&KnownDeployment> {
        self.deployments.iter().find(|it| it.id == id)
    }

    /// What a workflow is called, where it is there.
    pub fn workflow(&self, id: WorkflowId) -> Option<&Name> {
        self.workflows.iter().find(|(known, _)| *known == id).map(|(_, name)| name)
    }
}
