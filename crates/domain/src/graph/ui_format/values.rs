//! What was typed into a node's fields, with the fields' names where they can be told.

use super::node::is_linked;
use crate::graph::json::Json;

/// What the editor keeps beside a seed and has no input for.
const SEED_CONTROLS: [&str; 4] = ["fixed", "increment", "decrement", "randomize"];

/// Name and short text of each value. The names are empty where the text gives values without names, and
/// left out is what comes by a link.
pub(super) fn values(node: &Json, inputs: &[Json]) -> Vec<(String, String)> {
    let linked: Vec<&str> = inputs.iter().filter(|input| is_linked(input)).filter_map(field).collect();
    let named = node.get("widgets_values_named").or(node.get("widgets_values"));
    if let Some(Json::Object(named)) = named {
        let typed = named.iter().filter(|(name, _)| !linked.contains(&name.as_str()));
        return typed.map(|(name, value)| (name.clone(), value.short())).collect();
    }
    let typed = node.get("widgets_values").and_then(Json::as_array).unwrap_or_default();
    let fields: Vec<&str> = inputs.iter().filter_map(field).collect();
    let controls = fields.len() < typed.len();
    let typed: Vec<&Json> = typed
        .iter()
        .filter(|value| !(controls && value.as_str().is_some_and(|it| SEED_CONTROLS.contains(&it))))
        .collect();
    // Names that may be those of other values are worse than none.
    if fields.len() != typed.len() {
        let said = typed.into_iter().map(Json::short).filter(|text| !text.is_empty() && text != "null");
        return said.map(|text| (String::new(), text)).collect();
    }
    let pairs = fields.into_iter().zip(typed).filter(|(name, _)| !linked.contains(name));
    pairs.map(|(name, value)| (name.to_owned(), value.short())).collect()
}

/// The field that an input is typed into.
fn field(input: &Json) -> Option<&str> {
    input.get("widget")?.get("name")?.as_str()
}
