//! What a ComfyUI server says, as far as it is needed.

use crate::{Failure, NodeId, validation::NodeErrors};
use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::{Map, Value as Json};

/// `GET /prompt`.
#[derive(Debug, Deserialize)]
pub(super) struct QueueInfo {
    pub(super) exec_info: ExecInfo,
}

/// How much waits.
#[derive(Debug, Deserialize)]
pub(super) struct ExecInfo {
    pub(super) queue_remaining: u64,
}

/// `POST /prompt`, accepted or refused.
#[derive(Debug, Deserialize)]
pub(super) struct PromptAnswer {
    #[serde(default)]
    pub(super) error: Json,
    #[serde(default)]
    node_errors: Json,
}

/// `GET /queue`: each item is `[number, id, …]`.
#[derive(Debug, Deserialize)]
pub(super) struct Queue {
    queue_running: Vec<Vec<Json>>,
    queue_pending: Vec<Vec<Json>>,
}

/// One entry of `GET /history/{id}`: the run is over.
#[derive(Debug, Deserialize)]
pub(super) struct History {
    #[serde(default)]
    pub(super) outputs: IndexMap<NodeId, Map<String, Json>>,
    status: Option<Status>,
}

#[derive(Debug, Deserialize)]
struct Status {
    status_str: String,
    #[serde(default)]
    messages: Vec<(String, Json)>,
}

/// How a run ended there.
#[derive(Debug, PartialEq)]
pub(super) enum Ending {
    Succeeded,
    Failed(Failure),
    Interrupted,
}

/// A file that a server keeps.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct FileRef {
    /// Its name.
    pub(super) filename: String,
    /// The folder it is in.
    #[serde(default)]
    pub(super) subfolder: String,
    /// `output`, `temp` or `input`.
    #[serde(default, rename = "type")]
    pub(super) kind: String,
}

/// `POST /upload/image`.
#[derive(Debug, Deserialize)]
pub(super) struct Uploaded {
    name: String,
    #[serde(default)]
    subfolder: String,
}

impl Uploaded {
    /// The file as nodes name it.
    pub(super) fn path(self) -> String {
        if self.subfolder.is_empty() { self.name } else { format!("{}/{}", self.subfolder, self.name) }
    }
}

impl PromptAnswer {
    /// The errors by node. The server sends an empty *list* where it has none.
    pub(super) fn node_errors(&self) -> IndexMap<NodeId, NodeErrors> {
        serde_json::from_value(self.node_errors.clone()).unwrap_or_default()
    }
}

impl Queue {
    /// Whether this run is in it.
    pub(super) fn holds(&self, id: &str) -> bool {
        let items = self.queue_running.iter().chain(&self.queue_pending);
        items.filter_map(|item| item.get(1)?.as_str()).any(|it| it == id)
    }
}

impl History {
    /// How the run ended. An interruption is called an error there.
    pub(super) fn ending(&self) -> Ending {
        let Some(status) = &self.status else { return Ending::Succeeded };
        let find = |name: &str| status.messages.iter().find(|(kind, _)| kind == name).map(|(_, data)| data);
        if find("execution_interrupted").is_some() {
            return Ending::Interrupted;
        }
        if status.status_str == "success" {
            return Ending::Succeeded;
        }
        let data = find("execution_error");
        let text = |member: &str| data.and_then(|data| data[member].as_str()).map(str::to_owned);
        Ending::Failed(Failure {
            node_id: text("node_id").map(|id| NodeId::from(id.as_str())),
            node_type: text("node_type"),
            exception_type: text("exception_type").unwrap_or_else(|| "ExecutionError".to_owned()),
            exception_message: text("exception_message").unwrap_or_default().trim_end().to_owned(),
        })
    }
}
