//! The full drawing: titles, types, values, links.

use crate::{
    area::Area,
    layout::{HEAD, MOST_ROWS, ROW, areas},
    look::{Look, link_colour},
    text::{escape, fitting},
};
use domain::{
    Graph,
    graph::{Link, Node},
};
use std::fmt::Write as _;

const MARGIN: f64 = 24.0;
const TITLE_LETTER: f64 = 7.6;
const SMALL_LETTER: f64 = 6.4;

/// The graph as an SVG document, or element for a page of ours.
pub fn picture(graph: &Graph, look: Look) -> String {
    let areas = areas(graph);
    let around = Area::around(&areas);
    let (left, top) = (around.left - MARGIN, around.top - MARGIN);
    let (width, height) = (2.0_f64.mul_add(MARGIN, around.width), 2.0_f64.mul_add(MARGIN, around.height));
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"graph\" role=\"img\" viewBox=\"{left:.0} {top:.0} {width:.0} {height:.0}\" \
         width=\"{width:.0}\" height=\"{height:.0}\"><title>{}</title>{}",
        escape(&words(graph)),
        look.style()
    );
    for link in &graph.links {
        // Writing to memory does not fail.
        let _ = write!(
            svg,
            "<path class=\"l\" stroke=\"{}\" d=\"{}\"/>",
            link_colour(link.kind.as_deref()),
            curve(link, graph, &areas)
        );
    }
    for (node, area) in graph.nodes.iter().zip(&areas) {
        draw_node(&mut svg, node, area);
    }
    svg.push_str("</svg>");
    svg
}

/// What the drawing shows, in words.
fn words(graph: &Graph) -> String {
    let mut kinds: Vec<&str> = graph.nodes.iter().map(|node| &*node.title).filter(|title| !title.is_empty()).collect();
    kinds.dedup();
    let more = if kinds.len() > 8 { " …" } else { "" };
    kinds.truncate(8);
    format!("Graph of {} nodes and {} links: {}{more}", graph.nodes.len(), graph.links.len(), kinds.join(", "))
}

fn draw_node(svg: &mut String, node: &Node, area: &Area) {
    let Area { left, top, width, height } = *area;
    let (text_left, room) = (left + 12.0, width - 24.0);
    let title = if node.title.is_empty() { "(no type)" } else { &node.title };
    // Writing to memory does not fail.
    let _ = write!(
        svg,
        "<rect class=\"n\" x=\"{left:.0}\" y=\"{top:.0}\" width=\"{width:.0}\" height=\"{height:.0}\" rx=\"9\"/>\
         <text class=\"t\" x=\"{text_left:.0}\" y=\"{:.0}\">{}</text><text class=\"c\" x=\"{text_left:.0}\" y=\"{:.0}\">{}</text>",
        top + 19.0,
        escape(&fitting(title, room, TITLE_LETTER)),
        top + 35.0,
        escape(&fitting(&format!("{} · {}", node.id, node.class_type), room, SMALL_LETTER)),
    );
    let mut line = top + HEAD + 12.0;
    for (name, value) in node.values.iter().take(MOST_ROWS) {
        let _ = write!(
            svg,
            "<text class=\"v\" x=\"{text_left:.0}\" y=\"{line:.0}\">{}</text>",
            escape(&fitting(&format!("{name}: {value}"), room, SMALL_LETTER + 0.4))
        );
        line += ROW;
    }
}

/// From the right side of one node to the left side of another, leaving and arriving level.
pub(crate) fn curve(link: &Link, graph: &Graph, areas: &[Area]) -> String {
    let (from, to) = (&areas[link.from as usize], &areas[link.to as usize]);
    let share =
        |area: &Area, index: u32, of: u32| area.top + area.height * (f64::from(index) + 1.0) / (f64::from(of) + 1.0);
    let outputs = graph.links.iter().filter(|it| it.from == link.from).map(|it| it.slot).max().unwrap_or_default() + 1;
    let (x1, y1) = (from.right(), share(from, link.slot, outputs));
    let (x2, y2) = (to.left, to.top + 23.0);
    let bend = ((x2 - x1).abs() / 2.0).clamp(30.0, 160.0);
    format!("M{x1:.0} {y1:.0}C{:.0} {y1:.0} {:.0} {y2:.0} {x2:.0} {y2:.0}", x1 + bend, x2 - bend)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEXT: &str = r#"{"1":{"class_type":"PrimitiveString","inputs":{"value":"<Ada>"},"_meta":{"title":"Who & why"}},
        "2":{"class_type":"PreviewAny","inputs":{"source":["1",0]}}}"#;

    #[test]
    fn draws_titles_types_values_and_links() {
        insta::assert_snapshot!(picture(&Graph::read(TEXT).unwrap(), Look::Page).replace("><", ">\n<"));
    }

    #[test]
    fn rings_and_ten_thousand_nodes_are_drawn() {
        let ring = r#"{"1":{"class_type":"A","inputs":{"x":["2",0]}},"2":{"class_type":"B","inputs":{"x":["1",0]}}}"#;
        assert_eq!(picture(&Graph::read(ring).unwrap(), Look::Dark).matches("<rect").count(), 2);
        let nodes: Vec<_> =
            (0..10_000).map(|n| format!(r#""{n}":{{"class_type":"X","inputs":{{"a":["{}",0]}}}}"#, n / 2)).collect();
        let graph = Graph::read(&format!("{{{}}}", nodes.join(","))).unwrap();
        assert_eq!(picture(&graph, Look::System).matches("<rect").count(), 10_000);
    }

    proptest! {
        #[test]
        fn any_small_graph_is_drawn(links in proptest::collection::vec((0..12_u32, 0..12_u32), 0..30)) {
            let nodes: Vec<_> = (0..12).map(|n| {
                let inputs: Vec<_> = links.iter().enumerate().filter(|(_, link)| link.1 == n).map(|(i, link)| format!(r#""i{i}":["{}",0]"#, link.0)).collect();
                format!(r#""{n}":{{"class_type":"X","inputs":{{{}}}}}"#, inputs.join(","))
            }).collect();
            let graph = Graph::read(&format!("{{{}}}", nodes.join(","))).unwrap();
            prop_assert!(!picture(&graph, Look::Light).contains("NaN"));
        }
    }
}
