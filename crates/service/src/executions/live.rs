//! A run as it happens: which nodes began and ended.

use domain::{Excerpt, ExecutionId, NodeSpan, RunProgress};
use engine::{ApiGraph, NodeId, RunEvent};

/// What happened so far in a run.
#[derive(Debug, Clone, Default)]
pub(super) struct LiveRun {
    nodes: u32,
    spans: Vec<NodeSpan>,
}

impl LiveRun {
    /// Follows an event of the run.
    pub(super) fn follow(&mut self, event: &RunEvent, graph: &ApiGraph) {
        match event {
            RunEvent::Started { nodes, .. } => self.nodes = u32::try_from(nodes.len()).unwrap_or(u32::MAX),
            RunEvent::NodeStarted { at, node } => {
                self.spans.push(NodeSpan { node: node.to_string(), name: name(graph, node), since: *at, until: None })
            }
            RunEvent::NodeFinished { at, node, .. } => {
                if let Some(span) = self.spans.iter_mut().rev().find(|it| it.node == node.as_str()) {
                    span.until = Some(*at);
                }
            }
            RunEvent::NodeProgress { .. } | RunEvent::Ended { .. } => {}
        }
    }

    /// The nodes that began, in their order.
    pub(super) fn into_spans(self) -> Vec<NodeSpan> {
        self.spans
    }

    /// How far it is.
    pub(super) fn progress(&self, id: ExecutionId) -> RunProgress {
        let done = self.spans.iter().filter(|it| it.until.is_some()).count();
        let running = self.spans.iter().rev().find(|it| it.until.is_none());
        RunProgress {
            id,
            done: u32::try_from(done).unwrap_or(u32::MAX),
            nodes: self.nodes,
            node: running.map(|it| Excerpt::of(&it.name)),
        }
    }
}

/// What people call a node: its title, or its type.
fn name(graph: &ApiGraph, node: &NodeId) -> String {
    let id = node.as_str();
    graph.title(id).or_else(|| graph.class_type(id)).unwrap_or(id).to_owned()
}
