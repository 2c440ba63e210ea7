//! A graph in API format, as an engine takes it: nodes by id, in the order of the text.
//!
//! `domain::Graph` says what can be said *about* a text; this keeps every input's value.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use std::{borrow::Borrow, fmt, sync::Arc};

/// A node's id in its graph. Cheap to clone: events carry it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NodeId(Arc<str>);

/// The nodes of a graph.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ApiGraph {
    nodes: IndexMap<NodeId, Json>,
}

/// What a node's input is in the text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Input<'a> {
    /// `["<node id>", slot]`, whatever the two parts are.
    Link(&'a Json, &'a Json),
    /// A list that is no link, for it has not two parts.
    Malformed,
    /// Anything else.
    Constant(&'a Json),
}

/// A text that is no object of nodes.
#[derive(Debug, thiserror::Error)]
#[error("not a graph in API format: {0}")]
pub struct NotAGraph(#[from] serde_json::Error);

impl NodeId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for NodeId {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl Borrow<str> for NodeId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for NodeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl ApiGraph {
    /// Reads a graph's text. What is wrong *in* it is the validation's to say.
    ///
    /// # Errors
    /// Where the text is no JSON object.
    pub fn read(text: &str) -> Result<Self, NotAGraph> {
        Ok(serde_json::from_str(text)?)
    }

    /// The ids, in the order of the text.
    pub fn ids(&self) -> impl Iterator<Item = &NodeId> {
        self.nodes.keys()
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there are no nodes.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The id as the graph holds it, where it has such a node.
    pub fn id(&self, id: &str) -> Option<&NodeId> {
        self.nodes.get_key_value(id).map(|(id, _)| id)
    }

    /// The node's place in the order of the text.
    pub(crate) fn place(&self, id: &NodeId) -> Option<usize> {
        self.nodes.get_index_of(id)
    }

    /// What a node does, where it says so.
    pub fn class_type(&self, id: &str) -> Option<&str> {
        self.nodes.get(id)?.get("class_type")?.as_str()
    }

    /// What people call a node, where it has a title.
    pub fn title(&self, id: &str) -> Option<&str> {
        self.nodes.get(id)?.get("_meta")?.get("title")?.as_str()
    }

    /// A node's inputs by name; none where the text has no such object.
    pub fn inputs(&self, id: &str) -> Option<&serde_json::Map<String, Json>> {
        self.nodes.get(id)?.get("inputs")?.as_object()
    }

    /// Sets one input of a node, where there is such a node.
    pub fn set_input(&mut self, id: &str, name: &str, value: Json) {
        if let Some(inputs) = self.nodes.get_mut(id).and_then(|node| node.get_mut("inputs")?.as_object_mut()) {
            inputs.insert(name.to_owned(), value);
        }
    }

    /// One input of a node.
    pub fn input(&self, id: &str, name: &str) -> Option<Input<'_>> {
        self.inputs(id)?.get(name).map(Input::of)
    }
}

impl<'a> Input<'a> {
    /// What this value is as an input. A list that is meant is wrapped: `{"__value__": […]}`.
    pub fn of(value: &'a Json) -> Self {
        match value {
            Json::Array(parts) => match parts.as_slice() {
                [node, slot] => Self::Link(node, slot),
                _ => Self::Malformed,
            },
            Json::Object(members) => Self::Constant(members.get("__value__").unwrap_or(value)),
            _ => Self::Constant(value),
        }
    }
}
