//! What a finished run gave, out of its entry in the history.

use super::{
    answer::{FileRef, History},
    server::{Server, ServerError},
};
use crate::{NodeId, RunOrder, RunOutputs, Value, inputs::declared_outputs};
use serde_json::{Map, Value as Json};
use std::sync::Arc;

/// The members in which nodes show files.
const FILES: [&str; 5] = ["images", "gifs", "audio", "video", "files"];

/// Fetches all outputs that are not hidden: `SaltOutput`s by name, files of other output nodes by node id.
pub(super) async fn fetch(
    server: &Server,
    order: &RunOrder,
    history: &History,
    limit: u64,
) -> Result<RunOutputs, ServerError> {
    let mut outputs = RunOutputs::default();
    for (node, shown) in &history.outputs {
        if order.hidden_outputs.contains(node) {
            continue;
        }
        let lists = |names: &[&str]| -> Vec<Json> {
            names.iter().filter_map(|name| shown.get(*name)?.as_array()).flatten().cloned().collect()
        };
        let (name, values) = match shown.contains_key("salt_output") {
            true => (salt_name(order, node, shown), lists(&["salt_output"])),
            false => (node.to_string(), lists(&FILES)),
        };
        for value in values {
            outputs.add(&name, value_of(server, &value).await?);
            if outputs.size() > limit {
                return Err(ServerError::TooLarge(limit));
            }
        }
    }
    Ok(outputs)
}

/// The output's name in the graph; what the server calls it where the graph has none.
fn salt_name(order: &RunOrder, node: &NodeId, shown: &Map<String, Json>) -> String {
    let declared = declared_outputs(&order.graph).into_iter().find(|(id, _)| id == node).map(|(_, name)| name);
    let told = || shown.get("salt_metadata")?[0]["salt_id"].as_str().map(str::to_owned);
    declared.or_else(told).unwrap_or_else(|| node.to_string())
}

async fn value_of(server: &Server, value: &Json) -> Result<Value, ServerError> {
    match serde_json::from_value::<FileRef>(value.clone()) {
        Ok(file) => Ok(Value::Asset(Arc::new(server.view(&file).await?))),
        Err(_) => Ok(Value::from_json(value)),
    }
}
