//! What ComfyUI makes of a constant before it gives it to a node: `int(…)`, `float(…)`, `str(…)`, `bool(…)`.

use super::{number, text};
use serde_json::Value as Json;

/// `int` of a JSON value, or Python's words why not.
pub(crate) fn int(json: &Json) -> Result<i128, String> {
    match json {
        Json::Bool(value) => Ok((*value).into()),
        Json::Number(value) => Ok(whole(value)),
        Json::String(value) => number::parse_int(value)
            .ok_or_else(|| format!("invalid literal for int() with base 10: {}", text::quoted(value))),
        other => Err(format!(
            "int() argument must be a string, a bytes-like object or a real number, not '{}'",
            python_type(other)
        )),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "cutting the fraction off is what `int` does; the cast saturates")]
fn whole(value: &serde_json::Number) -> i128 {
    let exact = value.as_i64().map(i128::from).or(value.as_u64().map(i128::from));
    exact.unwrap_or_else(|| value.as_f64().unwrap_or_default() as i128)
}

/// `float` of a JSON value, or Python's words why not.
pub(crate) fn float(json: &Json) -> Result<f64, String> {
    match json {
        Json::Bool(value) => Ok(f64::from(u8::from(*value))),
        Json::Number(value) => Ok(value.as_f64().unwrap_or(f64::NAN)),
        Json::String(value) => number::parse_float(value)
            .ok_or_else(|| format!("could not convert string to float: {}", text::quoted(value))),
        other => Err(format!("float() argument must be a string or a real number, not '{}'", python_type(other))),
    }
}

/// `bool` of a JSON value: any text but the empty one is true, `"false"` too.
pub(crate) fn bool(json: &Json) -> bool {
    match json {
        Json::Null => false,
        Json::Bool(value) => *value,
        Json::Number(value) => value.as_f64() != Some(0.0),
        Json::String(value) => !value.is_empty(),
        Json::Array(items) => !items.is_empty(),
        Json::Object(members) => !members.is_empty(),
    }
}

/// What Python calls the type of a JSON value.
pub(crate) fn python_type(json: &Json) -> &'static str {
    match json {
        Json::Null => "NoneType",
        Json::Bool(_) => "bool",
        Json::Number(value) if value.is_f64() => "float",
        Json::Number(_) => "int",
        Json::String(_) => "str",
        Json::Array(_) => "list",
        Json::Object(_) => "dict",
    }
}
