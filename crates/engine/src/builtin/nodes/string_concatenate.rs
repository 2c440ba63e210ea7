//! `StringConcatenate`: two texts, and a third between them.

use crate::{
    NodeType,
    builtin::{
        bounded_text::BoundedText,
        node::{Call, Done, Node, NodeResult},
    },
    node_type::InputSpec,
};

pub(super) fn node() -> Node {
    let spec = NodeType::new("StringConcatenate", "Concatenate", "utils/string").of_module("comfy_extras.nodes_string");
    let inputs = [InputSpec::lines("string_a"), InputSpec::lines("string_b"), InputSpec::line("delimiter").default("")];
    Node::quick(spec.takes(inputs).gives("STRING"), concatenate)
}

fn concatenate(call: &Call) -> NodeResult {
    let mut text = BoundedText::new(call.context.limits.value_bytes);
    for input in ["string_a", "delimiter", "string_b"] {
        text.push(call.arguments.text(input)?)?;
    }
    Done::text(text.finish())
}
