//! The drawing on a card: no words, just the shape of the graph.

use crate::{
    area::Area,
    layout::areas,
    link::kind,
    look::{Look, link_colour},
};
use domain::Graph;
use std::fmt::Write as _;

/// The size of a card's picture.
const WIDTH: f64 = 160.0;
const HEIGHT: f64 = 64.0;
const MARGIN: f64 = 6.0;
/// How much a small graph is enlarged at most.
const MOST_ENLARGED: f64 = 0.22;

/// A graph in 160 by 64 pixels.
pub fn thumbnail(graph: &Graph, look: Look) -> String {
    let areas = areas(graph);
    let around = Area::around(&areas);
    let scale = ((WIDTH - 2.0 * MARGIN) / around.width).min((HEIGHT - 2.0 * MARGIN) / around.height).min(MOST_ENLARGED);
    let (shift_x, shift_y) = ((WIDTH - around.width * scale) / 2.0, (HEIGHT - around.height * scale) / 2.0);
    let small = |area: &Area| Area {
        left: (area.left - around.left).mul_add(scale, shift_x),
        top: (area.top - around.top).mul_add(scale, shift_y),
        width: (area.width * scale).max(3.0),
        height: (area.height * scale).max(2.0),
    };
    let areas: Vec<Area> = areas.iter().map(small).collect();
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" width=\"{WIDTH}\" height=\"{HEIGHT}\">{}",
        look.style()
    );
    for link in &graph.links {
        let (from, to) = (&areas[link.from as usize], &areas[link.to as usize]);
        let (x1, y1, x2, y2) = (from.right(), from.top + from.height / 2.0, to.left, to.top + to.height / 2.0);
        let bend = ((x2 - x1).abs() / 2.0).max(3.0);
        // Writing to memory does not fail.
        let _ = write!(
            svg,
            "<path fill=\"none\" stroke=\"{}\" d=\"M{x1:.1} {y1:.1}C{:.1} {y1:.1} {:.1} {y2:.1} {x2:.1} {y2:.1}\"/>",
            link_colour(kind(link, &graph.nodes).or(Some(&link.input))),
            x1 + bend,
            x2 - bend
        );
    }
    for Area { left, top, width, height } in areas {
        let _ = write!(
            svg,
            "<rect class=\"n\" x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" rx=\"1.5\"/>"
        );
    }
    svg.push_str("</svg>");
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn has_a_rectangle_a_node_and_a_path_a_link() {
        let text = r#"{"1":{"class_type":"A","inputs":{}},"2":{"class_type":"B","inputs":{"x":["1",0]}}}"#;
        let svg = thumbnail(&Graph::read(text).unwrap(), Look::Light);
        assert_eq!((svg.matches("<rect").count(), svg.matches("<path").count()), (2, 1));
    }
}
