//! What sets a node apart in a drawing of two graphs: a sign, an outline of its own and a word; the colour only adds.

use crate::{
    area::Area,
    text::{escape, shortened},
};
use domain::Graph;
use std::fmt::Write as _;

/// What happened to a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mark {
    /// Only the newer graph has it.
    Added,
    /// Only the older graph had it.
    Removed,
    /// Both have it, and it does something else now.
    Changed,
}

/// The colours reach 3:1 against the grounds of both looks; the sign on them is that ground.
pub(crate) const SHAPE: &str = ".v{fill:none;stroke-width:3}.w{stroke-width:2;stroke:var(--raised);fill:none}\
    .za{stroke:var(--added)}.zr{stroke:var(--removed);stroke-dasharray:9 5}.zc{stroke:var(--changed);stroke-width:2}\
    .ya{fill:var(--added)}.yr{fill:var(--removed)}.yc{fill:var(--changed)}.x{opacity:.55}.u{stroke-dasharray:5 5;opacity:.55}";
pub(crate) const LIGHT: &str = "svg{--added:#1a7f37;--removed:#c2293d;--changed:#8a5a00}";
pub(crate) const DARK: &str = "svg{--added:#3fb950;--removed:#f2707a;--changed:#d9a227}";

/// How far the outline stands outside of the node.
const OUTSIDE: f64 = 3.5;
/// From one line of a double outline to the other.
const BETWEEN: f64 = 5.0;
/// Half the width of a sign's disc.
const DISC: f64 = 11.0;
/// How many titles of each kind the words name, in how many letters.
const MOST_NAMED: usize = 8;
const MOST_LETTERS: usize = 60;

impl Mark {
    /// What happened, in a word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
        }
    }

    const fn letter(self) -> char {
        match self {
            Self::Added => 'a',
            Self::Removed => 'r',
            Self::Changed => 'c',
        }
    }

    /// Draws the outline: solid where the node is new, dashed where it is gone, double where it changed.
    pub(crate) fn outline(self, svg: &mut String, area: &Area) {
        let letter = self.letter();
        let mut outline = |outside: f64| {
            // Writing to memory does not fail.
            let _ = write!(
                svg,
                "<rect class=\"v z{letter}\" x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"{:.1}\"/>",
                area.left - outside,
                area.top - outside,
                2.0_f64.mul_add(outside, area.width),
                2.0_f64.mul_add(outside, area.height),
                8.0 + outside,
            );
        };
        outline(OUTSIDE);
        if self == Self::Changed {
            outline(OUTSIDE + BETWEEN);
        }
    }

    /// Draws the sign, at the node's corner.
    pub(crate) fn sign(self, svg: &mut String, area: &Area) {
        let letter = self.letter();
        let sign = match self {
            Self::Added => "M-6 0H6M0-6V6",
            Self::Removed => "M-6 0H6",
            Self::Changed => "M-6 1.5C-4-4.5 0-2 0 0S4 4.5 6-1.5",
        };
        // Writing to memory does not fail.
        let _ = write!(
            svg,
            "<g transform=\"translate({:.0} {:.0})\"><circle class=\"y{letter}\" r=\"{DISC}\"/><path class=\"w\" d=\"{sign}\"/></g>",
            area.left, area.top
        );
    }
}

/// What a drawing of two graphs shows, in words.
pub(crate) fn words(graph: &Graph, marks: &[Option<Mark>]) -> String {
    let told = [Mark::Added, Mark::Removed, Mark::Changed].into_iter().filter_map(|mark| {
        let marked = graph.nodes.iter().zip(marks).filter(|(_, found)| **found == Some(mark));
        let titles: Vec<&str> = marked.map(|(node, _)| node.title.as_str()).collect();
        if titles.is_empty() {
            return None;
        }
        let first: Vec<String> = titles.iter().take(MOST_NAMED).map(|title| shortened(title, MOST_LETTERS)).collect();
        let more = if titles.len() > MOST_NAMED { " …" } else { "" };
        Some(format!("{} {}: {}{more}", titles.len(), mark.word(), first.join(", ")))
    });
    let told: Vec<String> = told.collect();
    let told = if told.is_empty() { "no node differs".to_owned() } else { told.join("; ") };
    escape(&format!("Comparison of two graphs, by nodes: {told}"))
}
