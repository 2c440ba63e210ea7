//! The body of a request to run: nothing hidden, unknown or of another type is accepted, and nothing required is missing.
//!
//! What is accepted is looked at here in words of its own, not with the reader's.

use crate::sample;
use arbitrary::{Result, Unstructured};
use engine::{ApiGraph, Given, NodeId, Value, inputs::GivenValue};
use serde_json::{Map, Number, Value as Json, json};
use std::collections::BTreeSet;

/// Names that may be another node's id.
const NAMES: [&str; 6] = ["name", "1", "2", "3", "", "tone"];
const IDS: [&str; 5] = ["1", "2", "3", "4", "name"];
const TYPES: [&str; 9] = ["STRING", "FLOAT", "INT", "BOOLEAN", "IMAGE", "MASK", "SEED", "FILE", "?"];

/// A graph, which of its nodes are hidden, and what somebody sends.
#[derive(Debug)]
struct Case {
    graph: ApiGraph,
    hidden: BTreeSet<NodeId>,
    body: Json,
}

/// Reads a request: `{"graph":…,"hidden":[…],"body":…}`, and looks at what is accepted.
pub fn check(bytes: &[u8]) {
    let text = sample::text(bytes, made);
    let Some(case) = case(&text) else { return };
    if let Ok(given) = Given::read(&case.graph, &case.hidden, &case.body) {
        case.check(&given);
    }
}

fn case(text: &str) -> Option<Case> {
    let case: Json = serde_json::from_str(text).ok()?;
    let hidden = case.get("hidden").and_then(Json::as_array)?;
    Some(Case {
        graph: ApiGraph::read(&case.get("graph")?.to_string()).ok()?,
        hidden: hidden.iter().filter_map(Json::as_str).map(NodeId::from).collect(),
        body: case.get("body")?.clone(),
    })
}

impl Case {
    fn check(&self, given: &Given) {
        let sent = self.body["workflow_input"].as_object().expect("without inputs nothing is accepted");
        assert_eq!(sent.len(), given.iter().count(), "each input that was sent is taken once: {self:?}");
        for (node, value) in given.iter() {
            assert!(!self.hidden.contains(node), "{node} is hidden: {self:?}");
            let sent = [Some(node.as_str()), self.said(node, "input_name")]
                .into_iter()
                .flatten()
                .filter_map(|key| sent.get(key));
            assert!(sent.into_iter().any(|sent| self.fits(node, sent, value)), "{node} got {value:?}: {self:?}");
        }
        for node in self.graph.ids().filter(|node| self.kind(node).is_some() && !self.hidden.contains(*node)) {
            let is_required = self
                .graph
                .inputs(node.as_str())
                .is_some_and(|it| it.get("user_override_required") == Some(&json!(true)));
            assert!(!is_required || given.get(node).is_some(), "{node} is required: {self:?}");
        }
    }

    /// Whether this value is what was sent, and may be sent to this node.
    fn fits(&self, node: &NodeId, sent: &Json, given: &GivenValue) -> bool {
        let (kind, value) = (self.kind(node).unwrap_or("?"), &sent["value"]);
        let is_file = matches!(kind, "IMAGE" | "MASK" | "FILE");
        let way = sent.get("value_type").map_or(Some("RAW"), Json::as_str).unwrap_or("?");
        let fits = match (way, given, kind) {
            ("REFERENCE", GivenValue::Reference(url), _) => {
                is_file && url.starts_with("http") && sent.to_string().contains(&json!(url).to_string())
            }
            ("ASSET", GivenValue::Value(Value::Asset(asset)), _) => {
                is_file && !asset.bytes.is_empty() && value.is_string()
            }
            ("RAW", GivenValue::Value(Value::Int(number)), "INT") => {
                value.as_number().and_then(Number::as_i128) == Some(*number)
            }
            ("RAW", GivenValue::Value(Value::Int(number)), "SEED") => {
                value.as_number().and_then(Number::as_i128) == Some(*number) && *number >= 0
            }
            ("RAW", GivenValue::Value(Value::Float(number)), "FLOAT") => value.as_f64() == Some(*number),
            ("RAW", GivenValue::Value(Value::Bool(it)), "BOOLEAN") => value.as_bool() == Some(*it),
            ("RAW", GivenValue::Value(Value::Text(text)), "STRING" | "?") => value.as_str() == Some(&**text),
            _ => false,
        };
        let allowed: Vec<_> = self
            .said(node, "input_allowed_values")
            .unwrap_or_default()
            .split(',')
            .map(str::trim)
            .filter(|it| !it.is_empty())
            .collect();
        let said = match value {
            Json::String(text) => vec![text.clone(), value.to_string()],
            Json::Bool(true) => vec!["true".to_owned(), "True".to_owned()],
            Json::Bool(false) => vec!["false".to_owned(), "False".to_owned()],
            _ => vec![value.to_string(), format!("{value}.0")],
        };
        // A number that may be broken is allowed however it is written: `2` and `2.0` are one.
        let is_number = |it: &&str| kind == "FLOAT" && it.parse::<f64>().ok() == value.as_f64();
        let is_allowed = said.iter().any(|said| allowed.contains(&said.as_str())) || allowed.iter().any(is_number);
        fits && (is_file || allowed.is_empty() || is_allowed)
    }

