//! The head of a node: title, type, id, and whether it does its work.

use crate::{
    shape::is_compact,
    text::{Weight, escape, fitting, width},
};
use domain::graph::{Mode, Node, Role};
use std::fmt::Write as _;

const TITLE_SIZE: f64 = 12.5;
const SMALL_SIZE: f64 = 10.0;
const EDGE: f64 = 12.0;
/// Up to this share of the head is for the id.
const MOST_FOR_ID: f64 = 0.4;

/// What the node is called.
pub(super) fn title(node: &Node) -> &str {
    if node.title.is_empty() { "(no type)" } else { &node.title }
}

/// What kind of node it is, for people: subgraphs and notes have types that say nothing to them.
pub(super) fn kind(node: &Node) -> Option<&str> {
    match node.role {
        Role::Subgraph => Some("Subgraph"),
        Role::Note { .. } => Some("Note"),
        Role::Step => Some(&*node.class_type).filter(|kind| !kind.is_empty()),
    }
}

/// Draws title and type at the left, the id at the right.
pub(super) fn draw(svg: &mut String, node: &Node, box_width: f64) {
    let room = box_width - 2.0 * EDGE;
    // A collapsed node has room for little else than its title.
    let id = if is_compact(node) { String::new() } else { ["#", &node.id].concat() };
    let id = fitting(&id, room * MOST_FOR_ID, SMALL_SIZE, Weight::Regular);
    let room = if id.is_empty() { room } else { room - width(&id, SMALL_SIZE, Weight::Regular) - 8.0 };
    let mark = if node.is_collapsed { 12.0 } else { 0.0 };
    let title = title(node);
    let below = below(node, title);
    let line = if below.is_empty() { 19.5 } else { 15.0 };
    // Writing to memory does not fail.
    if node.is_collapsed {
        let _ = write!(svg, "<path class=\"k\" d=\"M{EDGE} {:.1}l6 4-6 4z\"/>", line - 8.5);
    }
    let _ = write!(
        svg,
        "<text class=\"t\" x=\"{:.0}\" y=\"{line}\">{}</text>",
        EDGE + mark,
        escape(&fitting(title, room - mark, TITLE_SIZE, Weight::Bold)),
    );
    if !id.is_empty() {
        let right = box_width - EDGE;
        let _ = write!(svg, "<text class=\"i e\" x=\"{right:.0}\" y=\"{line}\">{}</text>", escape(&id));
    }
    if !below.is_empty() {
        let fitted = fitting(&below, box_width - 2.0 * EDGE - mark, SMALL_SIZE, Weight::Regular);
        let _ = write!(svg, "<text class=\"i\" x=\"{:.0}\" y=\"26.5\">{}</text>", EDGE + mark, escape(&fitted));
    }
}

/// The line below the title: what the title does not say.
fn below(node: &Node, title: &str) -> String {
    let mode = match node.mode {
        Mode::Active => None,
        Mode::Muted => Some("Muted"),
        Mode::Bypassed => Some("Bypassed"),
    };
    let kind = kind(node).filter(|kind| *kind != title && !is_compact(node));
    [mode, kind].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
