//! `JsonQuery`: picks from and reshapes JSON, in the jq language (`jaq`).
//!
//! jaq has no limits of its own. Every term of a query, and of jaq's own definitions, is metered instead
//! ([`mod@metered`]): steps, the size of what is made, and the depth of recursion.

mod meter;
mod metered;
mod program;

use crate::{
    Limits, NodeType, Value,
    builtin::{
        big_stack,
        node::{Call, Done, Node, NodeFailure, NodeResult},
    },
    node_type::InputSpec,
    python::text,
};
use program::QueryError;
use serde_json::Value as Json;
use std::sync::Arc;

pub(super) fn node() -> Node {
    let spec = NodeType::new("JsonQuery", "JSON Query", "brine/json")
        .about("Runs a jq query on JSON: on a text of it, or on a value.")
        .takes([
            InputSpec::new("json", "*"),
            InputSpec::lines("query").default("."),
            InputSpec::choice("results", &["First", "All"]).optional().default("First"),
        ])
        .gives_named("*", "result");
    Node::heavy(spec, query).checked(check)
}

fn check(input: &str, value: &Json, _: &Limits) -> Result<(), String> {
    if input != "query" {
        return Ok(());
    }
    let query = text::str(value);
    let checked = big_stack::run(|| program::check(&query));
    checked.map_err(|failure| failure.message)?.map_err(|error| error.to_string())
}

fn query(call: &Call) -> NodeResult {
    let json = match call.arguments.value("json") {
        Value::Text(text) => text.to_string(),
        other => other.to_json().to_string(),
    };
    let query = call.arguments.text("query")?;
    let most = if call.arguments.text("results")? == "All" { usize::MAX } else { 1 };
    let (limits, stop) = (&call.context.limits, call.stop.clone());
    let results = big_stack::run(|| program::run(query, &json, most, limits, stop))?;
    let mut results = results.map_err(|error| failed(&error))?;
    Done::value(match most {
        1 => results.pop().map_or(Value::Null, |first| Value::from_json(&first)),
        _ => Value::Json(Arc::new(Json::Array(results))),
    })
}

fn failed(error: &QueryError) -> NodeFailure {
    let kind = match error {
        QueryError::Steps => "StepLimit",
        QueryError::Query(_) | QueryError::Json(_) | QueryError::Failed(_) => "QueryError",
    };
    NodeFailure::new(kind, &error.to_string())
}
