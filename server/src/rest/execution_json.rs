//! An execution on the wire.

use super::inputs_json::inputs_json;
use domain::{
    CallbackAttempt, CallbackState, Execution, ExecutionDetail, ExecutionFailure, ExecutionId, NodeSpan, Output, RunOf,
};
use serde::Serialize;
use serde_json::{Map, Value};
use service::output_values;
use utoipa::ToSchema;

/// One request processed by a deployment, or a test of a workflow.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct ExecutionJson {
    /// Its name for programs.
    #[schema(format = Uuid)]
    execution_id: String,
    /// Which deployment it is for; null where it is a test.
    deployment_id: Option<String>,
    /// That deployment's version.
    version: Option<u32>,
    /// Which workflow it tests; null where it is a deployment's.
    workflow_id: Option<String>,
    /// Which save of that workflow.
    revision: Option<u32>,
    /// The SHA-256 of the graph that it runs.
    digest: String,
    /// What runs it: `builtin` or `comfyui`.
    engine: &'static str,
    /// `queued`, `running`, `succeeded`, `failed` or `cancelled`.
    status: &'static str,
    /// When it was accepted.
    #[schema(format = DateTime)]
    accepted_at: String,
    /// When it was begun, the last time.
    started_at: Option<String>,
    /// When it ended.
    ended_at: Option<String>,
    /// How often it was begun: more than once after a crash of the server.
    attempts: u32,
    /// How far its callback is: `waiting`, `due`, `delivered`, `given_up`; null where nobody is called back.
    callback: Option<CallbackJson>,
}

/// How far a callback is.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct CallbackJson {
    /// `waiting`, `due`, `delivered` or `given_up`.
    status: &'static str,
    /// How often it was tried.
    attempts: u32,
    /// When it is tried next.
    next_at: Option<String>,
}

/// An execution with what came of it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct ExecutionResultJson {
    #[serde(flatten)]
    execution: ExecutionJson,
    /// What came out, by output name: each a list. A file is `{"url","media_type","bytes","digest"}`.
    outputs: Option<Value>,
    /// `Execution failed` or `Execution cancelled`; null where it was neither.
    error: Option<&'static str>,
    /// What went wrong.
    details: Option<String>,
    /// Where it failed.
    failure: Option<FailureJson>,
}

/// Where and why an execution failed.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct FailureJson {
    /// The node's id; null where it is about the run as a whole.
    node_id: Option<String>,
    /// The node's type.
    node_type: Option<String>,
    /// What kind of failure, for programs.
    kind: String,
    /// What went wrong, for people.
    message: String,
}

/// An execution, whole.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct ExecutionDetailJson {
    #[serde(flatten)]
    result: ExecutionResultJson,
    /// What it was given, as it was sent: `{"<name or node id>":{"value":…,"value_type":…}}`. A value of more than
    /// 4 KiB is null here, and `value_bytes` says how long it is.
    #[schema(value_type = Object)]
    inputs: Map<String, Value>,
    /// When each node ran.
    nodes: Vec<NodeSpanJson>,
    /// Whom it calls back.
    callback_url: Option<String>,
    /// Each attempt to call back.
    callback_attempts: Vec<CallbackAttemptJson>,
}

/// When a node ran.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct NodeSpanJson {
    /// Its id in the graph.
    node_id: String,
    /// Its title, or its type.
    name: String,
    /// When it began.
    started_at: String,
    /// When it ended.
    ended_at: Option<String>,
}

/// One attempt to call back.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct CallbackAttemptJson {
    /// When.
    at: String,
    /// How long it took, in milliseconds.
    took_ms: u32,
    /// The answer's status; null where there was none.
    status: Option<u16>,
    /// Why it failed, or how the answer begins.
    details: String,
}

impl From<&Execution> for ExecutionJson {
    fn from(it: &Execution) -> Self {
        let (deployment, workflow) = match it.of {
            RunOf::Deployment { id, version } => (Some((id, version)), None),
            RunOf::Workflow { id, revision } => (None, Some((id, revision))),
        };
        Self {
            execution_id: it.id.to_string(),
            deployment_id: deployment.map(|(id, _)| id.to_string()),
            version: deployment.map(|(_, version)| version.get()),
            workflow_id: workflow.map(|(id, _)| id.to_string()),
            revision: workflow.map(|(_, revision)| revision.get()),
            digest: it.digest.to_string(),
            engine: it.engine.as_str(),
            status: it.state.status().as_str(),
            accepted_at: it.accepted_at.to_string(),
            started_at: it.state.begun_at().map(|at| at.to_string()),
            ended_at: it.state.ended_at().map(|at| at.to_string()),
            attempts: it.claims,
            callback: it.callback.as_ref().map(CallbackJson::from),
        }
    }
}

impl From<&CallbackState> for CallbackJson {
    fn from(it: &CallbackState) -> Self {
        let status = match it {
            CallbackState::Waiting => "waiting",
            CallbackState::Due { .. } => "due",
            CallbackState::Delivered { .. } => "delivered",
            CallbackState::GivenUp { .. } => "given_up",
        };
        Self { status, attempts: it.attempts(), next_at: it.due().map(|at| at.to_string()) }
    }
}

impl ExecutionResultJson {
    /// An execution, and what is kept of its end.
    pub(crate) fn new(execution: &Execution, outputs: &[Output], failure: Option<&ExecutionFailure>) -> Self {
        use domain::ExecutionStatus::{Cancelled, Failed, Succeeded};
        let status = execution.state.status();
        let error = match status {
            Failed => Some("Execution failed"),
            Cancelled => Some("Execution cancelled"),
            _ => None,
        };
        Self {
            outputs: (status == Succeeded).then(|| outputs_json(execution.id, outputs)),
            error,
            details: failure.map(|it| it.message.clone()),
            failure: failure.map(FailureJson::from),
            execution: execution.into(),
        }
    }
}

impl ExecutionDetailJson {
    /// An execution, and what it was given.
    pub(crate) fn new(it: &ExecutionDetail, given: Value) -> Self {
        Self {
            result: ExecutionResultJson::new(&it.execution, &it.outputs, it.failure.as_ref()),
            inputs: inputs_json(given),
            nodes: it.nodes.iter().map(NodeSpanJson::from).collect(),
            callback_url: it.callback_url.clone(),
            callback_attempts: it.attempts.iter().map(CallbackAttemptJson::from).collect(),
        }
    }
}

impl From<&ExecutionFailure> for FailureJson {
    fn from(it: &ExecutionFailure) -> Self {
        Self {
            node_id: it.node.clone(),
            node_type: it.node_type.clone(),
            kind: it.kind.clone(),
            message: it.message.clone(),
        }
    }
}

impl From<&NodeSpan> for NodeSpanJson {
    fn from(it: &NodeSpan) -> Self {
        Self {
            node_id: it.node.clone(),
            name: it.name.clone(),
            started_at: it.since.to_string(),
            ended_at: it.until.map(|at| at.to_string()),
        }
    }
}

impl From<&CallbackAttempt> for CallbackAttemptJson {
    fn from(it: &CallbackAttempt) -> Self {
        Self { at: it.at.to_string(), took_ms: it.took_ms, status: it.status, details: it.words.to_string() }
    }
}

/// `{"<output name>":[…]}`, as Salt's clients read it.
pub(crate) fn outputs_json(of: ExecutionId, outputs: &[Output]) -> Value {
    let list = |it: &Output| (it.name.clone(), Value::Array(output_values(of, it)));
    Value::Object(outputs.iter().map(list).collect::<Map<_, _>>())
}