    /// What an input takes; none where the node is no input.
    fn kind(&self, node: &NodeId) -> Option<&str> {
        match self.graph.class_type(node.as_str())? {
            "SaltInput" => {
                Some(self.said(node, "input_type").unwrap_or("?")).map(|it| if TYPES.contains(&it) { it } else { "?" })
            }
            "SaltTextInput" => Some("STRING"),
            "SaltFileInput" => Some("FILE"),
            _ => None,
        }
    }

    fn said(&self, node: &NodeId, what: &str) -> Option<&str> {
        self.graph.inputs(node.as_str())?.get(what)?.as_str()
    }
}

fn made(choices: &mut Unstructured<'_>) -> Result<Json> {
    let nodes = sample::several(choices, 4, |choices| {
        let class_type = choices.choose(&["SaltInput", "SaltInput", "SaltTextInput", "SaltFileInput", "PreviewAny"])?;
        let inputs = json!({
            "input_name": choices.choose(&NAMES)?, "input_type": choices.choose(&TYPES)?, "input_value": sample::json(choices, 1)?,
            "input_allowed_values": choices.choose(&["", "", "", "1, 2", "True", "calm,bold", ","])?, "user_override_required": choices.ratio(1, 3)?,
        });
        Ok(((*choices.choose(&IDS)?).to_owned(), json!({ "class_type": class_type, "inputs": inputs })))
    })?;
    let sent = sample::several(choices, 4, |choices| {
        let key = if choices.arbitrary()? { choices.choose(&IDS)? } else { choices.choose(&NAMES)? };
        let mut value = match choices.int_in_range(0..=5)? {
            0 => json!({ "value": choices.choose(&["calm", "1", "True", ""])? }),
            1 if choices.ratio(1, 8)? => json!({ "value": choices.choose(&[1 << 63, u64::MAX])? }),
            1 => json!({ "value": choices.int_in_range(-1..=3)? }),
            2 => json!({ "value": choices.arbitrary::<bool>()? }),
            3 => {
                json!({ "value": choices.choose(&["aGk=", "data:image/png;base64,iVBORw==", "", "!"])?, "value_type": "ASSET" })
            }
            4 => {
                json!({ "value": {"url": choices.choose(&["https://example.com/a", "ftp://x", "file:///etc/passwd"])?}, "value_type": "REFERENCE" })
            }
            _ => sample::json(choices, 2)?,
        };
        if let (true, Some(members)) = (choices.ratio(1, 6)?, value.as_object_mut()) {
            members.insert("value_type".to_owned(), json!(choices.choose(&["RAW", "ASSET", "REFERENCE", "raw"])?));
        }
        Ok(((*key).to_owned(), value))
    })?;
    let hidden = sample::several(choices, 2, |choices| choices.choose(&IDS).copied())?;
    let body = if choices.ratio(1, 16)? {
        sample::json(choices, 2)?
    } else {
        json!({ "workflow_input": Map::from_iter(sent) })
    };
    Ok(json!({ "graph": Map::from_iter(nodes), "hidden": hidden, "body": body }))
}
