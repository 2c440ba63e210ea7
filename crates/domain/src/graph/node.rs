//! One node of a graph: what checks and drawings need of it.

use super::Colour;

/// One node.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Node {
    /// Its id in the text.
    pub id: String,
    /// What it does; empty where the text does not say.
    pub class_type: String,
    /// What people call it; its subgraph's name or its type where the text has no title.
    pub title: String,
    /// What part it has in the graph.
    pub role: Role,
    /// Whether it does its work.
    pub mode: Mode,
    /// Where links may end: every input but those whose value is typed in.
    pub inputs: Vec<Port>,
    /// Where links may begin, as far as the text says or its links show.
    pub outputs: Vec<Port>,
    /// Its inputs that are values, not links: name, empty where the text has none, and a short text.
    pub values: Vec<(String, String)>,
    /// Where the UI format draws its body, below its title, in its own pixels: left, top, width, height.
    pub area: Option<[i32; 4]>,
    /// Whether its author shows no more of it than its title.
    pub is_collapsed: bool,
    /// The colour that its author gave it.
    pub colour: Option<Colour>,
}

/// What part a node has in its graph.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Role {
    /// It does something.
    #[default]
    Step,
    /// It stands for a whole graph, which the same file holds.
    Subgraph,
    /// It does nothing: a text for the reader, in Markdown where it says so.
    Note {
        /// The text.
        text: String,
        /// Whether it is written in Markdown.
        is_markdown: bool,
    },
}

/// Whether a node does its work.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Mode {
    /// It does.
    #[default]
    Active,
    /// Neither it nor what follows it.
    Muted,
    /// What comes in goes out unchanged.
    Bypassed,
}

/// An input or an output.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Port {
    /// What people call it; empty where the text does not say.
    pub name: String,
    /// The type of what flows, where the text says: `IMAGE`, `STRING` …
    pub kind: Option<String>,
}
