//! `SaltOutput`: what a deployment gives its caller.

use crate::{
    NodeType, Value,
    builtin::node::{Call, Done, Node, NodeResult},
    node_type::InputSpec,
};
use serde_json::{Map, json};

const TYPES: [&str; 10] = ["PNG", "JPEG", "GIF", "WEBP", "AVI", "MP4", "WEBM", "MP3", "WAV", "STRING"];

pub(super) fn node() -> Node {
    let spec = NodeType::new("SaltOutput", "Salt Output", "brine/deployment")
        .about("A value that the deployment gives its caller.")
        .takes([
            InputSpec::line("output_name").default(""),
            InputSpec::line("output_desc").optional().default(""),
            InputSpec::choice("output_type", &TYPES).default("STRING"),
            InputSpec::new("output_data", "*"),
        ])
        .output();
    Node::quick(spec, give)
}

fn give(call: &Call) -> NodeResult {
    let data = call.arguments.value("output_data");
    let kind = call.arguments.text("output_type")?;
    let description = call.arguments.value("output_desc").to_text();
    let name = match call.arguments.text("output_name")?.trim() {
        "" => call.node.as_str(),
        _ => call.arguments.text("output_name")?,
    };
    let value = match (kind, data) {
        ("STRING", Value::Asset(_)) | (_, Value::Asset(_) | Value::Json(_)) => data.clone(),
        ("STRING", data) => Value::text(data.to_text()),
        (_, data) => data.clone(),
    };
    // Files are not shown inside JSON: whoever runs the graph has them from the outcome.
    let output = if matches!(value, Value::Asset(_)) { json!(value.to_text()) } else { value.to_json() };
    let metadata = json!({
        "salt_id": name, "salt_description": description, "salt_file_extension": kind.to_lowercase(),
    });
    let shown =
        Map::from_iter([("salt_metadata".to_owned(), json!([metadata])), ("salt_output".to_owned(), json!([output]))]);
    Ok(Done { result: Some((Some(name.to_owned()), value)), shown: Some(shown), ..Done::default() })
}
