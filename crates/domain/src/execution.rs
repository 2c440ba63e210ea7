//! One request processed: by a deployment, or, as a test, by a workflow's revision.

use crate::{
    CallbackState, DeploymentId, Digest, ExecutionId, ExecutionState, Revision, RowRevision, Timestamp, Version,
    WorkflowId, deployment::UnknownWord,
};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// An execution as its row has it. What it was given and what came of it are kept apart, as its parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Execution {
    /// Its name for programs. Newer ones sort after older ones.
    pub id: ExecutionId,
    /// What it runs for.
    pub of: RunOf,
    /// The graph that it runs, by its bytes.
    pub digest: Digest,
    /// What runs it.
    pub engine: EngineKind,
    /// How far it is.
    pub state: ExecutionState,
    /// When it was accepted.
    pub accepted_at: Timestamp,
    /// How often it was begun: more than once only after a crash. Also the newest fencing token.
    pub claims: u32,
    /// How far its callback is; none where nobody is to be called back.
    pub callback: Option<CallbackState>,
    /// Grows with every write of this row.
    pub row: RowRevision,
}

/// What an execution runs for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunOf {
    /// A request to a deployment.
    Deployment {
        /// Which deployment.
        id: DeploymentId,
        /// Which version of its workflow that is.
        version: Version,
    },
    /// A test of a workflow.
    Workflow {
        /// Which workflow.
        id: WorkflowId,
        /// Which save of it.
        revision: Revision,
    },
}

/// What runs graphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EngineKind {
    /// Brine itself.
    Builtin,
    /// A ComfyUI server of the operator.
    Comfyui,
}

/// Something of an execution that is kept beside its row, for it may be long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Part {
    /// The request's JSON.
    Inputs,
    /// Where to call back to.
    CallbackUrl,
    /// What came of it, as JSON: outputs, or the failure.
    Outcome,
    /// When each node ran, as JSON.
    Timeline,
    /// Each attempt to call back, as JSON.
    Attempts,
    /// A file that came of it, by its number from 0.
    Artefact(u16),
}

impl EngineKind {
    /// The word on the wire and on screen.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Builtin => "builtin",
            Self::Comfyui => "comfyui",
        }
    }
}

impl fmt::Display for EngineKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for EngineKind {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        let found = [Self::Builtin, Self::Comfyui].into_iter().find(|engine| engine.as_str() == word);
        found.ok_or_else(|| UnknownWord::new(word, "builtin, comfyui"))
    }
}

impl RunOf {
    /// The deployment, where it is one's.
    pub const fn deployment(&self) -> Option<DeploymentId> {
        match self {
            Self::Deployment { id, .. } => Some(*id),
            Self::Workflow { .. } => None,
        }
    }
}
