//! Where each node goes: where its author put it, else in layers from left to right.
//!
//! The layers are a library's work. Its time grows with the square of the graph
//! and it wants no cycles, so links that close one are left out of it, and very
//! large graphs are put into a grid instead.

use crate::area::Area;
use domain::{Graph, graph::Link};
use rust_sugiyama::{configure::Config, from_vertices_and_edges};
use std::collections::{HashSet, VecDeque};

/// How many nodes are put into layers at most; more make a grid.
const MOST_LAYERED: usize = 400;
/// The width of a node whose author gave none.
pub(crate) const NODE_WIDTH: f64 = 210.0;
/// The height of a node's title and type.
pub(crate) const HEAD: f64 = 46.0;
/// The height of one of a node's values.
pub(crate) const ROW: f64 = 18.0;
/// How many of a node's values are shown.
pub(crate) const MOST_ROWS: usize = 4;
/// The room between nodes.
const GAP: f64 = 56.0;

/// The area of each node, in the graph's order.
pub(crate) fn areas(graph: &Graph) -> Vec<Area> {
    let given: Option<Vec<Area>> = graph.nodes.iter().map(|node| node.area.map(from_author)).collect();
    match given {
        Some(areas) => areas,
        None if graph.nodes.len() > MOST_LAYERED => grid(graph),
        None => layers(graph),
    }
}

fn from_author([left, top, width, height]: [i32; 4]) -> Area {
    let (width, height) = (f64::from(width).clamp(60.0, 2_000.0), f64::from(height).clamp(20.0, 2_000.0));
    Area { left: f64::from(left), top: f64::from(top), width, height: height.max(HEAD) }
}

fn height(graph: &Graph, node: usize) -> f64 {
    let rows = graph.nodes[node].values.len().min(MOST_ROWS);
    HEAD + if rows == 0 { 0.0 } else { ROW.mul_add(count(rows), 8.0) }
}

#[expect(clippy::cast_precision_loss, reason = "a drawing has far fewer than 2^52 of anything")]
fn count(number: usize) -> f64 {
    number as f64
}

fn grid(graph: &Graph) -> Vec<Area> {
    let columns = count(graph.nodes.len()).sqrt().ceil().max(1.0);
    let place = |node: usize| {
        let (row, column) = ((count(node) / columns).floor(), count(node) % columns);
        let step = ROW.mul_add(count(MOST_ROWS), HEAD + GAP);
        Area { left: column * (NODE_WIDTH + GAP), top: row * step, width: NODE_WIDTH, height: height(graph, node) }
    };
    (0..graph.nodes.len()).map(place).collect()
}

/// The library draws from top to bottom; exchanging width and height makes it left to right.
#[expect(clippy::cast_possible_truncation, reason = "there are at most `MOST_LAYERED` nodes here")]
fn layers(graph: &Graph) -> Vec<Area> {
    let heights: Vec<f64> = (0..graph.nodes.len()).map(|node| height(graph, node)).collect();
    let nodes: Vec<_> =
        heights.iter().zip(0..).map(|(height, node)| (node, (height + GAP / 2.0, NODE_WIDTH + GAP))).collect();
    let links = without_cycles(graph.nodes.len() as u32, &graph.links);
    let config = Config { vertex_spacing: 24.0, transpose: false, ..Config::default() };
    let mut areas: Vec<Area> =
        heights.iter().map(|&height| Area { left: 0.0, top: 0.0, width: NODE_WIDTH, height }).collect();
    let mut below = 0.0;
    for (places, _, _) in from_vertices_and_edges(&nodes, &links, &config) {
        let mut part: Vec<(usize, Area)> = places
            .into_iter()
            .filter(|(node, _)| *node < areas.len())
            .map(|(node, (across, along))| {
                (node, Area { left: along, top: across - heights[node] / 2.0, ..areas[node] })
            })
            .collect();
        let around = Area::around(&part.iter().map(|(_, area)| *area).collect::<Vec<_>>());
        for (_, area) in &mut part {
            area.left -= around.left;
            area.top += below - around.top;
        }
        below += around.height + GAP;
        part.into_iter().for_each(|(node, area)| areas[node] = area);
    }
    areas
}

/// The links that a first walk from the sources meets without closing a ring, each once.
fn without_cycles(nodes: u32, links: &[Link]) -> Vec<(u32, u32)> {
    let unique: HashSet<(u32, u32)> =
        links.iter().map(|link| (link.from, link.to)).filter(|(from, to)| from != to).collect();
    let mut waits = vec![0_u32; nodes as usize];
    let mut after = vec![Vec::new(); nodes as usize];
    for &(from, to) in &unique {
        waits[to as usize] += 1;
        after[from as usize].push(to);
    }
    let mut rank = vec![None; nodes as usize];
    let mut ready: VecDeque<u32> = (0..nodes).filter(|node| waits[*node as usize] == 0).collect();
    let mut left: VecDeque<u32> = (0..nodes).collect();
    let mut next = 0_u32;
    // Where only rings are left, the first node of one goes next, and its ring is cut there.
    while let Some(node) = ready.pop_front().or_else(|| left.pop_front()) {
        if rank[node as usize].is_some() {
            continue;
        }
        rank[node as usize] = Some(next);
        next += 1;
        for &to in &after[node as usize] {
            waits[to as usize] = waits[to as usize].saturating_sub(1);
            if waits[to as usize] == 0 {
                ready.push_back(to);
            }
        }
    }
    let mut kept: Vec<_> = unique.into_iter().filter(|(from, to)| rank[*from as usize] < rank[*to as usize]).collect();
    kept.sort_unstable();
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(from: u32, to: u32) -> Link {
        Link { from, slot: 0, to, input: String::new(), kind: None }
    }

    #[test]
    fn cuts_rings_and_keeps_the_rest() {
        assert_eq!(without_cycles(4, &[link(0, 1), link(1, 2), link(2, 1), link(3, 3), link(0, 1)]).len(), 2);
    }

    #[test]
    fn what_follows_stands_to_the_right() {
        let text = r#"{"a":{"class_type":"A","inputs":{}},"b":{"class_type":"B","inputs":{"x":["a",0]}}}"#;
        let areas = areas(&Graph::read(text).unwrap());
        assert!(areas[1].left >= areas[0].right(), "{areas:?}");
    }
}
