//! One drawing of two graphs: the newer one, and what is gone from the older one where it stood.

use crate::{Snapshot, graph::Compared, words::count};
use domain::{
    Graph,
    graph::{Link, Node},
};
use drawing::{Look, Mark, marked_picture};
use std::collections::{HashMap, HashSet};

/// How near to another a node stands that would be covered by it, and how far it is moved then.
const NEAR: i32 = 16;
const ASIDE: i32 = 24;
/// Among how many of a node's inputs the end of a link that is gone is sought: more are not drawn.
const MOST_PORTS: usize = 48;

/// The newer graph as an SVG document, with what was added, removed and changed marked.
///
/// Nodes that are gone stand behind the others. Where somebody arranged both graphs they stand where they stood; where
/// nobody did, where their links put them.
pub fn picture(before: &Snapshot, after: &Snapshot, look: Look) -> String {
    let (graph, marks) = both(before, after);
    marked_picture(&graph, &marks, look)
}

/// Both graphs in one: the nodes that are gone, then those of the newer graph.
fn both(before: &Snapshot, after: &Snapshot) -> (Graph, Vec<Option<Mark>>) {
    let compared = Compared::new(before, after);
    let gone: Vec<usize> = (0..compared.before.len()).filter(|at| compared.matching.after[*at].is_none()).collect();
    let newer = count(gone.len());
    let changed: HashSet<usize> =
        compared.changes().filter(|(_, change)| change.does_other()).map(|(place, _)| place).collect();
    let added: HashSet<usize> = compared
        .after
        .iter()
        .zip(&compared.matching.before)
        .filter_map(|(step, old)| old.is_none().then_some(step.place))
        .collect();
    let of_newer = (0..after.graph().nodes.len()).map(|place| match place {
        place if added.contains(&place) => Some(Mark::Added),
        place if changed.contains(&place) => Some(Mark::Changed),
        _ => None,
    });
    let marks = gone.iter().map(|_| Some(Mark::Removed)).chain(of_newer).collect();

    // Where each older node stands in the drawing.
    let kept = compared.before.iter().zip(&compared.matching.after);
    let kept = kept.filter_map(|(old, new)| Some((count(old.place), newer + count(compared.after[(*new)?].place))));
    let mut places: HashMap<u32, u32> = kept.collect();
    places.extend(gone.iter().zip(0..).map(|(at, place)| (count(compared.before[*at].place), place)));
    let links = before.graph().links.iter().filter_map(|link| {
        let (from, to) = (*places.get(&link.from)?, *places.get(&link.to)?);
        let port = if to < newer { link.port } else { port(&after.graph().nodes[(to - newer) as usize], &link.input) };
        (from < newer || to < newer).then(|| Link { from, to, port, ..link.clone() })
    });
    let newer_links =
        after.graph().links.iter().map(|link| Link { from: link.from + newer, to: link.to + newer, ..link.clone() });
    let links = links.chain(newer_links).collect();

    let mut nodes: Vec<Node> = gone.iter().map(|at| compared.before[*at].node.clone()).collect();
    set_aside(&mut nodes, &after.graph().nodes);
    nodes.extend(after.graph().nodes.iter().cloned());
    (Graph { nodes, links, ..after.graph().clone() }, marks)
}

/// Where a link that is gone ended, as far as the input is still there.
fn port(node: &Node, input: &str) -> u32 {
    let place = node.inputs.iter().take(MOST_PORTS).position(|port| port.name == input);
    place.map_or(u32::MAX, count)
}

/// Moves what another node now stands upon, so that its sign is seen.
fn set_aside(gone: &mut [Node], nodes: &[Node]) {
    let cell = |[left, top, ..]: [i32; 4]| (left.div_euclid(NEAR), top.div_euclid(NEAR));
    let taken: HashSet<(i32, i32)> = nodes.iter().filter_map(|node| node.area.map(cell)).collect();
    for area in gone.iter_mut().filter_map(|node| node.area.as_mut()) {
        let (column, row) = cell(*area);
        if (-1..=1).any(|across| (-1..=1).any(|down| taken.contains(&(column + across, row + down)))) {
            area[0] -= ASIDE;
            area[1] -= ASIDE;
        }
    }
}
