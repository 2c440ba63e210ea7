//! Whose executions they are: what limits, lists and figures are counted by.

use domain::{DeploymentId, RunOf, WorkflowId};

/// A deployment, or a workflow that is tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// Requests to a deployment.
    Deployment(DeploymentId),
    /// Tests of a workflow, of whatever revision.
    Workflow(WorkflowId),
}

impl From<RunOf> for Target {
    fn from(of: RunOf) -> Self {
        match of {
            RunOf::Deployment { id, .. } => Self::Deployment(id),
            RunOf::Workflow { id, .. } => Self::Workflow(id),
        }
    }
}
