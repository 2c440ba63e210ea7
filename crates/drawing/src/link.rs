//! Links: from an output's port to an input's, leaving and arriving level.

use crate::{
    area::Area,
    look::link_colour,
    shape::{input_at, output_at},
    text::{escape, shortened},
};
use domain::graph::{Link, Node};
use std::fmt::Write as _;

/// How many characters of a name its title may have.
const MOST_NAMED: usize = 60;

/// Draws a link; with words for who points at it, where there is room for them, and faintly where it is gone.
pub(crate) fn draw(svg: &mut String, link: &Link, nodes: &[Node], areas: &[Area], (with_words, is_gone): (bool, bool)) {
    let (from, to) = (link.from as usize, link.to as usize);
    let (x1, y1) = output_at(&nodes[from], &areas[from], link.slot);
    let (x2, y2) = input_at(&nodes[to], &areas[to], link.port);
    let bend = ((x2 - x1).abs() / 2.0).clamp(24.0, 140.0);
    let colour = link_colour(kind(link, nodes).or(Some(&link.input)));
    // Writing to memory does not fail.
    let _ = write!(
        svg,
        "<path class=\"l{}\" stroke=\"{colour}\" d=\"M{x1:.0} {y1:.0}C{:.0} {y1:.0} {:.0} {y2:.0} {x2:.0} {y2:.0}\"",
        if is_gone { " u" } else { "" },
        x1 + bend,
        x2 - bend
    );
    if with_words {
        let _ = write!(svg, "><title>{}</title></path>", escape(&words(link, nodes)));
    } else {
        svg.push_str("/>");
    }
}

/// The type of what flows, where the text says.
pub(crate) fn kind<'a>(link: &'a Link, nodes: &'a [Node]) -> Option<&'a str> {
    let output = || nodes[link.from as usize].outputs.get(link.slot as usize)?.kind.as_deref();
    link.kind.as_deref().filter(|kind| *kind != "*").or_else(output)
}

fn words(link: &Link, nodes: &[Node]) -> String {
    let title = |node: u32| shortened(&nodes[node as usize].title, MOST_NAMED);
    let kind = kind(link, nodes).map(|kind| shortened(kind, MOST_NAMED) + ": ").unwrap_or_default();
    let input = Some(shortened(&link.input, MOST_NAMED)).filter(|it| !it.is_empty());
    let input = input.map(|input| format!(", {input}")).unwrap_or_default();
    format!("{kind}\u{2068}{}\u{2069} → \u{2068}{}\u{2069}{input}", title(link.from), title(link.to))
}
