//! A graph's text, read for comparing: what can be said about it, and every value in it.

use crate::step::{Step, steps};
use domain::{Graph, GraphFormat, Unreadable};
use serde_json::Value as Json;

/// A graph with all its values.
#[derive(Debug, Clone)]
pub struct Snapshot {
    graph: Graph,
    json: Json,
}

impl Snapshot {
    /// Reads a graph's text, in either format. Two formats can be compared, as far as the UI format names its values;
    /// more is found where the older one is converted first, which is an engine's to do.
    ///
    /// # Errors
    /// Where the text is no graph at all.
    pub fn read(text: &str) -> Result<Self, Unreadable> {
        let graph = Graph::read(text)?;
        let json = serde_json::from_str(text).map_err(|error| Unreadable {
            line: u32::try_from(error.line()).unwrap_or(u32::MAX),
            column: u32::try_from(error.column()).unwrap_or(u32::MAX),
            message: error.to_string(),
        })?;
        Ok(Self { graph, json })
    }

    /// What can be said about it.
    pub const fn graph(&self) -> &Graph {
        &self.graph
    }

    pub(crate) const fn json(&self) -> &Json {
        &self.json
    }

    pub(crate) const fn is_ui(&self) -> bool {
        matches!(self.graph.format, GraphFormat::Ui)
    }

    /// The nodes, each id once.
    pub(crate) fn steps(&self) -> Vec<Step<'_>> {
        steps(self)
    }
}
