//! A deployment as its page shows it: what the page's program draws, and what it puts in as the server wrote it.

use domain::{Activity, Deployment, ExecutionListing, Interface};
use serde::{Deserialize, Serialize};

/// Everything on a deployment's page.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DeploymentShown {
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
    /// Versions, addresses, history, and a form for a pause with a reason: as HTML. The program neither reads nor draws
    /// them, and so does not carry the code for it.
    pub panels: String,
}
