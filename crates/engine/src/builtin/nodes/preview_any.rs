//! `PreviewAny`: shows a value as text at its node.

use crate::{
    NodeType, Value,
    builtin::node::{Call, Done, Node, NodeResult},
    node_type::InputSpec,
    python::text,
};
use serde_json::{Map, json};

pub(super) fn node() -> Node {
    let spec = NodeType::new("PreviewAny", "Preview as Text", "utils").of_module("comfy_extras.nodes_preview_any");
    Node::quick(spec.takes([InputSpec::new("source", "*")]).output(), preview)
}

fn preview(call: &Call) -> NodeResult {
    let text = match call.arguments.value("source") {
        Value::Json(json) => text::dumps(json).into(),
        other => other.to_text(),
    };
    let shown = Map::from_iter([("text".to_owned(), json!([text]))]);
    Ok(Done { shown: Some(shown), result: Some((None, Value::text(text))), ..Done::default() })
}
