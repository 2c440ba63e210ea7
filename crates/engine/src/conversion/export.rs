//! The export as it is written: nodes, links and subgraphs. What is not as expected is as if it were not there.

use serde_json::{Map, Value as Json};
use std::collections::HashMap;

/// A whole export.
pub(super) struct Document<'a> {
    /// The graph that is seen first.
    pub(super) root: Level<'a>,
    /// The graphs that nodes may stand for, by the type of those nodes.
    pub(super) subgraphs: HashMap<&'a str, Level<'a>>,
}

/// One graph of an export.
pub(super) struct Level<'a> {
    pub(super) nodes: Vec<Node<'a>>,
    /// The place of each node, by its id.
    pub(super) places: HashMap<String, usize>,
    /// The links by their id.
    pub(super) links: HashMap<String, Link>,
    /// What a subgraph takes: names and types, in order.
    pub(super) inputs: Vec<Port<'a>>,
    /// What it gives.
    pub(super) outputs: Vec<Port<'a>>,
}

/// A node as it is drawn.
pub(super) struct Node<'a> {
    pub(super) id: String,
    pub(super) class_type: &'a str,
    pub(super) title: Option<&'a str>,
    pub(super) mode: Mode,
    pub(super) inputs: Vec<Port<'a>>,
    pub(super) outputs: Vec<Port<'a>>,
    /// What was typed into its fields, in their order.
    pub(super) typed: &'a [Json],
    /// The same by name, where the export says so.
    pub(super) typed_named: Option<&'a Map<String, Json>>,
    /// The fields of inner nodes that a subgraph's node shows: `-1` for its own.
    pub(super) shown_fields: Vec<(String, &'a str)>,
}

/// Whether a node takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    Active,
    Muted,
    Bypassed,
}

/// An input or output.
#[derive(Debug, Clone, Default)]
pub(super) struct Port<'a> {
    pub(super) name: &'a str,
    /// `*` where the text does not say.
    pub(super) kind: &'a str,
    /// The link that ends in an input.
    pub(super) link: Option<String>,
    /// The links of a subgraph's own input or output.
    pub(super) links: Vec<String>,
    /// Whether people type into it.
    pub(super) is_field: bool,
}

/// A link: the two ends' nodes, and which of their ports.
#[derive(Debug, Clone)]
pub(super) struct Link {
    pub(super) from: String,
    pub(super) slot: usize,
    pub(super) to: String,
    pub(super) socket: usize,
}

/// The node that stands for a subgraph's inputs, inside.
pub(super) const INPUTS: &str = "-10";
/// The node that stands for its outputs.
pub(super) const OUTPUTS: &str = "-20";

impl<'a> Document<'a> {
    pub(super) fn read(root: &'a Json) -> Self {
        let mut subgraphs = HashMap::new();
        let mut ahead = vec![root];
        while let Some(graph) = ahead.pop() {
            for subgraph in list(graph.get("definitions").and_then(|it| it.get("subgraphs"))) {
                if let Some(id) = subgraph["id"].as_str() {
                    subgraphs.entry(id).or_insert_with(|| Level::read(subgraph));
                }
                ahead.push(subgraph);
            }
        }
        Self { root: Level::read(root), subgraphs }
    }
}

impl<'a> Level<'a> {
    fn read(graph: &'a Json) -> Self {
        let nodes: Vec<Node<'a>> = list(graph.get("nodes")).iter().filter_map(Node::read).collect();
        let places = nodes.iter().enumerate().map(|(place, node)| (node.id.clone(), place)).collect();
        let links = list(graph.get("links")).iter().filter_map(read_link).collect();
        let ports = |member| list(graph.get(member)).iter().map(Port::read).collect();
        Self { nodes, places, links, inputs: ports("inputs"), outputs: ports("outputs") }
    }

    /// The inputs of nodes that a subgraph's input leads to, in the order in which they were linked: node, input.
    pub(super) fn fed_by_input(&self, slot: usize) -> impl Iterator<Item = (&Node<'a>, &Port<'a>)> {
        let links = self.inputs.get(slot).into_iter().flat_map(|port| &port.links);
        links.filter_map(move |id| {
            let link = self.links.get(id).filter(|link| link.from == INPUTS && link.slot == slot)?;
            let node = self.nodes.get(*self.places.get(&link.to)?)?;
            // Its number may be that of another version of the node.
            let port = node.inputs.iter().find(|port| port.link.as_ref() == Some(id));
            Some((node, port.or_else(|| node.inputs.get(link.socket))?))
        })
    }

    /// The link that ends at a subgraph's output.
    pub(super) fn link_of_output(&self, slot: usize) -> Option<&Link> {
        let named = self.outputs.get(slot).into_iter().flat_map(|port| &port.links);
        named.filter_map(|id| self.links.get(id)).find(|link| link.to == OUTPUTS && link.socket == slot)
    }
}

impl<'a> Node<'a> {
    fn read(node: &'a Json) -> Option<Self> {
        let text = |member: &str| node.get(member).and_then(Json::as_str);
        let ports = |member| list(node.get(member)).iter().map(Port::read).collect();
        let typed = node.get("widgets_values");
        let named = node.get("widgets_values_named").or(typed).and_then(Json::as_object);
        let shown = list(node.get("properties").and_then(|it| it.get("proxyWidgets"))).iter();
        Some(Self {
            id: id(node.get("id")?)?,
            class_type: text("type").unwrap_or_default(),
            title: text("title"),
            mode: match node.get("mode").and_then(Json::as_i64) {
                Some(2) => Mode::Muted,
                Some(4) => Mode::Bypassed,
                _ => Mode::Active,
            },
            inputs: ports("inputs"),
            outputs: ports("outputs"),
            typed: list(typed),
            typed_named: named,
            shown_fields: shown.filter_map(|pair| Some((id(&pair[0])?, pair[1].as_str()?))).collect(),
        })
    }
}

impl<'a> Port<'a> {
    fn read(port: &'a Json) -> Self {
        Self {
            name: port["name"].as_str().unwrap_or_default(),
            kind: port["type"].as_str().unwrap_or("*"),
            link: port.get("link").and_then(id),
            links: list(port.get("linkIds")).iter().filter_map(id).collect(),
            is_field: port.get("widget").is_some_and(|it| !it.is_null()),
        }
    }
}

/// `[id, from, slot, to, input, type]`, or an object with the same things named.
fn read_link(link: &Json) -> Option<(String, Link)> {
    let part = |index: usize, name: &str| match link {
        Json::Array(parts) => parts.get(index),
        other => other.get(name),
    };
    let index = |place, name| usize::try_from(part(place, name)?.as_u64()?).ok();
    let from = id(part(1, "origin_id")?)?;
    let to = id(part(3, "target_id")?)?;
    let (slot, socket) = (index(2, "origin_slot")?, index(4, "target_slot").unwrap_or_default());
    Some((id(part(0, "id")?)?, Link { from, slot, to, socket }))
}

/// An id as text: they are numbers, newer ones texts.
fn id(value: &Json) -> Option<String> {
    match value {
        Json::Number(number) => Some(number.to_string()),
        Json::String(text) => Some(text.clone()),
        _ => None,
    }
}

fn list(value: Option<&Json>) -> &[Json] {
    value.and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default()
}
