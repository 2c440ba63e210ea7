//! `StringCompare`: whether two texts are the same, or one begins or ends with the other.

use crate::{
    NodeType, Value,
    builtin::node::{Call, Done, Node, NodeResult},
    node_type::InputSpec,
};

pub(super) fn node() -> Node {
    let spec = NodeType::new("StringCompare", "Compare", "utils/string").of_module("comfy_extras.nodes_string");
    let mode = InputSpec::combo("mode", &["Starts With", "Ends With", "Equal"]);
    let case = InputSpec::new("case_sensitive", "BOOLEAN").default(true);
    let inputs = [InputSpec::lines("string_a"), InputSpec::lines("string_b"), mode, case];
    Node::quick(spec.takes(inputs).gives("BOOLEAN"), compare)
}

fn compare(call: &Call) -> NodeResult {
    let (mut a, mut b) = (call.arguments.text("string_a")?.to_owned(), call.arguments.text("string_b")?.to_owned());
    if !call.arguments.truth("case_sensitive") {
        (a, b) = (a.to_lowercase(), b.to_lowercase());
    }
    Done::value(match &*call.arguments.value("mode").to_text() {
        "Equal" => Value::Bool(a == b),
        "Starts With" => Value::Bool(a.starts_with(&b)),
        "Ends With" => Value::Bool(a.ends_with(&b)),
        // As with every combo: another mode gives nothing.
        _ => Value::Null,
    })
}
