//! The four inputs `a` to `d` of nodes that run a text of the graph's author: templates and scripts.

use crate::{builtin::node::Call, node_type::InputSpec};
use serde_json::{Map, Value as Json};

const NAMES: [&str; 4] = ["a", "b", "c", "d"];

/// How long a text of the author's may be that is compiled.
const MAX_BYTES: usize = 64 * 1024;

/// Says that a text is too long to be compiled.
pub(super) fn check_length(text: &str) -> Result<(), String> {
    if text.len() > MAX_BYTES { Err(format!("at most {MAX_BYTES} bytes")) } else { Ok(()) }
}

/// The inputs; each may be anything.
pub(super) fn inputs() -> [InputSpec; 4] {
    NAMES.map(|name| InputSpec::new(name, "*").optional())
}

/// Their values by name; null where nothing is given. Files come as `{"media_type", "base64"}`.
pub(super) fn values(call: &Call) -> Map<String, Json> {
    NAMES.iter().map(|name| ((*name).to_owned(), call.arguments.value(name).to_json())).collect()
}
