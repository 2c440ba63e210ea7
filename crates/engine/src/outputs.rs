//! What a graph gives its caller, and under which names. The same on every engine.
//!
//! A graph with `SaltOutput`s gives what they are given, by their names, and nothing else. One without gives what its
//! output nodes show, texts and files, by each node's title, or its id where it has none. Two of one name share a list.

use crate::{ApiGraph, NodeId, NodeTypes, inputs::declared_outputs};

/// The names of a graph's outputs.
pub(crate) struct OutputNames<'a> {
    graph: &'a ApiGraph,
    declared: Vec<(NodeId, String)>,
}

/// The nodes that give a caller something where they are run by an engine with these types, each with its output's name.
pub fn outputs(graph: &ApiGraph, types: &NodeTypes) -> Vec<(NodeId, String)> {
    let names = OutputNames::of(graph);
    let is_output = |id: &&NodeId| {
        let class_type = graph.class_type(id.as_str());
        class_type.and_then(|name| types.get(name)).is_some_and(|node_type| node_type.is_output)
    };
    graph.ids().filter(is_output).filter_map(|id| Some((id.clone(), names.of_node(id)?))).collect()
}

impl<'a> OutputNames<'a> {
    pub(crate) fn of(graph: &'a ApiGraph) -> Self {
        Self { graph, declared: declared_outputs(graph) }
    }

    /// The output's name, where this node, being an output node, gives one.
    pub(crate) fn of_node(&self, node: &NodeId) -> Option<String> {
        if self.declared.is_empty() {
            let title = self.graph.title(node.as_str()).map(str::trim).filter(|title| !title.is_empty());
            return Some(title.unwrap_or(node.as_str()).to_owned());
        }
        self.declared.iter().find(|(id, _)| id == node).map(|(_, name)| name.clone())
    }
}
