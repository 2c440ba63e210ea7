//! Checks one constant against what its input takes.

use super::Problem;
use crate::{
    node_type::{InputKind, InputSpec},
    python::{
        convert,
        number::float_text,
        text::{self, quoted},
    },
};
use serde_json::{Value as Json, json};

/// What is wrong with this constant, if anything.
pub(super) fn check(spec: &InputSpec, value: &Json) -> Option<Problem> {
    match &spec.kind {
        InputKind::Named(kind) if kind == "INT" => match convert::int(value) {
            Err(why) => Some(not_converted(spec, kind, value, &why)),
            Ok(number) => {
                let below = spec.min.is_some_and(|min| number < min.into());
                let above = spec.max.is_some_and(|max| number > max.into());
                let shown = if value.is_u64() || value.is_i64() { value.clone() } else { json!(clamped(number)) };
                out_of_bounds(spec, &number.to_string(), &shown, below, above)
            }
        },
        InputKind::Named(kind) if kind == "FLOAT" => match convert::float(value) {
            Err(why) => Some(not_converted(spec, kind, value, &why)),
            Ok(number) => {
                #[expect(clippy::cast_precision_loss, reason = "Python compares exactly; bounds beyond 2^53 are ±2^63")]
                let (below, above) =
                    (spec.min.is_some_and(|min| number < min as f64), spec.max.is_some_and(|max| number > max as f64));
                out_of_bounds(spec, &float_text(number), &json!(number), below, above)
            }
        },
        InputKind::Named(_) => None,
        InputKind::Choice(options) if value.as_str().is_some_and(|value| options.iter().any(|it| it == value)) => None,
        InputKind::Choice(options) => {
            let list = options.iter().map(|option| quoted(option)).collect::<Vec<_>>().join(", ");
            let details = format!("{}: '{}' not in [{list}]", spec.name, text::str(value));
            Some(Problem::new("value_not_in_list", "Value not in list", details).with(extra(spec, value)))
        }
    }
}

fn out_of_bounds(spec: &InputSpec, text: &str, received: &Json, below: bool, above: bool) -> Option<Problem> {
    let (code, words, bound) = match (below, above) {
        (true, _) => ("value_smaller_than_min", "smaller than min", spec.min),
        (_, true) => ("value_bigger_than_max", "bigger than max", spec.max),
        _ => return None,
    };
    let message = format!("Value {text} {words} of {}", bound.unwrap_or_default());
    Some(Problem::new(code, message, spec.name.as_str()).with(extra(spec, received)))
}

fn not_converted(spec: &InputSpec, kind: &str, value: &Json, why: &str) -> Problem {
    let details = format!("{}, {}, {why}", spec.name, text::str(value));
    let mut info = extra(spec, value);
    info["exception_message"] = json!(why);
    Problem::new("invalid_input_type", format!("Failed to convert an input value to a {kind} value"), details)
        .with(info)
}

fn extra(spec: &InputSpec, received: &Json) -> Json {
    json!({ "input_name": spec.name, "input_config": spec.config(), "received_value": received })
}

fn clamped(number: i128) -> i64 {
    i64::try_from(number).unwrap_or(if number < 0 { i64::MIN } else { i64::MAX })
}
