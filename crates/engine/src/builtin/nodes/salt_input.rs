//! `SaltInput`, `SaltTextInput`, `SaltFileInput`: what a deployment's caller gives, or the workflow's own value.

use crate::{
    NodeType, Value,
    builtin::node::{Call, Done, Node, NodeFailure, NodeResult},
    inputs::{GivenValue, InputType, decode_asset},
    node_type::InputSpec,
    outbound::{Fetch, OutboundError},
    python::convert,
};
use futures::future::BoxFuture;
use std::sync::Arc;

pub(super) fn nodes() -> [Node; 3] {
    let named = || [InputSpec::line("input_name").default(""), InputSpec::line("input_desc").optional().default("")];
    let value = || InputSpec::new("input_value", "*").hint("widgetType", "STRING").optional().default("");
    let allowed = || InputSpec::line("input_allowed_values").optional().default("");
    let required = || InputSpec::new("user_override_required", "BOOLEAN").optional().default(false);
    let kind = InputSpec::choice("input_type", &InputType::NAMES).default("STRING");
    let any = NodeType::new("SaltInput", "Salt Input", "brine/deployment")
        .about("A value that the deployment's caller may give.")
        .takes(named())
        .takes([kind, value(), allowed(), required()])
        .gives_named("*", "value");
    let text = NodeType::new("SaltTextInput", "Salt Text Input", "brine/deployment")
        .about("A text that the deployment's caller may give.")
        .takes(named())
        .takes([value(), allowed(), required()])
        .gives_named("STRING", "value");
    let file = NodeType::new("SaltFileInput", "Salt File Input", "brine/deployment")
        .about("A file that the deployment's caller may give.")
        .takes(named())
        .takes([value(), required()])
        .gives_named("*", "file");
    [any, text, file].map(|spec| Node::waiting(spec, give))
}

fn give(call: Call) -> BoxFuture<'static, NodeResult> {
    Box::pin(async move {
        match call.context.given.get(&call.node) {
            Some(GivenValue::Value(value)) => Done::value(value.clone()),
            Some(GivenValue::Reference(url)) => {
                let fetch = Fetch::get(url, call.context.limits.value_bytes);
                let answer = call.context.outbound.fetch(fetch).await?;
                if !(200..300).contains(&answer.status) {
                    let message = format!("{url} answered with status {}", answer.status);
                    return Err(NodeFailure::new("HttpError", &message));
                }
                Done::value(Value::Asset(Arc::new(answer.into_asset())))
            }
            None => Done::value(default(&call)?),
        }
    })
}

/// The workflow's own value, in the type that the input has.
fn default(call: &Call) -> Result<Value, NodeFailure> {
    let value = call.arguments.value("input_value");
    let name = call.arguments.value("input_type").to_text();
    let input_type = match (call.arguments.get("input_type"), call.arguments.get("input_allowed_values")) {
        (Some(_), _) => InputType::of(&name).unwrap_or(InputType::String),
        (None, Some(_)) => InputType::String,
        (None, None) => InputType::File,
    };
    let wrong = |why: String| NodeFailure::new("ValueError", &format!("input_value: {why}"));
    Ok(match (input_type, value) {
        (it, Value::Text(text)) if it.is_file() => {
            let none = || "no file was given, and the workflow has none of its own (base64, or a data URL)".to_owned();
            let asset =
                decode_asset(text).map_err(|why| wrong(if text.is_empty() { none() } else { why.to_owned() }))?;
            Value::Asset(Arc::new(asset))
        }
        (it, value) if it.is_file() => value.clone(),
        (InputType::String, value) => Value::text(value.to_text()),
        (InputType::Int | InputType::Seed, value) => Value::int(convert::int(&value.to_json()).map_err(wrong)?),
        (InputType::Float, value) => Value::Float(convert::float(&value.to_json()).map_err(wrong)?),
        // A form's "false" is a text, and means no.
        (_, Value::Text(text)) => {
            Value::Bool(!matches!(text.to_lowercase().as_str(), "" | "false" | "0" | "no" | "off"))
        }
        (_, value) => Value::Bool(convert::bool(&value.to_json())),
    })
}

impl From<OutboundError> for NodeFailure {
    fn from(error: OutboundError) -> Self {
        let kind = match error {
            OutboundError::Refused(_) => "AddressRefused",
            OutboundError::TooLarge { .. } => "SizeLimit",
            OutboundError::Failed(_) => "HttpError",
        };
        Self::new(kind, &error.to_string())
    }
}
