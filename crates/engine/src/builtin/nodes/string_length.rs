//! `StringLength`: how many characters (code points) a text has.

use crate::{
    NodeType, Value,
    builtin::node::{Call, Done, Node, NodeResult},
    node_type::InputSpec,
};

pub(super) fn node() -> Node {
    let spec = NodeType::new("StringLength", "Length", "utils/string").of_module("comfy_extras.nodes_string");
    Node::quick(spec.takes([InputSpec::lines("string")]).gives_named("INT", "length"), length)
}

fn length(call: &Call) -> NodeResult {
    let count = call.arguments.text("string")?.chars().count();
    Done::value(Value::int(i128::try_from(count).unwrap_or(i128::MAX)))
}
