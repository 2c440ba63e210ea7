//! What a finished run gave, out of its entry in the history.

use super::{
    answer::{FileRef, History},
    server::{Server, ServerError},
};
use crate::{NodeId, RunOrder, RunOutputs, Value, outputs::OutputNames};
use serde_json::{Map, Value as Json};
use std::sync::Arc;

/// Fetches all outputs that are not hidden, in the order of the graph.
pub(super) async fn fetch(
    server: &Server,
    order: &RunOrder,
    history: &History,
    limit: u64,
) -> Result<RunOutputs, ServerError> {
    let mut outputs = RunOutputs::default();
    let names = OutputNames::of(&order.graph);
    let mut shown: Vec<(&NodeId, &Map<String, Json>)> = history.outputs.iter().collect();
    // Nodes that the server made up itself come last.
    shown.sort_by_key(|(node, _)| order.graph.place(node).unwrap_or(usize::MAX));
    for (node, shown) in shown.into_iter().filter(|(node, _)| !order.hidden_outputs.contains(*node)) {
        let Some(name) = names.of_node(node) else { continue };
        for given in given(shown) {
            let value = match given {
                Given::File(file) => Value::Asset(Arc::new(server.view(&file).await?)),
                Given::Value(value) => Value::from_json(value),
            };
            outputs.add(&name, value);
            if outputs.size() > limit {
                return Err(ServerError::TooLarge(limit));
            }
        }
    }
    Ok(outputs)
}

/// One thing that a node gives.
enum Given<'a> {
    File(FileRef),
    Value(&'a Json),
}

/// What of all that a node shows is its result: what Salt's nodes say it is, else texts, and files under whatever name.
fn given(shown: &Map<String, Json>) -> Vec<Given<'_>> {
    if let Some(salt) = shown.get("salt_output") {
        return items(salt).map(|value| file(value).map_or(Given::Value(value), Given::File)).collect();
    }
    let of_member = |(name, list): (&String, _)| {
        let is_text = name == "text";
        items(list).filter_map(move |value| match file(value) {
            Some(file) => Some(Given::File(file)),
            None => is_text.then_some(Given::Value(value)),
        })
    };
    shown.iter().flat_map(of_member).collect()
}

fn items(list: &Json) -> impl Iterator<Item = &Json> {
    list.as_array().into_iter().flatten()
}

/// The file that a value names; an object that merely has a name is none.
fn file(value: &Json) -> Option<FileRef> {
    let is_kept = || matches!(value["type"].as_str(), Some("output" | "temp" | "input"));
    serde_json::from_value(value.clone()).ok().filter(|_: &FileRef| is_kept())
}
