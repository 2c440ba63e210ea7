//! Reads what a caller sent, and says all that is wrong with it.

use super::{DeclaredInput, Given, GivenValue, InputProblem, InputType, asset, declared_inputs};
use crate::{ApiGraph, NodeId, Value};
use serde_json::{Map, Value as Json};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// What was given, and what is wrong.
pub(super) fn read(graph: &ApiGraph, hidden: &BTreeSet<NodeId>, body: &Json) -> (Given, Vec<InputProblem>) {
    let declared = declared_inputs(graph);
    let mut reading = Reading { declared: &declared, hidden, given: BTreeMap::new(), problems: Vec::new() };
    match (body.as_object(), body.get("workflow_input")) {
        (None, _) => reading.problem(None, "The request's body must be an object with the field 'workflow_input'"),
        (_, Some(Json::Object(sent))) => reading.all(sent),
        (_, Some(_)) => reading.problem(None, "Field 'workflow_input' must be an object"),
        (_, None) => reading.problem(None, "Missing required field 'workflow_input'"),
    }
    (Given(reading.given), reading.problems)
}

struct Reading<'a> {
    declared: &'a [DeclaredInput],
    hidden: &'a BTreeSet<NodeId>,
    given: BTreeMap<NodeId, GivenValue>,
    problems: Vec<InputProblem>,
}

impl Reading<'_> {
    /// Something that is about no input of the graph alone.
    fn problem(&mut self, input: Option<&str>, message: impl Into<String>) {
        let message = message.into();
        self.problems.push(InputProblem {
            input: input.map(str::to_owned),
            node: None,
            fault: message.clone(),
            message,
        });
    }

    /// Something that is wrong with one input, which was sent as `key`.
    fn fault(&mut self, key: &str, input: &DeclaredInput, fault: impl Into<String>) {
        let fault = fault.into();
        self.problems.push(InputProblem {
            input: Some(key.to_owned()),
            node: Some(input.node.clone()),
            message: format!("Input '{key}' {fault}"),
            fault,
        });
    }

    fn all(&mut self, sent: &Map<String, Json>) {
        let mut meant = BTreeSet::new();
        for (key, value) in sent {
            let named = self.named(key);
            meant.extend(named.iter().map(|input| input.node.clone()));
            match named.as_slice() {
                [] => self.problem(Some(key), format!("Unknown input '{key}'")),
                [input] => self.one(key, input, value),
                _ => self.problem(
                    Some(key),
                    format!("Input '{key}' is ambiguous: several inputs have this name; use the node id"),
                ),
            }
        }
        let declared = self.declared;
        for input in declared.iter().filter(|input| input.required && !self.hidden.contains(&input.node)) {
            // Not by its id or name: a key that is its id may mean another input, whose name that is.
            if !meant.contains(&input.node) {
                self.problems.push(InputProblem {
                    input: Some(input.name.clone()),
                    node: Some(input.node.clone()),
                    message: format!("Missing required input '{}'", input.name),
                    fault: "is required".to_owned(),
                });
            }
        }
    }

    /// The inputs that a caller may mean. A node's id is one input for certain; a name may be several.
    fn named(&self, key: &str) -> Vec<DeclaredInput> {
        let named: Vec<_> = self.declared.iter().filter(|input| input.name == key).cloned().collect();
        let by_id = self.declared.iter().find(|input| input.node.as_str() == key);
        match by_id {
            Some(input) if named.len() != 1 => vec![input.clone()],
            _ => named,
        }
    }

    fn one(&mut self, key: &str, input: &DeclaredInput, sent: &Json) {
        if self.hidden.contains(&input.node) {
            return self.fault(key, input, "is hidden and cannot be set");
        }
        match value(input, sent) {
            Err(fault) => self.fault(key, input, fault),
            Ok(value) => {
                if self.given.insert(input.node.clone(), value).is_some() {
                    self.fault(key, input, "is given twice, by name and by node id");
                }
            }
        }
    }
}

/// The value of `{"value":…,"value_type":…}` for this input, or what is wrong with it.
fn value(input: &DeclaredInput, sent: &Json) -> Result<GivenValue, String> {
    let Some(members) = sent.as_object() else {
        return Err("must be an object with the fields 'value' and 'value_type'".to_owned());
    };
    let Some(value) = members.get("value") else { return Err("is missing the required field 'value'".to_owned()) };
    let value_type = members.get("value_type").map_or(Some("RAW"), Json::as_str);
    let is_file = input.input_type.is_file();
    match value_type {
        Some("RAW") if is_file => Err("is a file: send it as ASSET (base64) or REFERENCE (url)".to_owned()),
        Some("RAW") => raw(input, value).map(GivenValue::Value),
        Some("REFERENCE" | "ASSET") if !is_file => Err("is no file: send it as RAW".to_owned()),
        Some("REFERENCE") => reference(value).map(GivenValue::Reference),
        Some("ASSET") => {
            let text = value.as_str().ok_or("must be base64 text")?;
            let asset = asset::decode(text).map_err(|why| format!("is no base64 asset: {why}"))?;
            Ok(GivenValue::Value(Value::Asset(Arc::new(asset))))
        }
        _ => Err("has an unknown 'value_type': it is RAW, REFERENCE or ASSET".to_owned()),
    }
}

fn reference(value: &Json) -> Result<String, String> {
    let url = value.get("url").unwrap_or(value).as_str().ok_or("must be {\"url\":\"…\"}")?;
    if crate::outbound::is_http_url(url) {
        return Ok(url.to_owned());
    }
    Err("must be an http or https URL".to_owned())
}

fn raw(input: &DeclaredInput, value: &Json) -> Result<Value, String> {
    let fits = match input.input_type {
        InputType::String => value.is_string(),
        InputType::Float => value.is_number(),
        // As far as ComfyUI's seeds go: to 2^64-1.
        InputType::Int => value.is_i64() || value.is_u64(),
        InputType::Seed => value.is_u64(),
        InputType::Boolean => value.is_boolean(),
        InputType::Image | InputType::Mask | InputType::File => false,
    };
    if !fits {
        return Err(match input.input_type {
            InputType::String => "must be a string",
            InputType::Float => "must be a number",
            InputType::Int => "must be an integer from -9223372036854775808 to 18446744073709551615",
            InputType::Seed => "must be an integer from 0 to 18446744073709551615",
            _ => "must be true or false",
        }
        .to_owned());
    }
    let value = match (input.input_type, value.as_f64()) {
        (InputType::Float, Some(number)) => Value::Float(number),
        _ => Value::from_json(value),
    };
    let texts = [value.to_text().into_owned(), value.to_json().to_string()];
    let is_meant = |option: &String| match value {
        // `2` and `2.0` are one number, however it is written.
        Value::Float(number) => option.trim().parse() == Ok(number),
        _ => texts.contains(option),
    };
    if input.allowed.is_empty() || input.allowed.iter().any(is_meant) {
        return Ok(value);
    }
    Err(format!("must be one of: {}", input.allowed.join(", ")))
}
