//! Groups: titled rectangles behind the nodes, and the tints that authors give to things.

use crate::{
    area::Area,
    text::{Weight, escape, fitting, shortened},
};
use domain::{Graph, graph::Colour, graph::Group};
use std::fmt::Write as _;

const TITLE_SIZE: f64 = 16.0;
/// How many groups are drawn at most.
const MOST: usize = 500;

/// The groups that are drawn, the largest first: those inside others stand on them.
pub(crate) fn placed(graph: &Graph) -> Vec<(Area, &Group)> {
    let mut all: Vec<(Area, &Group)> = graph.groups.iter().take(MOST).map(|group| (area(group), group)).collect();
    all.sort_by(|(one, _), (other, _)| (other.width * other.height).total_cmp(&(one.width * one.height)));
    all
}

fn area(group: &Group) -> Area {
    let [left, top, width, height] = group.area.map(f64::from);
    Area { left, top, width: width.clamp(40.0, 100_000.0), height: height.clamp(30.0, 100_000.0) }
}

/// Draws one.
pub(crate) fn draw(svg: &mut String, area: &Area, group: &Group) {
    let Area { left, top, width, height } = area;
    let tint = tint(group.colour).unwrap_or_else(|| "#7d8894".to_owned());
    let full = escape(&shortened(&group.title, 200));
    let title = escape(&fitting(&group.title, width - 24.0, TITLE_SIZE, Weight::Bold));
    // Writing to memory does not fail.
    let _ = write!(
        svg,
        "<svg x=\"{left:.0}\" y=\"{top:.0}\" width=\"{width:.0}\" height=\"{height:.0}\"><title>{full}</title>\
         <rect x=\"1\" y=\"1\" width=\"{:.0}\" height=\"{:.0}\" rx=\"10\" fill=\"{tint}\" fill-opacity=\".1\" stroke=\"{tint}\" \
         stroke-opacity=\".6\" stroke-width=\"1.5\"/>\
         <text class=\"g\" x=\"12\" y=\"22\">{title}</text></svg>",
        width - 2.0,
        height - 2.0,
    );
}

/// An author's colour in a strength that reads on light and on dark ground; none where it is a grey.
pub(crate) fn tint(colour: Option<Colour>) -> Option<String> {
    let Colour(parts) = colour?;
    let [red, green, blue] = parts.map(f64::from);
    let (most, least) = (red.max(green).max(blue), red.min(green).min(blue));
    let spread = most - least;
    if spread < 14.0 {
        return None;
    }
    let sixth = if most == red {
        ((green - blue) / spread).rem_euclid(6.0)
    } else if most == green {
        (blue - red) / spread + 2.0
    } else {
        (red - green) / spread + 4.0
    };
    Some(format!("hsl({:.0},55%,50%)", sixth * 60.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tints_are_the_authors_hues() {
        let tint = |text| tint(Colour::read(text));
        assert_eq!(tint("#232").as_deref(), Some("hsl(120,55%,50%)"));
        assert_eq!(tint("#3f789e").as_deref(), Some("hsl(204,55%,50%)"));
        assert_eq!((tint("#222"), tint("#fff")), (None, None));
    }
}
