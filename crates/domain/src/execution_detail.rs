//! What the pages of executions show.

use crate::{CallbackAttempt, Digest, Execution, ExecutionId, ExecutionStatus, Name, Timestamp};
use serde::{Deserialize, Serialize};

/// One page of a deployment's executions, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExecutionListing {
    /// The executions.
    pub items: Vec<Execution>,
    /// Only those of this status are shown; all where none is named.
    pub status: Option<ExecutionStatus>,
    /// Where the next, older page begins; none where this was the last.
    pub older: Option<ExecutionId>,
    /// How many there are of each status, in the order of [`ExecutionStatus::ALL`].
    pub counts: [u32; 5],
}

/// One execution, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExecutionDetail {
    /// Its row.
    pub execution: Execution,
    /// What its deployment or workflow is called; none where that is gone.
    pub of_name: Option<Name>,
    /// What it was given, as JSON; cut where it is long.
    pub inputs: String,
    /// What came of it.
    pub outputs: Vec<Output>,
    /// Why it failed.
    pub failure: Option<ExecutionFailure>,
    /// Its nodes, in the order in which they began.
    pub nodes: Vec<NodeSpan>,
    /// Where it calls back to.
    pub callback_url: Option<String>,
    /// The attempts to call back, oldest first.
    pub attempts: Vec<CallbackAttempt>,
}

/// What came out under one name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Output {
    /// The output's name.
    pub name: String,
    /// Its values.
    pub values: Vec<OutputValue>,
}

/// One value that came out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum OutputValue {
    /// A text, as it is.
    Text(String),
    /// Anything else that is no file, as JSON.
    Json(String),
    /// A file.
    File(Artefact),
}

/// A file that an execution made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Artefact {
    /// Its number in its execution, from 0.
    pub number: u16,
    /// What it is: `image/png`.
    pub media_type: String,
    /// How long it is.
    pub bytes: u64,
    /// Names its bytes.
    pub digest: Digest,
}

/// Why an execution failed, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExecutionFailure {
    /// At which node; none where it is about the run as a whole.
    pub node: Option<String>,
    /// That node's type.
    pub node_type: Option<String>,
    /// What kind of failure, for programs.
    pub kind: String,
    /// What went wrong, for people.
    pub message: String,
}

/// When a node ran.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NodeSpan {
    /// Its id in the graph.
    pub node: String,
    /// What it is called: its title, or its type.
    pub name: String,
    /// When it began.
    pub since: Timestamp,
    /// When it ended; none while it runs, and where the run ended first.
    pub until: Option<Timestamp>,
}

impl ExecutionListing {
    /// How many executions a page has.
    pub const PAGE: u32 = 20;
}

impl ExecutionDetail {
    /// Where this execution is looked at, by people.
    pub fn path(id: ExecutionId) -> String {
        format!("/executions/{id}")
    }
}

impl Artefact {
    /// Where it is fetched, from the server's root.
    pub fn path(&self, of: ExecutionId) -> String {
        format!("/api/v1/executions/{of}/artefacts/{}", self.number)
    }
}
