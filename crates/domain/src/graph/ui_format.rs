//! Reads the UI format, as far as a drawing needs it. Only its shape is required.

mod node;
mod values;

use super::{Colour, Graph, GraphFormat, Group, Link, json::Json};
use node::{ShownPorts, Subgraphs, read_node};
use std::collections::HashMap;

/// Whether an object has the shape of the editor's export.
pub(super) fn is_ui(root: &Json) -> bool {
    let is_list = |name| matches!(root.get(name), Some(Json::Array(_)));
    is_list("nodes") && is_list("links") && root.get("version").is_some()
}

/// Reads nodes, places, links and groups; what is not as expected is left out.
pub(super) fn read(root: &Json) -> Graph {
    let list = |name| root.get(name).and_then(Json::as_array).unwrap_or_default();
    let subgraphs = subgraphs(root);
    let (nodes, shown): (Vec<_>, Vec<_>) = list("nodes").iter().map(|node| read_node(node, &subgraphs)).unzip();
    let places: HashMap<&str, u32> = nodes.iter().zip(0..).map(|(node, place)| (node.id.as_str(), place)).collect();
    let mut links: Vec<Link> = list("links").iter().filter_map(|link| read_link(link, &places, &shown)).collect();
    for link in &mut links {
        let input = nodes[link.to as usize].inputs.get(link.port as usize);
        link.input = input.map(|it| it.name.clone()).unwrap_or_default();
    }
    let groups = list("groups").iter().filter_map(read_group).collect();
    Graph { format: GraphFormat::Ui, nodes, links, groups, problems: Vec::new() }
}

/// The names of the graphs that nodes may stand for, by the type of those nodes.
fn subgraphs(root: &Json) -> Subgraphs<'_> {
    let all = root.get("definitions").and_then(|it| it.get("subgraphs")).and_then(Json::as_array);
    all.unwrap_or_default()
        .iter()
        .filter_map(|it| Some((it.get("id")?.as_str()?, it.get("name").and_then(Json::as_str).unwrap_or_default())))
        .collect()
}

fn read_group(value: &Json) -> Option<Group> {
    let bounding = value.get("bounding")?.as_array()?;
    let numbers: Vec<f64> = bounding.iter().filter_map(Json::as_number).collect();
    Some(Group {
        title: value.get("title").and_then(Json::as_str).unwrap_or_default().to_owned(),
        area: pixels(numbers[..].try_into().ok()?)?,
        colour: value.get("color").and_then(Json::as_str).and_then(Colour::read),
    })
}

/// Whole numbers of pixels; none where they are too large to be meant.
fn pixels(numbers: [f64; 4]) -> Option<[i32; 4]> {
    #[expect(clippy::cast_possible_truncation, reason = "the numbers were just found to be small")]
    numbers.iter().all(|number| number.abs() < 1e7).then(|| numbers.map(|number| number.round() as i32))
}

/// `[id, from, slot, to, input, type]`, or an object with the same things named.
fn read_link(link: &Json, places: &HashMap<&str, u32>, shown: &[ShownPorts]) -> Option<Link> {
    let part = |index: usize, name: &str| match link {
        Json::Array(parts) => parts.get(index),
        other => other.get(name),
    };
    let end = |index, name| part(index, name)?.as_id().and_then(|id| places.get(id.as_str()).copied());
    let (from, to) = (end(1, "origin_id")?, end(3, "target_id")?);
    let input = part(4, "target_slot").and_then(Json::as_index).unwrap_or_default();
    Some(Link {
        from,
        slot: part(2, "origin_slot").and_then(Json::as_index).unwrap_or_default(),
        to,
        port: shown.get(to as usize)?.place_of(input),
        input: String::new(),
        kind: part(5, "type").and_then(Json::as_str).map(str::to_owned),
    })
}
