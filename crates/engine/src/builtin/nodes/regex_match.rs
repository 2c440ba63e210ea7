//! `RegexMatch`: whether a pattern is found. A broken pattern is found nowhere, as ComfyUI has it.

use super::regex_flags;
use crate::{
    NodeType, Value,
    builtin::node::{Call, Done, Node, NodeResult},
    node_type::InputSpec,
    python::regex::{RegexError, search},
};

pub(super) fn node() -> Node {
    let spec = NodeType::new("RegexMatch", "Regex Match", "utils/string").of_module("comfy_extras.nodes_string");
    let spec = spec.takes(["string", "regex_pattern"].map(InputSpec::lines)).takes(regex_flags::inputs());
    Node::quick(spec.gives_named("BOOLEAN", "matches"), matches)
}

fn matches(call: &Call) -> NodeResult {
    let text = call.arguments.text("string")?;
    let found = match regex_flags::pattern(call)?.and_then(|pattern| search(&pattern, text)) {
        Ok(found) => found.is_some(),
        Err(RegexError::Python(_)) => false,
        Err(beyond) => return Err(beyond.into()),
    };
    Done::value(Value::Bool(found))
}
