//! What is known of a saved revision that decides how it is tested and deployed.

use domain::{
    ExecutionDetail, ExecutionFailure, ExecutionId, ExecutionStatus, Hindrance, Interface, Problem, Revision,
    WorkflowDetail,
};

/// The facts of one revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RevisionFacts {
    /// Which revision.
    pub(crate) revision: Revision,
    /// Everything that is wrong with its graph.
    pub(crate) problems: Vec<Problem>,
    /// What its graph asks for and gives.
    pub(crate) interface: Interface,
    /// What keeps it from running, where something does.
    pub(crate) hindrance: Option<Hindrance>,
    /// Its last test, and how that is.
    pub(crate) test: Option<(ExecutionId, ExecutionStatus)>,
}

impl RevisionFacts {
    /// What is known of the saved revision.
    pub(crate) fn of(detail: &WorkflowDetail) -> Self {
        Self {
            revision: detail.workflow.revision,
            problems: detail.problems.clone(),
            interface: detail.interface.clone(),
            hindrance: detail.hindrance.clone(),
            test: detail.test.as_ref().map(|test| (test.execution.id, test.execution.state.status())),
        }
    }

    /// Whether it is deployed without anybody saying that it shall be all the same.
    pub(crate) fn is_fit(&self) -> bool {
        self.hindrance.is_none() && matches!(self.test, Some((_, ExecutionStatus::Succeeded)))
    }
}

/// A test's failure as a problem of the graph, so that it is shown at its place.
pub(crate) fn problem_of(test: &ExecutionDetail) -> Option<Problem> {
    let ExecutionFailure { node, kind, message, .. } = test.failure.clone()?;
    Some(Problem { node, input: None, code: kind, message })
}
