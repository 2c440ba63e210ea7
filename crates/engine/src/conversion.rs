//! Turns the editor's export (UI format) into what an engine runs (API format).
//!
//! The export is a drawing: values lie in it by the order of a node's fields, links may go through notes of
//! passage (reroutes), nodes may be off, and whole graphs may hide behind one node. Only with the types of the
//! server that is to run it can it be read; what the editor would send for it is what comes out here.
//!
//! `export` reads the text, `expansion` unfolds subgraphs, `wiring` follows links to where a value comes from,
//! `fields` puts names to the values, `dynamic_prompt` resolves what the editor resolves in texts.
//!
//! Left to others: what an extension of the editor does in the browser (random choices, dates in file names).

mod dynamic_prompt;
mod expansion;
mod export;
mod fields;
mod wiring;

use crate::{ApiGraph, NodeType, NodeTypes};
use domain::{Graph, GraphFormat, Problem, Unreadable};
use expansion::{Expansion, Place};
use indexmap::IndexSet;
use serde_json::{Map, Value as Json, json};
use std::collections::HashSet;
use wiring::Origin;

/// Why an export could not be turned into a graph that runs.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConversionError {
    /// The text is no export of the editor.
    #[error("not a workflow in UI format: {0}")]
    NotAnExport(String),
    /// It cannot be run as it is.
    #[error("the workflow cannot be turned into API format: {}", told(.problems))]
    Blocked {
        /// Everything that is in the way, in the order of the text.
        problems: Vec<Problem>,
        /// The node types among it that the engine does not know, each once.
        unknown_types: Vec<String>,
    },
}

/// In which format a workflow's text is.
///
/// # Errors
/// Where it is in neither.
pub fn format_of(text: &str) -> Result<GraphFormat, Unreadable> {
    Graph::read(text).map(|graph| graph.format)
}

/// Turns an export into a graph for the engine that knows these types.
///
/// Nodes that are off leave no trace, nodes that are bypassed hand on what fits; neither needs a known type.
/// The nodes of a subgraph get ids as the editor gives them: `12:3` is node 3 in what node 12 stands for.
///
/// # Errors
/// With all problems at once, their codes: `unknown_type`, `widget_misfit`, `browser_widget`, `random_choice`, `link_circle`,
/// `subgraph_circle`, `graph_too_large`.
pub fn convert(text: &str, types: &NodeTypes) -> Result<ApiGraph, ConversionError> {
    let root: Json = serde_json::from_str(text).map_err(|error| ConversionError::NotAnExport(error.to_string()))?;
    let is_list = |member: &str| root.get(member).is_some_and(Json::is_array);
    if !is_list("nodes") || !is_list("links") {
        return Err(ConversionError::NotAnExport("it has not the lists `nodes` and `links`".to_owned()));
    }
    let document = export::Document::read(&root);
    let mut problems = Vec::new();
    let expansion = Expansion::of(&document, types, &mut problems);
    let mut nodes = Map::new();
    for place in expansion.active() {
        if let Some(node) = prompt_node(&expansion, place, &mut problems) {
            nodes.insert(expansion.id(place), node);
        }
    }
    without_links_to_nowhere(&mut nodes);
    match problems.is_empty() {
        true => {
            serde_json::from_value(Json::Object(nodes)).map_err(|error| ConversionError::NotAnExport(error.to_string()))
        }
        false => Err(ConversionError::Blocked { problems, unknown_types: unknown_types(&expansion) }),
    }
}

/// One node as a server takes it.
fn prompt_node(expansion: &Expansion<'_>, place: Place, problems: &mut Vec<Problem>) -> Option<Json> {
    let (node, id) = (expansion.node(place), expansion.id(place));
    let mut report = |input: Option<&str>, code: &str, message: String| {
        problems.push(problem(&id, input, code, message));
    };
    let Some(node_type) = expansion.node_type(place) else {
        report(None, "unknown_type", unknown(node.class_type));
        return None;
    };
    let mut inputs = fields::typed_in(node, node_type);
    let mut linked = Vec::new();
    for (place_of_socket, socket) in expansion.sockets(place).iter().enumerate() {
        let name = || socket.name.to_owned();
        match expansion.origin_of(place, place_of_socket) {
            Ok(Origin::Typed(value)) if inputs.contains_key(socket.name) => drop(inputs.insert(name(), wrapped(value))),
            Ok(Origin::Nothing | Origin::Typed(_)) => {}
            Ok(Origin::Promoted(value)) => linked.push((name(), wrapped(value))),
            Ok(Origin::Output(from, slot)) => linked.push((name(), json!([expansion.id(from), slot]))),
            Err(wiring::Circle) => {
                report(Some(socket.name), "link_circle", "what leads here comes from itself".to_owned());
            }
        }
    }
    for spec in node_type.inputs.iter().filter(|spec| spec.has_dynamic_prompts()) {
        let Some(Json::String(text)) = inputs.get_mut(&spec.name) else { continue };
        match dynamic_prompt::resolve(text) {
            Ok(resolved) => *text = resolved,
            Err(_) if linked.iter().any(|(name, _)| *name == spec.name) => {}
            Err(dynamic_prompt::RandomChoice) => report(Some(&spec.name), "random_choice", RANDOM_CHOICE.to_owned()),
        }
    }
    inputs.extend(linked);
    for misfit in fields::misfits(&inputs, node_type) {
        report(Some(misfit.input), misfit.code, misfit.message);
    }
    Some(json!({ "inputs": inputs, "class_type": node.class_type, "_meta": {"title": title(node, node_type)} }))
}

const RANDOM_CHOICE: &str = "the editor draws a choice like {red|blue} anew for each run, and a server does not: \
                             write one out, or put a backslash before the braces";

fn unknown_types(expansion: &Expansion<'_>) -> Vec<String> {
    let unknown = expansion.active().filter(|place| expansion.node_type(*place).is_none());
    let names: IndexSet<&str> = unknown.map(|place| expansion.node(place).class_type).collect();
    names.into_iter().map(str::to_owned).collect()
}

fn title<'a>(node: &export::Node<'a>, node_type: &'a NodeType) -> &'a str {
    node.title.unwrap_or(match node_type.display_name.as_str() {
        "" => &node_type.name,
        name => name,
    })
}

fn unknown(class_type: &str) -> String {
    match class_type.starts_with("workflow/") || class_type.starts_with("workflow>") {
        true => format!("{class_type} is a group node; turn it into a subgraph in ComfyUI and export again"),
        false => format!("the engine does not know the node type {class_type}"),
    }
}

/// A list is no link: the server takes it out of its wrapping.
fn wrapped(value: Json) -> Json {
    if value.is_array() { json!({ "__value__": value }) } else { value }
}

fn is_link(value: &Json) -> bool {
    value.as_array().is_some_and(|parts| parts.len() == 2)
}

/// What leads to a node that is off is as if it were not there.
fn without_links_to_nowhere(nodes: &mut Map<String, Json>) {
    let ids: HashSet<String> = nodes.keys().cloned().collect();
    for node in nodes.values_mut() {
        if let Some(inputs) = node.get_mut("inputs").and_then(Json::as_object_mut) {
            inputs.retain(|_, value| !is_link(value) || value[0].as_str().is_some_and(|id| ids.contains(id)));
        }
    }
}

fn problem(node: &str, input: Option<&str>, code: &str, message: String) -> Problem {
    Problem { node: Some(node.to_owned()), input: input.map(str::to_owned), code: code.to_owned(), message }
}

fn told(problems: &[Problem]) -> String {
    problems.iter().map(Problem::to_string).collect::<Vec<_>>().join("; ")
}
