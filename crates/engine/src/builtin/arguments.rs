//! A node's inputs as it gets them: by name, with the type it asks for.

use super::node::NodeFailure;
use crate::{
    Value,
    node_type::{InputKind, InputSpec},
    python::{convert, text},
};
use serde_json::Value as Json;
use std::sync::Arc;

/// Inputs by name. There are few: a list is searched faster than anything else.
#[derive(Debug, Clone, Default)]
pub(super) struct Arguments(Vec<(Arc<str>, Value)>);

impl Arguments {
    pub(super) fn push(&mut self, name: Arc<str>, value: Value) {
        self.0.push((name, value));
    }

    /// Whatever this input is; nothing where it was left out.
    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|(it, _)| **it == *name).map(|(_, value)| value)
    }

    /// Whatever this input is.
    pub(super) fn value(&self, name: &str) -> &Value {
        self.get(name).unwrap_or(&Value::Null)
    }

    pub(super) fn text(&self, name: &str) -> Result<&str, NodeFailure> {
        match self.value(name) {
            Value::Text(text) => Ok(text),
            other => Err(NodeFailure::wrong_type(name, "str", other)),
        }
    }

    pub(super) fn int(&self, name: &str) -> Result<i64, NodeFailure> {
        match self.value(name) {
            Value::Int(value) => Ok(clamped(*value)),
            Value::Bool(value) => Ok((*value).into()),
            other => Err(NodeFailure::wrong_type(name, "int", other)),
        }
    }

    pub(super) fn float(&self, name: &str) -> Result<f64, NodeFailure> {
        match self.value(name) {
            Value::Float(value) => Ok(*value),
            #[expect(clippy::cast_precision_loss, reason = "so does Python, where an int is used as a float")]
            Value::Int(value) => Ok(*value as f64),
            other => Err(NodeFailure::wrong_type(name, "float", other)),
        }
    }

    /// Whether this input is true, as Python's `if` sees it.
    pub(super) fn truth(&self, name: &str) -> bool {
        match self.value(name) {
            Value::Bool(value) => *value,
            other => convert::bool(&other.to_json()),
        }
    }

    /// How large all of them are together.
    pub(super) fn size(&self) -> u64 {
        self.0.iter().map(|(_, value)| value.size()).sum()
    }
}

/// What a constant becomes for this input. What does not convert was refused before: it stays as it is.
pub(super) fn constant(spec: Option<&InputSpec>, json: &Json) -> Value {
    let kind = spec.map(|spec| &spec.kind);
    let Some(InputKind::Named(kind)) = kind else { return Value::from_json(json) };
    match kind.as_str() {
        "INT" => convert::int(json).map_or_else(|_| Value::from_json(json), Value::int),
        "FLOAT" => convert::float(json).map_or_else(|_| Value::from_json(json), Value::Float),
        "BOOLEAN" => Value::Bool(convert::bool(json)),
        "STRING" => Value::text(text::str(json)),
        _ => Value::from_json(json),
    }
}

fn clamped(number: i128) -> i64 {
    i64::try_from(number).unwrap_or(if number < 0 { i64::MIN } else { i64::MAX })
}
