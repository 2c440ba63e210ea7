//! `StringTrim`: takes white space off a text's ends.

use crate::{
    NodeType,
    builtin::node::{Call, Done, Node, NodeResult},
    node_type::InputSpec,
    python::space::{is_space, strip},
};

pub(super) fn node() -> Node {
    let spec = NodeType::new("StringTrim", "Trim", "utils/string").of_module("comfy_extras.nodes_string");
    let mode = InputSpec::combo("mode", &["Both", "Left", "Right"]);
    Node::quick(spec.takes([InputSpec::lines("string"), mode]).gives("STRING"), trim)
}

fn trim(call: &Call) -> NodeResult {
    let text = call.arguments.text("string")?;
    Done::text(match &*call.arguments.value("mode").to_text() {
        "Both" => strip(text),
        "Left" => text.trim_start_matches(is_space),
        "Right" => text.trim_end_matches(is_space),
        // As with every combo: another mode does nothing.
        _ => text,
    })
}
