//! `StringContains`: whether one text is part of another.

use crate::{
    NodeType, Value,
    builtin::node::{Call, Done, Node, NodeResult},
    node_type::InputSpec,
};

pub(super) fn node() -> Node {
    let spec = NodeType::new("StringContains", "Contains", "utils/string").of_module("comfy_extras.nodes_string");
    let case = InputSpec::new("case_sensitive", "BOOLEAN").default(true);
    let inputs = [InputSpec::lines("string"), InputSpec::lines("substring"), case];
    Node::quick(spec.takes(inputs).gives_named("BOOLEAN", "contains"), contains)
}

fn contains(call: &Call) -> NodeResult {
    let (text, part) = (call.arguments.text("string")?, call.arguments.text("substring")?);
    let contains = match call.arguments.truth("case_sensitive") {
        true => text.contains(part),
        false => text.to_lowercase().contains(&part.to_lowercase()),
    };
    Done::value(Value::Bool(contains))
}
