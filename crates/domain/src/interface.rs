//! What a graph asks of its callers, and what it gives them: its inputs and outputs by name.

use serde::{Deserialize, Serialize};

/// A graph's inputs and outputs, in the order of its text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interface {
    /// What it asks for.
    pub inputs: Vec<InputField>,
    /// What it gives.
    pub outputs: Vec<OutputField>,
}

/// One input that a graph asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputField {
    /// The node that asks; callers may name the input by it.
    pub node: String,
    /// What the graph calls it; the node's id where it has no name.
    pub name: String,
    /// What the graph says about it.
    pub description: String,
    /// What it takes.
    pub kind: InputKind,
    /// What is used where nothing is given, as text; none where that comes from another node.
    pub default: Option<String>,
    /// The only values that it takes; any where there are none.
    pub allowed: Vec<String>,
    /// Whether it must be given.
    pub required: bool,
}

/// What an input takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InputKind {
    /// A text.
    Text,
    /// Any number.
    Number,
    /// A whole number.
    Integer,
    /// Yes or no.
    Boolean,
    /// An image, or another file: its bytes or where it is.
    File,
}

/// What is wrong with what was sent for one input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputFault {
    /// The node that asks for it; none where it is about no input of the graph.
    pub node: Option<String>,
    /// What is wrong, to be said after the input's name: `must be a number`; the whole of it where there is no node.
    pub words: String,
}

/// One output that a graph gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutputField {
    /// The node that gives it.
    pub node: String,
    /// What it is called in the answer.
    pub name: String,
}
