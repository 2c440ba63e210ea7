//! One node: its box with title, type and id; its ports; what was typed into it, or the note that it is.
//!
//! Everything but the ports' dots stands in an `svg` of its own, which cuts off what would run over.

mod body;
mod head;

use crate::{
    area::Area,
    group::tint,
    look::link_colour,
    mark::Mark,
    shape::{HEAD, MOST_PORTS, input_at, is_compact, output_at, ports_height},
    text::{escape, shortened},
};
use domain::graph::{Mode, Node, Port, Role};
use std::fmt::Write as _;

/// How many characters of each of its texts its words may have, among few nodes and among very many.
const MOST_SAID: usize = 300;
const MOST_SAID_OF_MANY: usize = 40;

/// Draws a node; with ports and values where somebody could read them, and with its mark.
pub(crate) fn draw(svg: &mut String, node: &Node, area: &Area, is_detailed: bool, mark: Option<Mark>) {
    let Area { left, top, width, height } = area;
    let mode = if node.mode == Mode::Active { "" } else { " o" };
    let note = if matches!(node.role, Role::Note { .. }) { " m" } else { "" };
    let gone = if mark == Some(Mark::Removed) { " x" } else { "" };
    let marked = mark.map(|mark| [mark.word(), ": "].concat()).unwrap_or_default();
    // Writing to memory does not fail.
    let _ = write!(
        svg,
        "<svg class=\"b{mode}{note}{gone}\" data-node=\"{}\" x=\"{left:.0}\" y=\"{top:.0}\" width=\"{width:.0}\" height=\"{height:.0}\"><title>{marked}{}</title>",
        escape(&node.id),
        escape(&words(node, if is_detailed { MOST_SAID } else { MOST_SAID_OF_MANY }))
    );
    frame(svg, node, *width, *height);
    head::draw(svg, node, *width);
    if is_detailed && !is_compact(node) {
        match &node.role {
            Role::Note { text, is_markdown } => body::note(svg, text, *is_markdown, *width, *height),
            _ => {
                body::port_names(svg, node, *width);
                body::values(svg, &node.values, *width, ports_height(node), *height);
            }
        }
    }
    svg.push_str("</svg>");
    if let Some(mark) = mark {
        mark.outline(svg, area);
    }
    if is_detailed {
        dots(svg, node, area);
    }
    if let Some(mark) = mark {
        mark.sign(svg, area);
    }
}

/// The box with its head; a subgraph's edge is thick, for it holds a graph of its own.
fn frame(svg: &mut String, node: &Node, width: f64, height: f64) {
    let (right, bottom) = (width - 1.0, height - 1.0);
    // Writing to memory does not fail.
    let _ = write!(svg, "<rect class=\"n\" x=\".5\" y=\".5\" width=\"{right:.0}\" height=\"{bottom:.0}\" rx=\"8\"/>");
    let below = if is_compact(node) {
        format!("v{:.0}a7 7 0 0 1-7 7H8a7 7 0 0 1-7-7", height - 16.0)
    } else {
        format!("v{:.0}H1", HEAD - 8.0)
    };
    let fill = match tint(node.colour) {
        Some(tint) => format!("fill=\"{tint}\" fill-opacity=\".22\""),
        None if matches!(node.role, Role::Note { .. }) => "fill=\"none\"".to_owned(),
        None => "class=\"h\"".to_owned(),
    };
    let _ = write!(svg, "<path {fill} d=\"M1 8a7 7 0 0 1 7-7H{:.0}a7 7 0 0 1 7 7{below}z\"/>", width - 8.0);
    if node.role == Role::Subgraph {
        let (right, bottom) = (width - 2.0, height - 2.0);
        let _ = write!(svg, "<rect class=\"d\" x=\"1\" y=\"1\" width=\"{right:.0}\" height=\"{bottom:.0}\" rx=\"8\"/>");
    }
}

/// Where links begin and end.
fn dots(svg: &mut String, node: &Node, area: &Area) {
    let mut dot = |(x, y): (f64, f64), port: &Port| {
        let colour = link_colour(port.kind.as_deref().or(Some(&port.name)));
        // Writing to memory does not fail.
        let _ = write!(svg, "<circle class=\"p\" cx=\"{x:.0}\" cy=\"{y:.0}\" r=\"4.5\" fill=\"{colour}\"/>");
    };
    let most = if is_compact(node) { 1 } else { MOST_PORTS };
    for (port, place) in node.inputs.iter().zip(0..).take(most) {
        dot(input_at(node, area, place), port);
    }
    for (port, place) in node.outputs.iter().zip(0..).take(most) {
        dot(output_at(node, area, place), port);
    }
}

/// All that the node says of itself, for who points at it and for machines.
fn words(node: &Node, most: usize) -> String {
    let title = head::title(node);
    let mut words = shortened(title, most);
    if let Some(kind) = head::kind(node).filter(|kind| *kind != title) {
        words += " – ";
        words += &shortened(kind, most);
    }
    words += " – #";
    words += &shortened(&node.id, most);
    words
        + match node.mode {
            Mode::Active => "",
            Mode::Muted => " – muted",
            Mode::Bypassed => " – bypassed",
        }
}
