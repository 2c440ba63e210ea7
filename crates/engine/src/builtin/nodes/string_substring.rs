//! `StringSubstring`: from one character to another; negative numbers count from the end.

use crate::{
    NodeType,
    builtin::node::{Call, Done, Node, NodeResult},
    node_type::InputSpec,
};

pub(super) fn node() -> Node {
    let spec = NodeType::new("StringSubstring", "Substring", "utils/string").of_module("comfy_extras.nodes_string");
    let inputs = [InputSpec::lines("string"), InputSpec::new("start", "INT"), InputSpec::new("end", "INT")];
    Node::quick(spec.takes(inputs).gives("STRING"), substring)
}

fn substring(call: &Call) -> NodeResult {
    let text = call.arguments.text("string")?;
    let count = text.chars().count();
    let (start, end) = (place(call.arguments.int("start")?, count), place(call.arguments.int("end")?, count));
    Done::text(text.chars().skip(start).take(end.saturating_sub(start)).collect::<String>())
}

/// Where an index of Python's is, in a text of so many characters.
fn place(index: i64, count: usize) -> usize {
    let distance = usize::try_from(index.unsigned_abs()).unwrap_or(usize::MAX);
    if index < 0 { count.saturating_sub(distance) } else { distance.min(count) }
}
