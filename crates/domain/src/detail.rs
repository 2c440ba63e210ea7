//! What the pages of one thing show.

use crate::{
    Activity, Deployment, ExecutionDetail, ExecutionListing, FeedEntry, Hindrance, Interface, Position, Problem,
    Workflow,
};
use serde::{Deserialize, Serialize};

/// One workflow with its graph, for the editor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkflowDetail {
    /// The workflow as of its newest save.
    pub workflow: Workflow,
    /// The saved graph, as it was sent.
    pub graph: String,
    /// Everything that is wrong with the graph.
    pub problems: Vec<Problem>,
    /// Its newest deployments, newest first; at most [`WorkflowDetail::MAX_DEPLOYMENTS`].
    pub deployments: Vec<Deployment>,
    /// How many deployments of it there are.
    pub deployment_count: u32,
    /// What the saved graph asks for and gives.
    pub interface: Interface,
    /// What keeps the saved graph from running, where something does.
    pub hindrance: Option<Hindrance>,
    /// The last test of the saved revision.
    pub test: Option<ExecutionDetail>,
}

/// A deployment that was just made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deployed {
    /// The deployment.
    pub deployment: Deployment,
    /// What its callbacks are signed with, as Standard Webhooks write it; told this once. None where nothing brings it
    /// requests.
    pub callback_secret: Option<String>,
}

impl WorkflowDetail {
    /// How many deployments come along.
    pub const MAX_DEPLOYMENTS: u32 = 20;
}

/// One deployment with its neighbours and its past.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeploymentDetail {
    /// The deployment as it is now.
    pub deployment: Deployment,
    /// How it is doing.
    pub activity: Activity,
    /// What its graph asks for and gives.
    pub interface: Interface,
    /// Its newest executions.
    pub executions: ExecutionListing,
    /// The snapshot's text, where it is short enough to be shown on a page.
    pub graph: Option<String>,
    /// How many bytes the snapshot has.
    pub bytes: u32,
    /// The deployments of the same workflow, newest first, itself among them.
    pub versions: Vec<Deployment>,
    /// How many deployments of the same workflow there are.
    pub version_count: u32,
    /// What happened to it, newest first: one page.
    pub history: Vec<FeedEntry>,
    /// Where the next, older page of the history begins; none where this was the last.
    pub older: Option<Position>,
}

impl DeploymentDetail {
    /// How many versions come along.
    pub const MAX_VERSIONS: u32 = 50;
    /// How many entries a page of history has.
    pub const HISTORY_PAGE: u32 = 20;
    /// How many bytes of JSON a page shows; longer snapshots are linked.
    pub const MAX_SHOWN_BYTES: u32 = 256 * 1024;
}

/// A workflow that was imported, and what its graph's problems are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedWorkflow {
    /// The new workflow.
    pub workflow: Workflow,
    /// Everything that is wrong with its graph.
    pub problems: Vec<Problem>,
}

/// What an unsaved graph would look like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GraphPreview {
    /// The drawing, as an SVG element to be put into the page.
    pub svg: String,
    /// How many nodes it has.
    pub nodes: u32,
    /// Everything that is wrong with it.
    pub problems: Vec<Problem>,
}
