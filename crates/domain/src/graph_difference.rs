//! What changed between two graphs, in the shape in which pages and programs are told.
//!
//! Found by the crate `compare`. Values are told in words, the beginning of long ones: the whole truth is the JSON Patch.

use crate::Excerpt;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What changed from one graph to another.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GraphDifference {
    /// How much changed.
    pub summary: Summary,
    /// The nodes that only the newer graph has, in its order.
    pub added: Vec<NodeLabel>,
    /// The nodes that only the older graph has, in its order.
    pub removed: Vec<NodeLabel>,
    /// The nodes of both that are not the same, in the newer graph's order; also those of which only the title is new.
    pub changed: Vec<NodeChange>,
    /// The nodes that only bear another id, in the newer graph's order.
    pub renumbered: Vec<Renumbered>,
}

/// How much changed, in numbers; as text, in words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Summary {
    /// How many nodes are new.
    pub added: u32,
    /// How many are gone.
    pub removed: u32,
    /// How many do something else than before.
    pub changed: u32,
    /// How many only bear another id.
    pub renumbered: u32,
    /// Whether anything at all differs that does not change what the graph does: places, titles, how a number is written.
    pub looks: bool,
}

/// A node, named for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NodeLabel {
    /// Its id in its graph.
    pub id: String,
    /// What it does.
    pub class_type: Excerpt,
    /// What people call it.
    pub title: Excerpt,
}

/// What is other about one node.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NodeChange {
    /// The node as the newer graph has it.
    pub node: NodeLabel,
    /// What it did and does, where that changed.
    pub class_type: Option<Replaced>,
    /// How people called and call it, where that changed.
    pub title: Option<Replaced>,
    /// Whether it did and does its work, where that changed: `active`, `muted`, `bypassed`.
    pub mode: Option<Replaced>,
    /// Whether the graph that it stands for changed.
    pub inside: bool,
    /// Its inputs that changed, by name.
    pub inputs: Vec<InputChange>,
}

/// One text that another took the place of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replaced {
    /// What was there.
    pub old: Excerpt,
    /// What is there.
    pub new: Excerpt,
}

/// One input of a node that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputChange {
    /// What it is called.
    pub name: Excerpt,
    /// What it was; none where it is new.
    pub old: Option<InputValue>,
    /// What it is; none where it is gone.
    pub new: Option<InputValue>,
}

/// What a node's input is given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InputValue {
    /// A value, as JSON: of long ones the part where the two differ.
    Value {
        /// The JSON, or a part of it.
        json: Excerpt,
        /// How many bytes of JSON it has.
        bytes: u32,
    },
    /// What another node gives.
    Link {
        /// The other node's id.
        node: String,
        /// Which of its outputs, counted from 0.
        output: u32,
    },
}

/// A node that bears another id and is the same besides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Renumbered {
    /// Its id in the older graph.
    pub from: String,
    /// Its id in the newer graph.
    pub to: String,
}

impl Summary {
    /// Whether the two are the same, but for the order of members and white space.
    pub fn is_same(self) -> bool {
        self == Self::default()
    }

    /// Whether both do the same: they may look different, and their nodes may bear other ids.
    pub const fn does_the_same(self) -> bool {
        self.added == 0 && self.removed == 0 && self.changed == 0
    }
}

impl NodeChange {
    /// Whether the node does something else than before, not only bears another title.
    pub const fn does_other(&self) -> bool {
        self.class_type.is_some() || self.mode.is_some() || self.inside || !self.inputs.is_empty()
    }
}

impl GraphDifference {
    /// Keeps no more than so many of each list; the summary goes on counting all of them.
    pub fn shorten(&mut self, most: u32) {
        let most = most as usize;
        self.added.truncate(most);
        self.removed.truncate(most);
        self.changed.truncate(most);
        self.renumbered.truncate(most);
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = [
            (self.changed, "changed"),
            (self.added, "added"),
            (self.removed, "removed"),
            (self.renumbered, "renumbered"),
        ];
        let mut told = counts.into_iter().filter(|(count, _)| *count > 0);
        let Some((count, what)) = told.next() else {
            return f.write_str(if self.looks { "only positions or titles changed" } else { "up to date" });
        };
        let nodes = if count == 1 { "node" } else { "nodes" };
        let only = if self.does_the_same() { "only " } else { "" };
        write!(f, "{only}{count} {nodes} {what}")?;
        told.try_for_each(|(count, what)| write!(f, ", {count} {what}"))
    }
}

impl fmt::Display for InputValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value { json, bytes } if *bytes > Excerpt::MAX_BYTES => write!(f, "{json} ({bytes} bytes)"),
            Self::Value { json, .. } => write!(f, "{json}"),
            Self::Link { node, output } => write!(f, "from node {}, output {output}", Excerpt::of(node)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Summary;

    #[test]
    fn says_how_much_changed() {
        let none = Summary::default();
        for (summary, words) in [
            (none, "up to date"),
            (Summary { looks: true, ..none }, "only positions or titles changed"),
            (Summary { changed: 3, added: 1, looks: true, ..none }, "3 nodes changed, 1 added"),
            (Summary { removed: 1, looks: true, ..none }, "1 node removed"),
            (Summary { renumbered: 2, looks: true, ..none }, "only 2 nodes renumbered"),
            (Summary { added: 2, renumbered: 1, looks: true, ..none }, "2 nodes added, 1 renumbered"),
        ] {
            assert_eq!(summary.to_string(), words);
        }
    }
}
