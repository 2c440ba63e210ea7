//! Where a deployment's snapshot comes from.

use crate::{DeploymentId, Version};
use serde::{Deserialize, Serialize};

/// What a deployment was made of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The workflow's saved revision.
    #[default]
    Saved,
    /// An earlier deployment's snapshot, which a rollback made live again.
    RolledBack {
        /// Which deployment.
        to: DeploymentId,
        /// Which version of the workflow's that is.
        version: Version,
    },
}
