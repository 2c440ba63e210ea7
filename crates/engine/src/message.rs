//! Everything that crosses a channel while a graph runs.

use crate::{NodeId, Value};
use domain::Timestamp;
use indexmap::IndexMap;
use serde_json::{Map, Value as Json};

/// What happens in a run, in order.
///
/// Each node of the plan has one `NodeStarted` and one `NodeFinished` (or the run ends before). These always
/// fit the channel: its size comes from the graph. `NodeProgress` is left out while the reader is behind.
#[derive(Debug, Clone, PartialEq)]
pub enum RunEvent {
    /// The run begins; these nodes will be run, in an order that works.
    Started {
        /// When.
        at: Timestamp,
        /// Which.
        nodes: Vec<NodeId>,
    },
    /// A node begins.
    NodeStarted {
        /// When.
        at: Timestamp,
        /// Which.
        node: NodeId,
    },
    /// A node has something to show before it is done.
    NodeProgress {
        /// When.
        at: Timestamp,
        /// Which.
        node: NodeId,
        /// The next piece of text.
        text: String,
    },
    /// A node is done.
    NodeFinished {
        /// When.
        at: Timestamp,
        /// Which.
        node: NodeId,
        /// What it shows, as in ComfyUI's `executed`: `{"text":["…"]}`. Only of output nodes.
        shown: Option<Map<String, Json>>,
    },
    /// The run is over. The last event.
    Ended {
        /// When.
        at: Timestamp,
        /// How.
        outcome: Outcome,
    },
}

/// How a run ended.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// Every output node was run.
    Succeeded(RunOutputs),
    /// A node failed, or a limit was met.
    Failed(Failure),
    /// Somebody cancelled it, or nobody listens any more.
    Cancelled,
}

/// Why a run failed, in the members of ComfyUI's `execution_error`.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Failure {
    /// Where; none where it is about the run as a whole.
    pub node_id: Option<NodeId>,
    /// The type of that node.
    pub node_type: Option<String>,
    /// What kind of failure, for programs: Python's name for it, or Brine's (`TimeLimit`, `SizeLimit` …).
    pub exception_type: String,
    /// What went wrong, for people.
    pub exception_message: String,
}

/// What the graph gave, by output name ([`crate::outputs`]); two of one name share a list, in the order of the graph.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RunOutputs(IndexMap<String, Vec<Value>>);

impl RunOutputs {
    /// Adds one output's value.
    pub fn add(&mut self, name: &str, value: Value) {
        self.0.entry(name.to_owned()).or_default().push(value);
    }

    /// The outputs by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[Value])> {
        self.0.iter().map(|(name, values)| (name.as_str(), values.as_slice()))
    }

    /// `{"<output name>":[…]}`, as Salt's callbacks have it.
    pub fn to_json(&self) -> Json {
        let list = |values: &[Value]| values.iter().map(Value::to_json).collect::<Json>();
        Json::Object(self.iter().map(|(name, values)| (name.to_owned(), list(values))).collect())
    }

    /// About how much memory they hold on to.
    pub fn size(&self) -> u64 {
        self.0.values().flatten().map(Value::size).sum()
    }
}

impl FromIterator<(String, Value)> for RunOutputs {
    fn from_iter<I: IntoIterator<Item = (String, Value)>>(outputs: I) -> Self {
        let mut all = Self::default();
        outputs.into_iter().for_each(|(name, value)| all.add(&name, value));
        all
    }
}
