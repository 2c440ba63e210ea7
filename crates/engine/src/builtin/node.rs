//! What a node type of the built-in engine is: what it takes and gives, and how it works.

use super::{arguments::Arguments, context::RunContext};
use crate::{Limits, NodeId, NodeType, Value};
use futures::future::BoxFuture;
use serde_json::{Map, Value as Json};
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

/// One type of node.
pub(super) struct Node {
    pub(super) spec: NodeType,
    pub(super) work: Work,
    /// Says what is wrong with a constant, beyond its type. Input's name, value.
    pub(super) check: Option<Check>,
}

/// Says what is wrong with the constant that this input has.
pub(super) type Check = fn(&str, &Json, &Limits) -> Result<(), String>;

/// How a node works.
#[derive(Clone, Copy)]
pub(super) enum Work {
    /// Computes for microseconds on small inputs.
    Quick(fn(&Call) -> NodeResult),
    /// May compute for long.
    Heavy(fn(&Call) -> NodeResult),
    /// Waits for others.
    Waiting(fn(Call) -> BoxFuture<'static, NodeResult>),
}

/// One node at work.
pub(super) struct Call {
    pub(super) node: NodeId,
    pub(super) arguments: Arguments,
    pub(super) context: Arc<RunContext>,
    /// Cancelled when nobody waits for the result any more.
    pub(super) stop: CancellationToken,
}

/// What a node gave.
#[derive(Debug, Default)]
pub(super) struct Done {
    /// One value an output.
    pub(super) outputs: Vec<Value>,
    /// What is shown at the node.
    pub(super) shown: Option<Map<String, Json>>,
    /// What the caller gets, and under which name; none where the node has no say in that.
    pub(super) result: Option<(Option<String>, Value)>,
}

/// Why a node failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NodeFailure {
    pub(super) kind: String,
    pub(super) message: String,
}

pub(super) type NodeResult = Result<Done, NodeFailure>;

impl Node {
    pub(super) const fn quick(spec: NodeType, work: fn(&Call) -> NodeResult) -> Self {
        Self { spec, work: Work::Quick(work), check: None }
    }

    pub(super) const fn heavy(spec: NodeType, work: fn(&Call) -> NodeResult) -> Self {
        Self { spec, work: Work::Heavy(work), check: None }
    }

    pub(super) const fn waiting(spec: NodeType, work: fn(Call) -> BoxFuture<'static, NodeResult>) -> Self {
        Self { spec, work: Work::Waiting(work), check: None }
    }

    pub(super) const fn checked(mut self, check: Check) -> Self {
        self.check = Some(check);
        self
    }
}

impl Done {
    /// One output.
    pub(super) fn value(value: Value) -> NodeResult {
        Ok(Self { outputs: vec![value], ..Self::default() })
    }

    /// One output that is a text.
    pub(super) fn text(text: impl Into<Arc<str>>) -> NodeResult {
        Self::value(Value::text(text))
    }
}

impl NodeFailure {
    pub(super) fn new(kind: &str, message: &str) -> Self {
        Self { kind: kind.to_owned(), message: message.to_owned() }
    }

    /// A value of the wrong type came along a link that may carry any.
    pub(super) fn wrong_type(input: &str, expected: &str, found: &Value) -> Self {
        Self::new("TypeError", &format!("{input}: expected {expected}, {} found", found.python_type()))
    }

    pub(super) fn too_large(what: &str, limit: u64) -> Self {
        Self::new("SizeLimit", &format!("{what} is larger than the limit of {limit} bytes"))
    }
}
