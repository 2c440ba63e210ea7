//! What an execution was given, on the wire.

use serde_json::{Map, Value, json};

/// How long a value may be that is sent with the rest, as JSON.
const SHORT_BYTES: usize = 4 * 1_024;

/// The inputs as they were sent, but for long values: in their place stands how long they are. Nothing has to be
/// kept back: what is hidden cannot be given.
pub(super) fn inputs_json(given: Value) -> Map<String, Value> {
    let Value::Object(given) = given else { return Map::new() };
    given.into_iter().map(|(name, input)| (name, shortened(input))).collect()
}

fn shortened(mut input: Value) -> Value {
    let length = input.get("value").map_or(0, |value| value.to_string().len());
    if let Some(members) = input.as_object_mut()
        && length > SHORT_BYTES
    {
        members.insert("value".to_owned(), Value::Null);
        members.insert("value_bytes".to_owned(), json!(length));
    }
    input
}
