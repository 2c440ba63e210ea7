//! `StringReplace`: one text for another, wherever it is found.

use crate::{
    NodeType,
    builtin::{
        bounded_text::BoundedText,
        node::{Call, Done, Node, NodeResult},
    },
    node_type::InputSpec,
};

pub(super) fn node() -> Node {
    let spec = NodeType::new("StringReplace", "Replace", "utils/string").of_module("comfy_extras.nodes_string");
    let inputs = ["string", "find", "replace"].map(InputSpec::lines);
    Node::quick(spec.takes(inputs).gives("STRING"), replace)
}

fn replace(call: &Call) -> NodeResult {
    let (text, by) = (call.arguments.text("string")?, call.arguments.text("replace")?);
    let mut replaced = BoundedText::new(call.context.limits.value_bytes);
    let mut rest = 0;
    // An empty text is found before every character and at the end, as in Python.
    for (at, found) in text.match_indices(call.arguments.text("find")?) {
        replaced.push(&text[rest..at])?;
        replaced.push(by)?;
        rest = at + found.len();
    }
    replaced.push(&text[rest..])?;
    Done::text(replaced.finish())
}
