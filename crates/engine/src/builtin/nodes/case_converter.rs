//! `CaseConverter`: upper case, lower case, a capital at the start, or at the start of every word.

use crate::{
    NodeType,
    builtin::node::{Call, Done, Node, NodeResult},
    node_type::InputSpec,
    python::case,
};

pub(super) fn node() -> Node {
    let spec = NodeType::new("CaseConverter", "Case Converter", "utils/string").of_module("comfy_extras.nodes_string");
    let mode = InputSpec::combo("mode", &["UPPERCASE", "lowercase", "Capitalize", "Title Case"]);
    Node::quick(spec.takes([InputSpec::lines("string"), mode]).gives("STRING"), convert)
}

fn convert(call: &Call) -> NodeResult {
    let text = call.arguments.text("string")?;
    Done::text(match &*call.arguments.value("mode").to_text() {
        "UPPERCASE" => text.to_uppercase(),
        "lowercase" => text.to_lowercase(),
        "Capitalize" => case::capitalize(text),
        "Title Case" => case::title(text),
        // ComfyUI checks no value of a combo, and leaves the text alone here.
        _ => text.to_owned(),
    })
}
