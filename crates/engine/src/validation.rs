//! What is wrong with a graph, all at once, in the shape and words of ComfyUI's `/prompt`.

mod check;
mod constant;
mod found;

pub(crate) use check::output_index;
pub use check::{CustomCheck, validate};

use crate::NodeId;
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json, json};
use std::{borrow::Cow, collections::BTreeSet};

/// The outcome of checking a graph.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Validation {
    /// Why nothing of it can be run; none where at least one output can.
    pub error: Option<Problem>,
    /// What is wrong with which node. May be there without `error`: then the other outputs could be run,
    /// which ComfyUI does and Brine does not.
    pub node_errors: IndexMap<NodeId, NodeErrors>,
    /// The output nodes that could be run.
    #[serde(skip)]
    pub good_outputs: Vec<NodeId>,
}

/// What is wrong with one node.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NodeErrors {
    /// Everything that is wrong with it.
    pub errors: Vec<Problem>,
    /// The output nodes that need it.
    pub dependent_outputs: BTreeSet<NodeId>,
    /// Its type.
    pub class_type: String,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Problem {
    /// What it is, for programs: `required_input_missing`.
    #[serde(rename = "type")]
    pub code: Cow<'static, str>,
    /// What it is, for people.
    pub message: String,
    /// Where it is.
    pub details: String,
    /// What more there is to say, for programs.
    #[serde(default)]
    pub extra_info: Json,
}

impl Validation {
    /// Whether all of the graph can be run.
    pub fn is_valid(&self) -> bool {
        self.error.is_none() && self.node_errors.is_empty()
    }

    /// A graph with more nodes than may be run.
    pub(crate) fn too_large(nodes: usize, limit: u32) -> Self {
        let message = format!("The graph has {nodes} nodes; at most {limit} are run");
        Self::refused(Problem::new("graph_too_large", message, ""))
    }

    /// A graph of which nothing can be run, for one reason.
    fn refused(error: Problem) -> Self {
        Self { error: Some(error), ..Self::default() }
    }
}

impl Problem {
    fn new(code: &'static str, message: impl Into<String>, details: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            message: message.into(),
            details: details.into(),
            extra_info: Json::Object(Map::new()),
        }
    }

    fn with(mut self, extra_info: Json) -> Self {
        self.extra_info = extra_info;
        self
    }

    fn invalid_prompt(message: String, node: &str) -> Self {
        Self::new("invalid_prompt", message, format!("Node ID '#{node}'"))
    }

    fn no_outputs() -> Self {
        Self::new("prompt_no_outputs", "Prompt has no outputs", "")
    }

    fn cycle(ring: &[&NodeId]) -> Self {
        let ids: Vec<_> = ring.iter().map(|id| id.as_str()).collect();
        Self::new("dependency_cycle", "Dependency cycle detected", ids.join(" → ")).with(json!({ "nodes": ids }))
    }
}
