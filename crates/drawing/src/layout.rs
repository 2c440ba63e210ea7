//! Where each node goes: where its author put it, else in layers from left to right, else in a grid.

use crate::{
    area::Area,
    layers,
    shape::{HEAD, NODE_WIDTH, count, is_compact, own_height, ports_height},
    text::{Weight, width},
};
use domain::{Graph, graph::Node};

/// How many nodes, with how many links, are put into layers at most; more make a grid. The time that layers take grows
/// with the square of both.
const MOST_LAYERED: usize = 400;
const MOST_LAYERED_LINKS: usize = 1_000;
/// The room between the nodes of a grid.
const GAP: f64 = 40.0;

/// The area of each node, title included, in the graph's order.
pub(crate) fn areas(graph: &Graph) -> Vec<Area> {
    let given: Option<Vec<Area>> = graph.nodes.iter().map(from_author).collect();
    match given {
        Some(areas) if !all_in_one_place(&areas) => areas,
        _ if graph.nodes.len() > MOST_LAYERED || graph.links.len() > MOST_LAYERED_LINKS => grid(graph),
        _ => layers::areas(graph),
    }
}

fn from_author(node: &Node) -> Option<Area> {
    let [left, top, width, height] = node.area?.map(f64::from);
    let (width, height) = (width.clamp(60.0, 4_000.0), height.clamp(0.0, 4_000.0));
    if node.class_type == "Reroute" {
        return Some(Area { left, top, width: width.max(96.0), height: HEAD });
    }
    let top = top - HEAD;
    Some(if is_compact(node) {
        Area { left, top, width: compact_width(node), height: HEAD }
    } else {
        Area { left, top, width, height: HEAD + height.max(ports_height(node)) }
    })
}

/// A collapsed node is as wide as its title.
fn compact_width(node: &Node) -> f64 {
    (width(&node.title, 12.5, Weight::Bold) + 40.0).clamp(90.0, 320.0)
}

/// Programs that make graphs often leave every node at the same place: nobody put them there.
fn all_in_one_place(areas: &[Area]) -> bool {
    areas.len() > 1 && areas.windows(2).all(|pair| (pair[0].left, pair[0].top) == (pair[1].left, pair[1].top))
}

/// Row by row, each as high as its highest node.
fn grid(graph: &Graph) -> Vec<Area> {
    let columns = count(graph.nodes.len()).sqrt().ceil().max(1.0);
    let mut areas = Vec::with_capacity(graph.nodes.len());
    let (mut column, mut top, mut highest) = (0.0, 0.0, 0.0_f64);
    for node in &graph.nodes {
        if column >= columns {
            (column, top, highest) = (0.0, top + highest + GAP, 0.0);
        }
        let height = own_height(node);
        areas.push(Area { left: column * (NODE_WIDTH + GAP), top, width: NODE_WIDTH, height });
        highest = highest.max(height);
        column += 1.0;
    }
    areas
}
