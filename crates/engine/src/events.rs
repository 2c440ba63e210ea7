//! The sending end of a run's events.
//!
//! A run never waits for its reader to take one: the channel has room for all that is said once a node.

use crate::{Clock, NodeId, Outcome, RunEvent};
use serde_json::{Map, Value as Json};
use std::sync::Arc;
use tokio::sync::mpsc;

/// How many pieces of progress may wait for a slow reader.
const PROGRESS_ROOM: usize = 64;

/// Tells a run's reader what happens.
#[derive(Clone)]
pub(crate) struct Events {
    sender: mpsc::Sender<RunEvent>,
    /// What must stay free for what is said once a node.
    reserved: usize,
    clock: Arc<dyn Clock>,
}

impl Events {
    /// A channel for a run of so many nodes: two events each, the beginning and the end.
    pub(crate) fn channel(nodes: usize, clock: Arc<dyn Clock>) -> (Self, mpsc::Receiver<RunEvent>) {
        let reserved = 2 * nodes + 2;
        let (sender, receiver) = mpsc::channel(reserved + PROGRESS_ROOM);
        (Self { sender, reserved, clock }, receiver)
    }

    pub(crate) fn started(&self, nodes: Vec<NodeId>) {
        self.tell(RunEvent::Started { at: self.clock.now(), nodes });
    }

    pub(crate) fn node_started(&self, node: NodeId) {
        self.tell(RunEvent::NodeStarted { at: self.clock.now(), node });
    }

    /// Left out while the reader is behind.
    pub(crate) fn progress(&self, node: &NodeId, text: String) {
        if self.sender.capacity() > self.reserved {
            self.tell(RunEvent::NodeProgress { at: self.clock.now(), node: node.clone(), text });
        }
    }

    pub(crate) fn node_finished(&self, node: NodeId, shown: Option<Map<String, Json>>) {
        self.tell(RunEvent::NodeFinished { at: self.clock.now(), node, shown });
    }

    pub(crate) fn ended(&self, outcome: Outcome) {
        self.tell(RunEvent::Ended { at: self.clock.now(), outcome });
    }

    /// Waits until nobody reads any more.
    pub(crate) async fn unread(&self) {
        self.sender.closed().await;
    }

    fn tell(&self, event: RunEvent) {
        // Full cannot be; closed means that nobody is told, which `unread` sees.
        let _ = self.sender.try_send(event);
    }
}
