//! `PrimitiveString`, `PrimitiveInt` …: one value, as it is.

use crate::{
    NodeType,
    builtin::node::{Call, Done, Node, NodeResult},
    node_type::InputSpec,
};

const MODULE: &str = "comfy_extras.nodes_primitive";

pub(super) fn nodes() -> Vec<Node> {
    let whole = InputSpec::new("value", "INT").between(-i64::MAX, i64::MAX).hint("control_after_generate", true);
    let float = InputSpec::new("value", "FLOAT").between(-i64::MAX, i64::MAX);
    [
        ("PrimitiveString", "String", InputSpec::line("value"), "STRING"),
        ("PrimitiveStringMultiline", "String (Multiline)", InputSpec::lines("value"), "STRING"),
        ("PrimitiveInt", "Int", whole, "INT"),
        ("PrimitiveFloat", "Float", float, "FLOAT"),
        ("PrimitiveBoolean", "Boolean", InputSpec::new("value", "BOOLEAN"), "BOOLEAN"),
    ]
    .into_iter()
    .map(|(name, shown, input, kind)| {
        Node::quick(NodeType::new(name, shown, "utils/primitive").takes([input]).gives(kind).of_module(MODULE), pass)
    })
    .collect()
}

fn pass(call: &Call) -> NodeResult {
    Done::value(call.arguments.value("value").clone())
}
