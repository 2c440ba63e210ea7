//! The problems that can be found at one input.

use super::Problem;
use crate::node_type::{InputKind, InputSpec};
use serde_json::{Value as Json, json};

/// How a node was come to: none for an output, else the input that is linked to it, and the link.
pub(super) type Way<'a> = Option<(&'a InputSpec, Json)>;

/// Whether what one type gives fits what an input takes: one name in common, or anything goes.
fn fits(given: &str, taken: &InputKind) -> bool {
    let InputKind::Named(taken) = taken else { return matches!(given, "*" | "COMBO" | "STRING") };
    let names = |text: &'_ str| text.split(',').map(|name| name.trim().to_owned()).collect::<Vec<_>>();
    let taken = names(taken);
    given == "*" || taken.iter().any(|name| name == "*") || names(given).iter().any(|name| taken.contains(name))
}

/// What a link gives is not what the input takes.
pub(super) fn mismatch(spec: &InputSpec, given: &str, link: &Json) -> Option<Problem> {
    if fits(given, &spec.kind) {
        return None;
    }
    let details = format!("{}, received_type({given}) mismatch input_type({})", spec.name, spec.type_text());
    let extra = json!({
        "input_name": spec.name, "input_config": spec.config(), "received_type": given, "linked_node": link,
    });
    Some(Problem::new("return_type_mismatch", "Return type mismatch between linked nodes", details).with(extra))
}

/// A required input is not there.
pub(super) fn missing(spec: &InputSpec) -> Problem {
    let extra = json!({ "input_name": spec.name });
    Problem::new("required_input_missing", "Required input is missing", spec.name.as_str()).with(extra)
}

/// A list is no link.
pub(super) fn malformed(spec: &InputSpec, value: &Json) -> Problem {
    let message = "Bad linked input, must be a length-2 list of [node_id, slot_index]";
    let extra = json!({ "input_name": spec.name, "input_config": spec.config(), "received_value": value });
    Problem::new("bad_linked_input", message, spec.name.as_str()).with(extra)
}

/// The engine's own check found something.
pub(super) fn custom_failed(spec: &InputSpec, words: &str) -> Problem {
    let details = format!("{} - {words}", spec.name);
    let extra = json!({ "input_name": spec.name });
    Problem::new("custom_validation_failed", "Custom validation failed for node", details).with(extra)
}

/// ComfyUI lets Python's exception speak; where it lands depends on how the node was come to.
pub(super) fn exception(way: &Way<'_>, kind: &str, words: &str) -> Problem {
    match way {
        None => Problem::new("exception_during_validation", "Exception when validating node", words)
            .with(json!({ "exception_type": kind })),
        Some((spec, link)) => {
            let extra = json!({
                "input_name": spec.name, "input_config": spec.config(), "exception_message": words,
                "exception_type": kind, "linked_node": link,
            });
            Problem::new("exception_during_inner_validation", "Exception when validating inner node", words).with(extra)
        }
    }
}
