//! Below the head: the ports' names, what was typed in, or a note's text.

use crate::{
    lines::lines,
    markdown::{paragraphs, plain},
    shape::{HEAD, MOST_PORTS, ROW, count, port_rows},
    text::{Weight, escape, fitting, shortened, width},
};
use domain::graph::{Node, Port};
use std::fmt::Write as _;

const SIZE: f64 = 11.0;
const EDGE: f64 = 12.0;
/// From a row's top to the line that its letters stand on.
const BASE: f64 = 14.0;
/// The height of a line of running text.
const LINE: f64 = 15.0;
/// Between two values.
const BETWEEN: f64 = 4.0;
/// How many values are shown.
const MOST_VALUES: usize = 60;
/// How much of a note is read; and of it and of a value, how much those are told who point at it.
const MOST_READ: usize = 6_000;
const MOST_SAID: usize = 1_000;

/// The names of inputs at the left, of outputs at the right.
pub(super) fn port_names(svg: &mut String, node: &Node, box_width: f64) {
    let room = box_width - 2.0 * EDGE;
    let mut top = HEAD + 4.0;
    for row in 0..port_rows(node) {
        let more = node.inputs.len().max(node.outputs.len()) - row;
        if row + 1 == MOST_PORTS && more > 1 {
            // Writing to memory does not fail.
            let _ = write!(svg, "<text class=\"q\" x=\"{EDGE}\" y=\"{:.0}\">+ {more} more</text>", top + BASE);
            return;
        }
        let output = node.outputs.get(row).map(|port| output_name(port, row, node.outputs.len())).unwrap_or_default();
        let input = node.inputs.get(row).map(|port| port.name.as_str()).unwrap_or_default();
        let most = if input.is_empty() { room } else { room / 2.0 };
        let output = fitting(&output, most, SIZE, Weight::Regular);
        let input = fitting(input, room - 10.0 - width(&output, SIZE, Weight::Regular), SIZE, Weight::Regular);
        // Writing to memory does not fail.
        if !input.is_empty() {
            let _ = write!(svg, "<text x=\"{EDGE}\" y=\"{:.0}\">{}</text>", top + BASE, escape(&input));
        }
        if !output.is_empty() {
            let right = box_width - EDGE;
            let _ =
                write!(svg, "<text class=\"e\" x=\"{right:.0}\" y=\"{:.0}\">{}</text>", top + BASE, escape(&output));
        }
        top += ROW;
    }
}

/// Outputs without names have numbers, where there are several.
fn output_name(port: &Port, place: usize, of: usize) -> String {
    if port.name.is_empty() && of > 1 { place.to_string() } else { port.name.clone() }
}

/// What was typed in, each in a field of its own; longer texts get more lines where there is room.
pub(super) fn values(svg: &mut String, values: &[(String, String)], box_width: f64, below: f64, height: f64) {
    let mut top = HEAD + below;
    let mut spare = height - top - 6.0 - (ROW + BETWEEN) * count(values.len());
    for (place, (name, value)) in values.iter().enumerate() {
        let left = values.len() - place;
        let is_last = top + 2.0 * (ROW + BETWEEN) > height || place + 1 == MOST_VALUES;
        if top + ROW + 2.0 > height {
            return;
        }
        if is_last && left > 1 {
            // Writing to memory does not fail.
            let _ = write!(svg, "<text class=\"q\" x=\"{EDGE}\" y=\"{:.0}\">+ {left} more</text>", top + BASE);
            return;
        }
        let used = field(svg, name, value, box_width, top, spare.max(0.0));
        spare -= used - ROW;
        top += used + BETWEEN;
    }
}

/// One value. Gives the height that it took.
fn field(svg: &mut String, name: &str, value: &str, box_width: f64, top: f64, spare: f64) -> f64 {
    let room = box_width - 2.0 * EDGE - 8.0;
    let name = fitting(name, room * 0.6, SIZE, Weight::Regular);
    let beside = room - if name.is_empty() { 0.0 } else { width(&name, SIZE, Weight::Regular) + 10.0 };
    let is_long = width(value, SIZE, Weight::Regular) > beside;
    let more_lines = (spare / LINE).floor().clamp(0.0, 60.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it was just clamped")]
    let broken = if is_long && more_lines >= 1.0 {
        lines(value, room, SIZE, Weight::Regular, more_lines as usize + usize::from(name.is_empty()))
    } else {
        vec![fitting(value, beside, SIZE, Weight::Regular)]
    };
    let below_name = is_long && more_lines >= 1.0 && !name.is_empty();
    let rows = count(broken.len() + usize::from(below_name));
    let height = LINE.mul_add(rows - 1.0, ROW);
    // Writing to memory does not fail.
    let _ = write!(
        svg,
        "<rect class=\"f\" x=\"8\" y=\"{top:.0}\" width=\"{:.0}\" height=\"{height:.0}\" rx=\"5\"/>",
        box_width - 16.0
    );
    let (left, right) = (EDGE + 4.0, box_width - EDGE - 4.0);
    let mut line = top + BASE;
    if !name.is_empty() {
        let _ = write!(svg, "<text class=\"q\" x=\"{left:.0}\" y=\"{line:.0}\">{}</text>", escape(&name));
        line += if below_name { LINE } else { 0.0 };
    }
    if value.is_empty() {
        return height;
    }
    let is_cut = broken.iter().any(|it| it.ends_with('…'));
    let (x, end) = if below_name || name.is_empty() { (left, "") } else { (right, " class=\"e\"") };
    let _ = write!(svg, "<text{end} y=\"{line:.0}\">");
    if is_cut {
        let _ = write!(svg, "<title>{}</title>", escape(&shortened(value, MOST_SAID)));
    }
    for (place, text) in broken.iter().enumerate() {
        let step = if place == 0 { 0.0 } else { LINE };
        let _ = write!(svg, "<tspan x=\"{x:.0}\" dy=\"{step:.0}\">{}</tspan>", escape(text));
    }
    svg.push_str("</text>");
    height
}

/// A note's text, as far as there is room for it.
pub(super) fn note(svg: &mut String, text: &str, is_markdown: bool, box_width: f64, height: f64) {
    let read = shortened(text, MOST_READ);
    let room = box_width - 2.0 * EDGE;
    let mut line = HEAD + 16.0;
    // Writing to memory does not fail.
    let _ = write!(svg, "<g><title>{}</title>", escape(&shortened(text, MOST_SAID)));
    for paragraph in if is_markdown { paragraphs(&read) } else { plain(&read) } {
        let (class, weight) = if paragraph.is_heading { (" class=\"s\"", Weight::Bold) } else { ("", Weight::Regular) };
        let left = ((height - 8.0 - line) / LINE).floor() + 1.0;
        if left < 1.0 {
            break;
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most a box's height")]
        for text in lines(&paragraph.text, room, SIZE, weight, left as usize) {
            let _ = write!(svg, "<text{class} x=\"{EDGE}\" y=\"{line:.0}\">{}</text>", escape(&text));
            line += LINE;
        }
        line += 4.0;
    }
    svg.push_str("</g>");
}
