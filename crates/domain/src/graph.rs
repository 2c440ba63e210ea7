//! A workflow graph in either of ComfyUI's two JSON formats.
//!
//! Reading keeps the bytes out of it: a [`Graph`] is what can be said *about*
//! a text, for checks and drawings. The text itself is what is stored.

mod api_format;
mod group;
pub(crate) mod json;
mod node;
mod outputs;
mod ui_format;

pub use group::{Colour, Group};
use json::Json;
pub use node::{Mode, Node, Port, Role};
use serde::{Deserialize, Serialize};
use std::fmt;

/// How many bytes a graph's text may have: 16 MiB.
pub const MAX_GRAPH_BYTES: u32 = 16 * 1024 * 1024;

/// Which of ComfyUI's two formats a graph is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GraphFormat {
    /// `{"<node id>":{"class_type":…,"inputs":{…}}}`: what a server runs.
    Api,
    /// The editor's own (litegraph) export: `nodes`, `links`, `version`.
    Ui,
}

/// What a graph's text says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Graph {
    /// In which format it is written.
    pub format: GraphFormat,
    /// The nodes, in the order of the text.
    pub nodes: Vec<Node>,
    /// The links whose two ends exist.
    pub links: Vec<Link>,
    /// The rectangles behind them. Always empty in the API format.
    pub groups: Vec<Group>,
    /// Everything that is wrong with it, in the order of the text. Always empty in the UI format.
    pub problems: Vec<Problem>,
}

/// One link from a node's output to a node's input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Index into [`Graph::nodes`] of where it begins.
    pub from: u32,
    /// Which output, counted from 0; the text may count further than [`Node::outputs`] does.
    pub slot: u32,
    /// Index into [`Graph::nodes`] of where it ends.
    pub to: u32,
    /// Index into the [`Node::inputs`] of where it ends; past them where the text names one that is not there.
    pub port: u32,
    /// The input's name.
    pub input: String,
    /// The type of what flows, where the text says: `IMAGE`, `STRING` …
    pub kind: Option<String>,
}

/// One thing that is wrong with a graph, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The node it is about; none for the graph as a whole.
    pub node: Option<String>,
    /// The input it is about, where it is about one.
    pub input: Option<String>,
    /// What is wrong, for programs: `dangling_link`, `cycle`, `missing_class_type` …
    pub code: String,
    /// What is wrong and what to do, for people.
    pub message: String,
}

/// A text that is no graph at all: broken JSON, or JSON of no known shape.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("line {line}, column {column}: {message}")]
pub struct Unreadable {
    /// Where, counted from 1.
    pub line: u32,
    /// Where on the line, counted from 1, in characters.
    pub column: u32,
    /// What is wrong there and what to do.
    pub message: String,
}

impl GraphFormat {
    /// The words on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Api => "API format",
            Self::Ui => "UI format",
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.node, &self.input) {
            (Some(node), Some(input)) => write!(f, "node {node}, input {input}: {}", self.message),
            (Some(node), None) => write!(f, "node {node}: {}", self.message),
            _ => f.write_str(&self.message),
        }
    }
}

impl Graph {
    /// Reads a graph in either format and finds everything that is wrong with it.
    ///
    /// # Errors
    /// Only where the text is no graph at all; a graph with problems is a graph.
    pub fn read(text: &str) -> Result<Self, Unreadable> {
        let root = Json::read(text)?;
        match &root {
            Json::Object(_) if ui_format::is_ui(&root) => Ok(ui_format::read(&root)),
            Json::Object(members) if api_format::is_api(members) => Ok(api_format::read(members)),
            other => Err(unknown_shape(other)),
        }
    }

    fn problem(&mut self, node: &str, input: Option<&str>, code: &str, message: &str) {
        self.problems.push(Problem {
            node: Some(node.to_owned()),
            input: input.map(str::to_owned),
            code: code.to_owned(),
            message: message.to_owned(),
        });
    }
}

/// Says what a text is instead of a workflow, and what would be one.
fn unknown_shape(root: &Json) -> Unreadable {
    let found = match root {
        Json::Object(members) if members.is_empty() => "this is an empty object".to_owned(),
        Json::Object(_) if root.get("prompt").is_some() => "take what is inside its `prompt` member".to_owned(),
        Json::Object(_) if root.get("nodes").is_some() => {
            "a UI-format export has the lists `nodes` and `links`, and a `version`; one of them is missing".to_owned()
        }
        Json::Object(members) => {
            let names: Vec<String> = members
                .iter()
                .take(5)
                .map(|(name, _)| format!("`{}`", name.chars().take(40).collect::<String>()))
                .collect();
            format!("this object's members ({}) are not nodes", names.join(", "))
        }
        other => format!("this is {}", other.kind()),
    };
    let message = format!(
        "not a ComfyUI workflow: {found}. Brine takes ComfyUI's API format (`{{\"1\":{{\"class_type\":…,\"inputs\":{{…}}}}}}`), \
         its UI export (`nodes`, `links`, `version`), and deployments downloaded from Brine"
    );
    Unreadable { line: 1, column: 1, message }
}

#[cfg(test)]
mod tests;
