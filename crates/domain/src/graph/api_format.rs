//! Reads the API format and finds everything that is wrong with a graph in it.

use super::{Graph, GraphFormat, Link, Node, Port, json::Json, outputs::output_count};
use petgraph::{algo::kosaraju_scc, graph::DiGraph};
use std::collections::{HashMap, HashSet};

/// How many outputs a node is believed to have at most, whatever its links say.
const MOST_OUTPUTS: u32 = 64;

/// Whether an object's members look like nodes.
pub(super) fn is_api(members: &[(String, Json)]) -> bool {
    let looks_like_a_node = |value: &Json| value.get("class_type").is_some() || value.get("inputs").is_some();
    let all_objects = members.iter().all(|(_, value)| matches!(value, Json::Object(_)));
    !members.is_empty() && (all_objects || members.iter().any(|(_, value)| looks_like_a_node(value)))
}

/// Reads the nodes and checks them.
pub(super) fn read(members: &[(String, Json)]) -> Graph {
    let mut graph = Graph {
        format: GraphFormat::Api,
        nodes: Vec::new(),
        links: Vec::new(),
        groups: Vec::new(),
        problems: Vec::new(),
    };
    let mut places = HashMap::new();
    for (id, value) in members {
        if places.insert(id.as_str(), graph.nodes.len()).is_some() {
            graph.problem(id, None, "duplicate_node", "another node has the same id; give this one its own");
        }
        let node = read_node(&mut graph, id, value);
        graph.nodes.push(node);
    }
    for (place, (id, value)) in members.iter().enumerate() {
        if let Some(Json::Object(inputs)) = value.get("inputs") {
            let mut seen = HashSet::new();
            for (input, value) in inputs {
                if !seen.insert(input) {
                    let message = "another input of this node has the same name; only one of them would count";
                    graph.problem(id, Some(input), "duplicate_input", message);
                }
                read_input(&mut graph, &places, place, id, input, value);
            }
        }
    }
    find_cycles(&mut graph);
    find_outputs(&mut graph);
    graph
}

fn read_node(graph: &mut Graph, id: &str, value: &Json) -> Node {
    if !matches!(value, Json::Object(_)) {
        let message = format!("a node is an object with `class_type` and `inputs`; this is {}", value.kind());
        graph.problem(id, None, "not_an_object", &message);
        return Node { id: id.to_owned(), ..Node::default() };
    }
    let class_type = match value.get("class_type") {
        Some(Json::String(class_type)) if !class_type.is_empty() => class_type.clone(),
        found => {
            let found = found.map_or("is missing", |_| "is not a text, or empty");
            let message = format!("`class_type` {found}; it names what the node does");
            graph.problem(id, None, "missing_class_type", &message);
            String::new()
        }
    };
    if !matches!(value.get("inputs"), Some(Json::Object(_))) {
        graph.problem(id, None, "missing_inputs", "`inputs` is missing or not an object; an empty one is `{}`");
    }
    let title = value.get("_meta").and_then(|meta| meta.get("title")).and_then(Json::as_str);
    Node {
        id: id.to_owned(),
        title: title.filter(|title| !title.trim().is_empty()).unwrap_or(&class_type).to_owned(),
        class_type,
        ..Node::default()
    }
}

/// An input is a link, `["<node id>", slot]`, or a value. Two texts are a value: an output has a number.
fn read_input(graph: &mut Graph, places: &HashMap<&str, usize>, to: usize, id: &str, input: &str, value: &Json) {
    let Some([Json::String(source), slot @ (Json::Number(_) | Json::Bool(_))]) = value.as_array() else {
        graph.nodes[to].values.push((input.to_owned(), value.short()));
        return;
    };
    let port = place(graph.nodes[to].inputs.len());
    graph.nodes[to].inputs.push(Port { name: input.to_owned(), kind: None });
    let Some(&from) = places.get(source.as_str()) else {
        let message = format!("is linked to node {source}, which does not exist; link it to another or remove it");
        return graph.problem(id, Some(input), "dangling_link", &message);
    };
    let Some(slot) = slot.as_index() else {
        return graph.problem(id, Some(input), "bad_slot", "a link's second part is an output's number, from 0 on");
    };
    let class_type = &graph.nodes[from].class_type;
    if let Some(count) = output_count(class_type).filter(|count| slot >= *count) {
        let message = format!("is linked to output {slot} of node {source}, but {class_type} has {count} outputs");
        return graph.problem(id, Some(input), "missing_output", &message);
    }
    let (from, to) = (place(from), place(to));
    graph.links.push(Link { from, slot, to, port, input: input.to_owned(), kind: None });
}

/// The text says nothing of outputs: those that are known of the type, and those that links begin at.
fn find_outputs(graph: &mut Graph) {
    let mut counts: Vec<u32> =
        graph.nodes.iter().map(|node| output_count(&node.class_type).unwrap_or_default()).collect();
    for link in &graph.links {
        let count = &mut counts[link.from as usize];
        *count = (*count).max(link.slot.saturating_add(1)).min(MOST_OUTPUTS);
    }
    for (node, count) in graph.nodes.iter_mut().zip(counts) {
        node.outputs = vec![Port::default(); count as usize];
    }
}

fn find_cycles(graph: &mut Graph) {
    let mut arrows = DiGraph::<(), ()>::with_capacity(graph.nodes.len(), graph.links.len());
    let places: Vec<_> = graph.nodes.iter().map(|_| arrows.add_node(())).collect();
    for link in &graph.links {
        arrows.add_edge(places[link.from as usize], places[link.to as usize], ());
    }
    let mut cycles: Vec<Vec<usize>> = kosaraju_scc(&arrows)
        .into_iter()
        .filter(|ring| ring.len() > 1 || arrows.contains_edge(ring[0], ring[0]))
        .map(|ring| ring.into_iter().map(petgraph::graph::NodeIndex::index).collect())
        .collect();
    cycles.iter_mut().for_each(|ring| ring.sort_unstable());
    cycles.sort_unstable();
    let mut ring_of = vec![None; graph.nodes.len()];
    for (number, ring) in cycles.iter().enumerate() {
        ring.iter().for_each(|place| ring_of[*place] = Some(number));
    }
    // The first link inside a ring to its first node is one that can be cut.
    let mut inputs = vec![None; cycles.len()];
    for link in &graph.links {
        let (from, to) = (link.from as usize, link.to as usize);
        if let Some(ring) = ring_of[to].filter(|ring| ring_of[from] == Some(*ring) && cycles[*ring][0] == to) {
            inputs[ring].get_or_insert_with(|| link.input.clone());
        }
    }
    for (ring, input) in cycles.iter().zip(inputs) {
        let ids: Vec<_> = ring.iter().take(8).map(|place| graph.nodes[*place].id.as_str()).collect();
        let more = if ring.len() > ids.len() { " …" } else { "" };
        let message = format!("waits for itself, through the nodes {}{more}; cut one of the links", ids.join(", "));
        let id = graph.nodes[ring[0]].id.clone();
        graph.problem(&id, input.as_deref(), "cycle", &message);
    }
}

fn place(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
