//! Reads the UI format, as far as a drawing needs it. Only its shape is required.

use super::{Graph, GraphFormat, Link, Node, json::Json};
use std::collections::HashMap;

/// Whether an object has the shape of the editor's export.
pub(super) fn is_ui(root: &Json) -> bool {
    let is_list = |name| matches!(root.get(name), Some(Json::Array(_)));
    is_list("nodes") && is_list("links") && root.get("version").is_some()
}

/// Reads nodes, places and links; what is not as expected is left out.
pub(super) fn read(root: &Json) -> Graph {
    let list = |name| root.get(name).and_then(Json::as_array).unwrap_or_default();
    let nodes: Vec<Node> = list("nodes").iter().map(read_node).collect();
    let places: HashMap<&str, u32> = nodes.iter().zip(0..).map(|(node, place)| (node.id.as_str(), place)).collect();
    let links = list("links").iter().filter_map(|link| read_link(link, &places, list("nodes"))).collect();
    Graph { format: GraphFormat::Ui, links, nodes, problems: Vec::new() }
}

fn read_node(value: &Json) -> Node {
    let class_type = value.get("type").and_then(Json::as_str).unwrap_or_default().to_owned();
    let title = value.get("title").and_then(Json::as_str).filter(|title| !title.trim().is_empty());
    Node {
        id: value.get("id").and_then(Json::as_id).unwrap_or_default(),
        title: title.unwrap_or(&class_type).to_owned(),
        class_type,
        values: Vec::new(),
        area: area(value),
    }
}

fn area(value: &Json) -> Option<[i32; 4]> {
    let [left, top] = pair(value.get("pos")?)?;
    let [width, height] = value.get("size").and_then(pair).unwrap_or([210.0, 60.0]);
    let numbers = [left, top, width, height];
    #[expect(clippy::cast_possible_truncation, reason = "the casts saturate, and a drawing clamps anyway")]
    numbers.iter().all(|number| number.abs() < 1e7).then(|| numbers.map(|number| number.round() as i32))
}

/// `[x, y]`, or `{"0": x, "1": y}` as older editors wrote it.
fn pair(value: &Json) -> Option<[f64; 2]> {
    match value {
        Json::Array(items) => Some([items.first()?.as_number()?, items.get(1)?.as_number()?]),
        other => Some([other.get("0")?.as_number()?, other.get("1")?.as_number()?]),
    }
}

/// `[id, from, slot, to, input, type]`, or an object with the same things named.
fn read_link(link: &Json, places: &HashMap<&str, u32>, nodes: &[Json]) -> Option<Link> {
    let part = |index: usize, name: &str| match link {
        Json::Array(parts) => parts.get(index),
        other => other.get(name),
    };
    let end = |index, name| part(index, name)?.as_id().and_then(|id| places.get(id.as_str()).copied());
    let (from, to) = (end(1, "origin_id")?, end(3, "target_id")?);
    let input = part(4, "target_slot").and_then(Json::as_index).unwrap_or_default();
    let name = nodes.get(to as usize)?.get("inputs").and_then(Json::as_array).and_then(|all| all.get(input as usize));
    Some(Link {
        from,
        slot: part(2, "origin_slot").and_then(Json::as_index).unwrap_or_default(),
        to,
        input: name.and_then(|it| it.get("name")).and_then(Json::as_str).unwrap_or_default().to_owned(),
        kind: part(5, "type").and_then(Json::as_str).map(str::to_owned),
    })
}
