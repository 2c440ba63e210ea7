//! The measures of a node: its head, its rows, and where links meet it. They are those of ComfyUI's editor, so that
//! what an author arranged there stands the same way here.

use crate::area::Area;
use domain::graph::{Node, Role};

/// The width of a node whose author gave none.
pub(crate) const NODE_WIDTH: f64 = 250.0;
/// The height of a node's title; the UI format's position is below it.
pub(crate) const HEAD: f64 = 30.0;
/// The height of a port, and of a value.
pub(crate) const ROW: f64 = 20.0;
/// From the head to the first port's middle.
const FIRST_PORT: f64 = 14.0;
/// How many inputs, and how many outputs, are shown of a node; links to others meet it at the last of these.
pub(crate) const MOST_PORTS: usize = 48;
/// How many values a node has room for whose author gave none.
const MOST_VALUES: usize = 6;
/// The height of a note whose author gave none.
const NOTE_HEIGHT: f64 = 160.0;

/// Whether no more is shown of a node than its title: its author wished it so, or it just leads a link around.
pub(crate) fn is_compact(node: &Node) -> bool {
    node.is_collapsed || node.class_type == "Reroute"
}

/// How many rows a node's ports take.
pub(crate) fn port_rows(node: &Node) -> usize {
    node.inputs.len().max(node.outputs.len()).min(MOST_PORTS)
}

/// The height that a node's ports take.
pub(crate) fn ports_height(node: &Node) -> f64 {
    match port_rows(node) {
        0 => 4.0,
        rows => ROW.mul_add(count(rows), 6.0),
    }
}

/// The height of a node whose author gave none.
pub(crate) fn own_height(node: &Node) -> f64 {
    if is_compact(node) {
        return HEAD;
    }
    if matches!(node.role, Role::Note { .. }) {
        return NOTE_HEIGHT;
    }
    let values = match node.values.len().min(MOST_VALUES) {
        0 => 0.0,
        rows => (ROW + 4.0).mul_add(count(rows), 4.0),
    };
    HEAD + ports_height(node) + values
}

/// Where a link that ends at this input arrives.
pub(crate) fn input_at(node: &Node, area: &Area, port: u32) -> (f64, f64) {
    (area.left, area.top + port_height(node, node.inputs.len(), port))
}

/// Where a link that begins at this output leaves.
pub(crate) fn output_at(node: &Node, area: &Area, slot: u32) -> (f64, f64) {
    (area.right(), area.top + port_height(node, node.outputs.len(), slot))
}

/// From the top of the node to a port's middle; to the middle of the head where there is none.
fn port_height(node: &Node, ports: usize, port: u32) -> f64 {
    let last = u32::try_from(ports.min(MOST_PORTS)).ok().and_then(|shown| shown.checked_sub(1));
    match last {
        Some(last) if !is_compact(node) => ROW.mul_add(f64::from(port.min(last)), HEAD + FIRST_PORT),
        _ => HEAD / 2.0,
    }
}

/// A number of things as a measure.
#[expect(clippy::cast_precision_loss, reason = "a drawing has far fewer than 2^52 of anything")]
pub(crate) fn count(number: usize) -> f64 {
    number as f64
}
