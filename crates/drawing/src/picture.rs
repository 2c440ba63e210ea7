//! The full drawing: groups, links, nodes, and what it shows in words.

use crate::{
    area::Area,
    group,
    layout::areas,
    link,
    look::Look,
    mark::{self, Mark},
    node,
    text::{escape, shortened},
};
use domain::Graph;
use std::fmt::Write as _;

const MARGIN: f64 = 24.0;
/// Graphs of more nodes are drawn without ports, values and the words of links: nobody could read them.
const MOST_DETAILED: usize = 1_000;
/// Nor are those that come after so many bytes.
const MOST_DETAIL_BYTES: usize = 3 * 1024 * 1024;
/// No more nodes than these are drawn, and no more links than twice as many.
const MOST_NODES: usize = 10_000;
/// No picture is shown larger than this; it can be looked at more closely.
const MOST_PIXELS: f64 = 16_000.0;
/// How many titles the words name.
const MOST_NAMED: usize = 8;

/// The graph as an SVG document.
pub fn picture(graph: &Graph, look: Look) -> String {
    drawn(graph, &[], &escape(&words(graph)), &look.style())
}

/// A graph some of whose nodes are marked, in the graph's order, as an SVG document. What was removed is drawn faintly,
/// and so are its links.
pub fn marked_picture(graph: &Graph, marks: &[Option<Mark>], look: Look) -> String {
    drawn(graph, marks, &mark::words(graph, marks), &look.marked_style())
}

fn drawn(graph: &Graph, marks: &[Option<Mark>], title: &str, style: &str) -> String {
    let areas = areas(graph);
    let groups = group::placed(graph);
    let shown = graph.nodes.len().min(MOST_NODES);
    let all: Vec<Area> = areas[..shown].iter().chain(groups.iter().map(|(area, _)| area)).copied().collect();
    let around = Area::around(&all);
    let (left, top) = (around.left - MARGIN, around.top - MARGIN);
    let (width, height) = (2.0_f64.mul_add(MARGIN, around.width), 2.0_f64.mul_add(MARGIN, around.height));
    let scale = (MOST_PIXELS / width.max(height)).min(1.0);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"{left:.0} {top:.0} {width:.0} {height:.0}\" \
         width=\"{:.0}\" height=\"{:.0}\"><title>{title}</title>{style}",
        width * scale,
        height * scale,
    );
    for (area, group) in &groups {
        group::draw(&mut svg, area, group);
    }
    let is_detailed = |svg: &String| graph.nodes.len() <= MOST_DETAILED && svg.len() < MOST_DETAIL_BYTES;
    let mark_of = |place: u32| marks.get(place as usize).copied().flatten();
    let both_shown = |it: &&domain::graph::Link| (it.from as usize) < shown && (it.to as usize) < shown;
    for it in graph.links.iter().filter(both_shown).take(2 * MOST_NODES) {
        let with_words = is_detailed(&svg);
        let is_gone = [it.from, it.to].map(mark_of).contains(&Some(Mark::Removed));
        link::draw(&mut svg, it, &graph.nodes, &areas, (with_words, is_gone));
    }
    for ((node, area), place) in graph.nodes.iter().zip(&areas).take(shown).zip(0..) {
        let with_details = is_detailed(&svg);
        node::draw(&mut svg, node, area, with_details, mark_of(place));
    }
    svg.push_str("</svg>");
    svg
}

/// What the drawing shows, in words.
fn words(graph: &Graph) -> String {
    let mut titles: Vec<String> = Vec::new();
    let mut more = "";
    for node in graph.nodes.iter().filter(|node| !node.title.is_empty()) {
        let title = shortened(&node.title, 60);
        if titles.contains(&title) {
            continue;
        }
        if titles.len() == MOST_NAMED {
            more = " …";
            break;
        }
        titles.push(title);
    }
    let counted = |count: usize, one: &str| if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") };
    let mut text =
        format!("Graph of {} and {}", counted(graph.nodes.len(), "node"), counted(graph.links.len(), "link"));
    if graph.nodes.len() > MOST_NODES {
        // Writing to memory does not fail.
        let _ = write!(text, ", of which the first {MOST_NODES} nodes are drawn");
    }
    if !titles.is_empty() {
        let _ = write!(text, ": {}{more}", titles.join(", "));
    }
    text
}

#[cfg(test)]
mod tests;
