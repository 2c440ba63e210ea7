//! Nodes in layers from left to right, each behind those that it takes from.
//!
//! The layers are a library's work. It wants no cycles, so links that close one are left out of it. Parts of
//! the graph that have nothing to do with each other are laid out each by itself and set in rows like words.

use crate::{
    area::Area,
    shape::{NODE_WIDTH, own_height},
};
use domain::{Graph, graph::Link};
use rust_sugiyama::{configure::Config, from_vertices_and_edges};
use std::collections::{HashSet, VecDeque};

/// The room between layers, where the links run.
const BETWEEN_LAYERS: f64 = 90.0;
/// The room between nodes of a layer, and between parts.
const BETWEEN_NODES: f64 = 34.0;
/// How much wider than high parts are set.
const WIDER: f64 = 1.6;

/// The area of each node, in the graph's order.
pub(crate) fn areas(graph: &Graph) -> Vec<Area> {
    let heights: Vec<f64> = graph.nodes.iter().map(own_height).collect();
    let mut areas: Vec<Area> =
        heights.iter().map(|&height| Area { left: 0.0, top: 0.0, width: NODE_WIDTH, height }).collect();
    let parts = parts(graph, &heights);
    let sizes: Vec<Area> = parts.iter().map(around).collect();
    for ((part, size), (left, top)) in parts.into_iter().zip(&sizes).zip(in_rows(&sizes)) {
        for (node, area) in part {
            areas[node] = Area { left: area.left - size.left + left, top: area.top - size.top + top, ..area };
        }
    }
    areas
}

/// A part's nodes, and where they are in it.
type Part = Vec<(usize, Area)>;

/// The library draws from top to bottom; exchanging width and height makes it left to right.
fn parts(graph: &Graph, heights: &[f64]) -> Vec<Part> {
    let nodes: Vec<(u32, (f64, f64))> =
        (0..).zip(heights.iter().map(|height| (height + BETWEEN_NODES, NODE_WIDTH + BETWEEN_LAYERS))).collect();
    let links = without_cycles(heights.len(), &graph.links);
    let config = Config { vertex_spacing: 1.0, transpose: false, ..Config::default() };
    let mut parts: Vec<Part> = from_vertices_and_edges(&nodes, &links, &config)
        .into_iter()
        .map(|(places, _, _)| {
            let known = places.into_iter().filter(|(node, _)| *node < heights.len());
            let area = |node: usize, (across, along): (f64, f64)| {
                let height = heights[node];
                Area { left: along, top: across - height / 2.0, width: NODE_WIDTH, height }
            };
            known.map(|(node, place)| (node, area(node, place))).collect()
        })
        .collect();
    // The largest first; among equals, in the order of the text.
    parts.sort_by_key(|part| (std::cmp::Reverse(part.len()), part.iter().map(|(node, _)| *node).min()));
    parts
}

fn around(part: &Part) -> Area {
    Area::around(&part.iter().map(|(_, area)| *area).collect::<Vec<_>>())
}

/// Where each of these goes: one after the other, in rows about as wide as the widest, or wider than high.
fn in_rows(sizes: &[Area]) -> Vec<(f64, f64)> {
    let total: f64 = sizes.iter().map(|it| (it.width + BETWEEN_NODES) * (it.height + BETWEEN_NODES)).sum();
    let widest = sizes.iter().map(|it| it.width).fold(0.0, f64::max);
    let row = widest.max((total * WIDER).sqrt());
    let (mut left, mut top, mut highest) = (0.0, 0.0, 0.0_f64);
    let mut places = Vec::with_capacity(sizes.len());
    for size in sizes {
        if left > 0.0 && left + size.width > row {
            (left, top, highest) = (0.0, top + highest + BETWEEN_NODES, 0.0);
        }
        places.push((left, top));
        left += size.width + BETWEEN_NODES;
        highest = highest.max(size.height);
    }
    places
}

/// The links that a first walk from the sources meets without closing a ring, each once.
fn without_cycles(nodes: usize, links: &[Link]) -> Vec<(u32, u32)> {
    let unique: HashSet<(u32, u32)> =
        links.iter().map(|link| (link.from, link.to)).filter(|(from, to)| from != to).collect();
    let mut waits = vec![0_u32; nodes];
    let mut after = vec![Vec::new(); nodes];
    for &(from, to) in &unique {
        waits[to as usize] += 1;
        after[from as usize].push(to);
    }
    let mut rank = vec![None; nodes];
    let mut left: VecDeque<u32> = (0..).take(nodes).collect();
    let mut ready: VecDeque<u32> = left.iter().copied().filter(|node| waits[*node as usize] == 0).collect();
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
        Link { from, slot: 0, to, port: 0, input: String::new(), kind: None }
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

    #[test]
    fn parts_without_links_stand_side_by_side() {
        let nodes: Vec<_> = (0..60).map(|n| format!(r#""{n}":{{"class_type":"A","inputs":{{}}}}"#)).collect();
        let around = Area::around(&areas(&Graph::read(&format!("{{{}}}", nodes.join(","))).unwrap()));
        assert!(around.width > around.height && around.width < 3.0 * around.height, "{around:?}");
    }
}
