//! Why a use case did not happen, by what the caller can do about it.

use domain::{Excerpt, Hindrance, InputFault, InvalidQuery, NoTransition, Problem, Revision, Unreadable, Workflow};
use engine::{InputProblem, InputRefusal};
use store::StoreError;

/// Why a use case did not happen. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// Nothing bears this name, or no longer. Maps to 404.
    #[error("there is no {kind} `{id}`; it may have been deleted")]
    NotFound {
        /// `deployment`, `workflow`, `snapshot`.
        kind: &'static str,
        /// The name that was asked for.
        id: String,
    },
    /// The caller has seen an older revision than the one that is saved. Maps to 412.
    #[error("the workflow was changed meanwhile: revision {} is saved", .0.revision)]
    Stale(Box<Workflow>),
    /// Too many changed it at the same time; try again. Maps to 409.
    #[error("the {0} was changed by somebody else at the same moment; try again")]
    Conflict(&'static str),
    /// A member of the request has no meaning. Maps to 422.
    #[error("{member}: {problem}")]
    Invalid {
        /// Which member.
        member: &'static str,
        /// What is wrong with it, and what would be right.
        problem: String,
    },
    /// A query parameter has no meaning. Maps to 400.
    #[error(transparent)]
    Query(#[from] InvalidQuery),
    /// A text is no workflow. Maps to 422.
    #[error("not a workflow: {0}")]
    Unreadable(#[from] Unreadable),
    /// The saved graph cannot be put to work. Maps to 422.
    #[error("the workflow's graph has {} that must be mended before it can be deployed", problems(.0))]
    NotDeployable(Vec<Problem>),
    /// Nothing can run the graph as it is. Maps to 422.
    #[error("{}", .hindrance.words)]
    Hindered {
        /// What is in the way, in short.
        hindrance: Hindrance,
        /// Everything that is wrong with the graph, where that is it.
        problems: Vec<Problem>,
    },
    /// The deployment cannot be resumed: nothing can run it. Maps to 409.
    #[error("it cannot be resumed: {}", .0.words)]
    NotResumable(Hindrance),
    /// The revision was not tested with success, and nobody said that it shall be deployed all the same. Maps to 409.
    #[error("revision {0} has no successful test run; test it first, or deploy it untested")]
    Untested(Revision),
    /// The deployment is paused and accepts nothing; with what keeps it from running. Maps to 409.
    #[error("the deployment is paused{}", .0.as_ref().map(|why| format!(": {why}")).unwrap_or_default())]
    Paused(Option<Excerpt>),
    /// What was sent does not fit the graph's inputs. Maps to 422.
    #[error("{details}")]
    Input {
        /// Everything that is wrong, in one text.
        details: String,
        /// The same, one by one.
        faults: Vec<InputFault>,
    },
    /// The deployment is not deleted, so its snapshot stays. Maps to 409.
    #[error("the deployment is not deleted; its snapshot is what it runs")]
    NotDeleted,
    /// The address that was called leads elsewhere by now: to be led anew. Maps to 409.
    #[error("the address was set anew at the same moment; try again")]
    Moved,
    /// The key of an earlier request came with another body. Maps to 422.
    #[error("this idempotency key was used with another body")]
    KeyTaken,
    /// Too many wait already; try again later. Maps to 429.
    #[error("{limit} executions wait already")]
    Busy {
        /// How many may wait.
        limit: u32,
        /// In how many seconds trying again may help.
        retry_after: u32,
    },
    /// Nobody is called back when this execution is over. Maps to 409.
    #[error("this execution has no callback: its request named none")]
    NoCallback,
    /// Nothing brings a deployment of this type requests yet, so nobody is called back. Maps to 409.
    #[error("this deployment has no callbacks: {0}")]
    NoDoor(&'static str),
    /// An execution cannot be changed so, as far as it is. Maps to 409.
    #[error(transparent)]
    NoTransition(#[from] NoTransition),
    /// A graph is longer than the limit. Maps to 413.
    #[error("a workflow has at most {limit} bytes; this one has {bytes}")]
    TooLarge {
        /// How many bytes it has.
        bytes: u64,
        /// How many it may have.
        limit: u64,
    },
    /// The disk is full. Maps to 507.
    #[error("the disk is full; nothing was changed")]
    Full,
    /// What is stored was damaged. Maps to 500; the operator restores a backup.
    #[error("what is stored is damaged: {0}")]
    Corrupt(String),
    /// The store takes no writes. Maps to 503.
    #[error("the store takes no changes now: {0}")]
    Unavailable(String),
    /// Ours to mend. The text is logged, never sent. Maps to 500.
    #[error("internal error")]
    Internal(#[source] anyhow::Error),
}

/// Says that nothing of this kind bears this name.
pub(crate) fn not_found(kind: &'static str, id: impl ToString) -> ServiceError {
    ServiceError::NotFound { kind, id: id.to_string() }
}

fn problems(list: &[Problem]) -> String {
    match list.len() {
        1 => "a problem".to_owned(),
        many => format!("{many} problems"),
    }
}

impl From<InputRefusal> for ServiceError {
    fn from(refused: InputRefusal) -> Self {
        let told = |it: InputProblem| InputFault { node: it.node.map(|node| node.to_string()), words: it.fault };
        Self::Input { details: refused.details, faults: refused.problems.into_iter().map(told).collect() }
    }
}

impl From<StoreError> for ServiceError {
    fn from(error: StoreError) -> Self {
        use domain::Subject::{Address, Deployment, Execution, Workflow};
        match error {
            StoreError::NotFound(Deployment(id)) => Self::NotFound { kind: "deployment", id: id.to_string() },
            StoreError::NotFound(Workflow(id)) => Self::NotFound { kind: "workflow", id: id.to_string() },
            StoreError::NotFound(Execution(id)) => Self::NotFound { kind: "execution", id: id.to_string() },
            StoreError::NotFound(Address(slug)) => Self::NotFound { kind: "address", id: slug.to_string() },
            StoreError::Conflict(Address(_)) => Self::Conflict("address"),
            StoreError::Conflict(Execution(_)) => Self::Conflict("execution"),
            StoreError::Conflict(Deployment(_)) => Self::Conflict("deployment"),
            StoreError::Conflict(Workflow(_)) => Self::Conflict("workflow"),
            StoreError::Full => Self::Full,
            StoreError::Corrupt { .. } => Self::Corrupt(error.to_string()),
            StoreError::Unavailable(why) => Self::Unavailable(why),
        }
    }
}
