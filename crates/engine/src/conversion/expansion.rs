//! Unfolds subgraphs: every node of the export once for each time it would be run.

use super::{
    export::{Document, Level, Mode, Node},
    problem,
};
use crate::{NodeType, NodeTypes};
use domain::Problem;
use std::collections::HashMap;

/// How many nodes there may be once all subgraphs are unfolded.
const MOST_NODES: usize = 20_000;
/// How deep subgraphs may lie in each other.
const DEEPEST: usize = 64;

/// An export, unfolded.
pub(super) struct Expansion<'a> {
    pub(super) types: &'a NodeTypes,
    instances: Vec<Instance<'a>>,
    /// The instance that each subgraph's node stands for.
    inside: HashMap<Place, usize>,
}

/// Where a node is: which instance of which graph, and which of its nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Place {
    pub(super) instance: usize,
    node: usize,
}

/// One graph as often as a node stands for it.
pub(super) struct Instance<'a> {
    pub(super) level: &'a Level<'a>,
    /// The node that stands for it; none for the graph that is seen first.
    pub(super) host: Option<Place>,
    prefix: String,
    depth: usize,
    /// Whether a node around it is off.
    is_off: bool,
    sockets: Vec<Vec<Socket<'a>>>,
}

/// Where a link may end at a node.
pub(super) struct Socket<'a> {
    pub(super) name: &'a str,
    pub(super) kind: &'a str,
    pub(super) link: Option<&'a str>,
}

impl<'a> Expansion<'a> {
    pub(super) fn of(document: &'a Document<'a>, types: &'a NodeTypes, problems: &mut Vec<Problem>) -> Self {
        let mut expansion = Self { types, instances: Vec::new(), inside: HashMap::new() };
        expansion.add(document, &document.root, None);
        let (mut next, mut nodes) = (0, document.root.nodes.len());
        while next < expansion.instances.len() {
            for node in 0..expansion.instances[next].level.nodes.len() {
                let place = Place { instance: next, node };
                let Some(level) = document.subgraphs.get(expansion.node(place).class_type) else { continue };
                nodes += level.nodes.len();
                let id = expansion.id(place);
                if expansion.is_within(place, level) {
                    let message = "the subgraph contains itself".to_owned();
                    problems.push(problem(&id, None, "subgraph_circle", message));
                } else if nodes > MOST_NODES || expansion.instances[next].depth >= DEEPEST {
                    let message = format!(
                        "with this subgraph there are more than {MOST_NODES} nodes, or it lies deeper than {DEEPEST}"
                    );
                    problems.push(problem(&id, None, "graph_too_large", message));
                    return expansion;
                } else {
                    expansion.inside.insert(place, expansion.instances.len());
                    expansion.add(document, level, Some(place));
                }
            }
            next += 1;
        }
        expansion
    }

    fn add(&mut self, document: &'a Document<'a>, level: &'a Level<'a>, host: Option<Place>) {
        let around = host.map(|host| &self.instances[host.instance]);
        let instance = Instance {
            level,
            host,
            prefix: host.map(|host| format!("{}:", self.id(host))).unwrap_or_default(),
            depth: around.map_or(0, |around| around.depth + 1),
            is_off: around.is_some_and(|around| around.is_off)
                || host.is_some_and(|host| self.node(host).mode != Mode::Active),
            sockets: level.nodes.iter().map(|node| sockets(node, document, self.types)).collect(),
        };
        self.instances.push(instance);
    }

    /// Whether the place is inside this graph, at any depth.
    fn is_within(&self, place: Place, level: &Level<'_>) -> bool {
        let mut around = Some(place);
        while let Some(place) = around {
            let instance = &self.instances[place.instance];
            if std::ptr::eq(instance.level, level) {
                return true;
            }
            around = instance.host;
        }
        false
    }

    /// The nodes that are to be run, in the order of the text; those of subgraphs after those around them.
    pub(super) fn active(&self) -> impl Iterator<Item = Place> {
        let running = self.instances.iter().enumerate().filter(|(_, instance)| !instance.is_off);
        let all =
            running.flat_map(|(instance, it)| (0..it.level.nodes.len()).map(move |node| Place { instance, node }));
        all.filter(|place| {
            let node = self.node(*place);
            node.mode == Mode::Active && !is_note_or_passage(node, self.types) && !self.is_subgraph(*place)
        })
    }

    pub(super) fn node(&self, place: Place) -> &'a Node<'a> {
        &self.instances[place.instance].level.nodes[place.node]
    }

    /// The node's type, where it is known.
    pub(super) fn node_type(&self, place: Place) -> Option<&'a NodeType> {
        self.types.get(self.node(place).class_type)
    }

    pub(super) fn sockets(&self, place: Place) -> &[Socket<'a>] {
        &self.instances[place.instance].sockets[place.node]
    }

    pub(super) fn instance(&self, place: Place) -> &Instance<'a> {
        &self.instances[place.instance]
    }

    /// The node's id in the graph that comes out: with those of the nodes around it.
    pub(super) fn id(&self, place: Place) -> String {
        format!("{}{}", self.instances[place.instance].prefix, self.node(place).id)
    }

    /// A node of the same instance.
    pub(super) fn beside(&self, place: Place, id: &str) -> Option<Place> {
        self.within(place.instance, id)
    }

    /// A node in what a subgraph's node stands for.
    pub(super) fn inside(&self, host: Place, id: &str) -> Option<Place> {
        self.within(*self.inside.get(&host)?, id)
    }

    /// The graph that a node stands for.
    pub(super) fn level_inside(&self, host: Place) -> Option<&'a Level<'a>> {
        Some(self.instances[*self.inside.get(&host)?].level)
    }

    pub(super) fn is_subgraph(&self, place: Place) -> bool {
        self.inside.contains_key(&place)
    }

    fn within(&self, instance: usize, id: &str) -> Option<Place> {
        Some(Place { instance, node: *self.instances[instance].level.places.get(id)? })
    }
}

/// Nodes of the editor alone. A server that knows a type of this name has the say.
fn is_note_or_passage(node: &Node<'_>, types: &NodeTypes) -> bool {
    matches!(node.class_type, "Note" | "MarkdownNote" | "Reroute" | "PrimitiveNode")
        && !types.contains_key(node.class_type)
}

/// Where links may end at a node: as its type says, and what the text has besides.
fn sockets<'a>(node: &'a Node<'a>, document: &'a Document<'a>, types: &'a NodeTypes) -> Vec<Socket<'a>> {
    let find = |name: &str| node.inputs.iter().find(|port| port.name == name);
    let mut sockets: Vec<Socket<'a>> = Vec::new();
    if let Some(level) = document.subgraphs.get(node.class_type) {
        // Newer exports leave out inputs that are fields and not linked: their numbers say nothing.
        for port in &level.inputs {
            let drawn = find(port.name);
            sockets.push(Socket { name: port.name, kind: port.kind, link: drawn.and_then(|it| it.link.as_deref()) });
        }
        return sockets;
    }
    let node_type = types.get(node.class_type);
    for input in node_type.into_iter().flat_map(|it| &it.inputs).filter(|input| input.has_socket()) {
        let link = find(&input.name).and_then(|it| it.link.as_deref());
        sockets.push(Socket { name: &input.name, kind: input.kind_name(), link });
    }
    for port in &node.inputs {
        if node_type.is_none_or(|it| it.input(port.name).is_none()) {
            sockets.push(Socket { name: port.name, kind: port.kind, link: port.link.as_deref() });
        }
    }
    sockets
}
