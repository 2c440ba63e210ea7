//! A caller's inputs: what a graph asks for, and whether what was sent fits.
//!
//! A graph asks by its `SaltInput`, `SaltTextInput` and `SaltFileInput` nodes. A caller names them by
//! `input_name` or by node id, and sends `{"value":…,"value_type":"RAW"|"REFERENCE"|"ASSET"}`.

mod asset;
mod declared;
mod sent;

pub(crate) use asset::decode as decode_asset;
pub use declared::{DeclaredInput, InputType, declared_inputs, declared_outputs};

use crate::{ApiGraph, NodeId, Value};
use serde::Serialize;
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};

/// What a caller gave, by node.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Given(BTreeMap<NodeId, GivenValue>);

/// One given value.
#[derive(Debug, Clone, PartialEq)]
pub enum GivenValue {
    /// The value itself.
    Value(Value),
    /// Where the file is; fetched when the graph runs.
    Reference(String),
}

/// One thing that is wrong with what a caller sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InputProblem {
    /// The input, as the caller or the graph calls it; none for the request as a whole.
    pub input: Option<String>,
    /// The node that asks for it; none where it is about no input of the graph, or about several.
    pub node: Option<NodeId>,
    /// What is wrong, for people.
    pub message: String,
    /// The same, to be said where the input's own name stands before it: `must be a number`.
    pub fault: String,
}

/// Everything that is wrong with what a caller sent. Its two texts are those that Salt's clients read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{error}: {details}")]
pub struct InputRefusal {
    /// `Invalid input structure`.
    pub error: &'static str,
    /// All problems in one text.
    pub details: String,
    /// The same, one by one.
    pub problems: Vec<InputProblem>,
}

impl Given {
    /// Reads the body of a request to run: `{"workflow_input":{"<name or node id>":{"value":…,"value_type":…}}}`.
    ///
    /// A hidden input always takes the workflow's value; giving it is an error.
    ///
    /// # Errors
    /// With all problems at once.
    pub fn read(graph: &ApiGraph, hidden: &BTreeSet<NodeId>, body: &Json) -> Result<Self, InputRefusal> {
        let (given, problems) = sent::read(graph, hidden, body);
        if problems.is_empty() { Ok(given) } else { Err(InputRefusal::of(problems)) }
    }

    /// Everything that was given.
    pub fn iter(&self) -> impl Iterator<Item = (&NodeId, &GivenValue)> {
        self.0.iter()
    }

    /// Whether nothing was given.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What was given for this node.
    pub fn get(&self, node: &NodeId) -> Option<&GivenValue> {
        self.0.get(node)
    }
}

impl FromIterator<(NodeId, GivenValue)> for Given {
    fn from_iter<I: IntoIterator<Item = (NodeId, GivenValue)>>(values: I) -> Self {
        Self(values.into_iter().collect())
    }
}

impl InputRefusal {
    fn of(problems: Vec<InputProblem>) -> Self {
        let details = problems.iter().map(|problem| problem.message.as_str()).collect::<Vec<_>>().join("; ");
        Self { error: "Invalid input structure", details, problems }
    }
}

#[cfg(test)]
mod tests;
