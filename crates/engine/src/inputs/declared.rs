//! What a graph asks its callers for, and what it gives them.

use crate::{ApiGraph, NodeId, graph::Input, python::text};
use serde::Serialize;
use serde_json::Value as Json;

/// One input that a graph asks for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DeclaredInput {
    /// The node that asks.
    pub node: NodeId,
    /// What it calls the input; the node's id where it has no name.
    pub name: String,
    /// What it says about it.
    pub description: String,
    /// What it takes.
    pub input_type: InputType,
    /// What is used where nothing is given; null where that comes from another node.
    pub default: Json,
    /// The only values it takes; any where there are none.
    pub allowed: Vec<String>,
    /// Whether the caller must give it.
    pub required: bool,
}

/// What an input takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum InputType {
    /// A text.
    String,
    /// Any number.
    Float,
    /// A whole number.
    Int,
    /// True or false.
    Boolean,
    /// An image.
    Image,
    /// An image that masks another.
    Mask,
    /// A whole number from 0 to 2^64-1.
    Seed,
    /// Any file.
    File,
}

impl InputType {
    /// The names in graphs.
    pub const NAMES: [&'static str; 8] = ["STRING", "FLOAT", "INT", "BOOLEAN", "IMAGE", "MASK", "SEED", "FILE"];

    /// The type of this name.
    pub fn of(name: &str) -> Option<Self> {
        Some(match name {
            "STRING" => Self::String,
            "FLOAT" => Self::Float,
            "INT" => Self::Int,
            "BOOLEAN" => Self::Boolean,
            "IMAGE" => Self::Image,
            "MASK" => Self::Mask,
            "SEED" => Self::Seed,
            "FILE" => Self::File,
            _ => return None,
        })
    }

    /// Whether values of this type are files.
    pub const fn is_file(self) -> bool {
        matches!(self, Self::Image | Self::Mask | Self::File)
    }
}

/// What a graph asks for, in the order of its text.
pub fn declared_inputs(graph: &ApiGraph) -> Vec<DeclaredInput> {
    graph.ids().filter_map(|id| declared(graph, id)).collect()
}

fn declared(graph: &ApiGraph, id: &NodeId) -> Option<DeclaredInput> {
    let input_type = match graph.class_type(id.as_str())? {
        "SaltInput" => InputType::of(&text_of(graph, id, "input_type")).unwrap_or(InputType::String),
        "SaltTextInput" => InputType::String,
        "SaltFileInput" => InputType::File,
        _ => return None,
    };
    let default = match graph.input(id.as_str(), "input_value") {
        Some(Input::Constant(value)) => value.clone(),
        _ => Json::Null,
    };
    let allowed = text_of(graph, id, "input_allowed_values");
    let required =
        matches!(graph.input(id.as_str(), "user_override_required"), Some(Input::Constant(Json::Bool(true))));
    Some(DeclaredInput {
        node: id.clone(),
        name: name_of(graph, id, "input_name"),
        description: text_of(graph, id, "input_desc"),
        input_type,
        default,
        allowed: allowed.split(',').map(str::trim).filter(|value| !value.is_empty()).map(str::to_owned).collect(),
        required,
    })
}

/// The output nodes that callers get values from, each with its output's name.
pub fn declared_outputs(graph: &ApiGraph) -> Vec<(NodeId, String)> {
    let is_output = |id: &&NodeId| graph.class_type(id.as_str()) == Some("SaltOutput");
    graph.ids().filter(is_output).map(|id| (id.clone(), name_of(graph, id, "output_name"))).collect()
}

fn name_of(graph: &ApiGraph, id: &NodeId, input: &str) -> String {
    let name = text_of(graph, id, input);
    if name.trim().is_empty() { id.to_string() } else { name }
}

fn text_of(graph: &ApiGraph, id: &NodeId, input: &str) -> String {
    match graph.input(id.as_str(), input) {
        Some(Input::Constant(Json::Null)) | None => String::new(),
        Some(Input::Constant(value)) => text::str(value),
        Some(_) => String::new(),
    }
}
