//! What a form has for a graph's inputs, as the body of a request.

use domain::{InputField, InputKind, Interface};
use serde_json::{Map, Number, Value as Json, json};

/// The body that says what was typed. What is left empty is left out: the graph's own value is taken.
pub(crate) fn body(interface: &Interface, values: &[(String, String)]) -> Json {
    let typed = values.iter().filter(|(_, text)| !text.is_empty());
    let given: Map<String, Json> = typed
        .map(|(node, text)| {
            let field = interface.inputs.iter().find(|it| it.node == *node);
            (node.clone(), field.map_or_else(|| raw(json!(text)), |field| value(field, text)))
        })
        .collect();
    json!({ "workflow_input": given })
}

/// A text that is no number where one is wanted is sent as it is: the refusal says so in its own words.
fn value(field: &InputField, text: &str) -> Json {
    let text = text.trim_end_matches('\r');
    match field.kind {
        InputKind::Text => raw(json!(text)),
        InputKind::Integer => raw(whole(text.trim()).map_or_else(|| json!(text), Json::Number)),
        InputKind::Number => raw(text.trim().parse::<f64>().map_or_else(|_| json!(text), |number| json!(number))),
        InputKind::Boolean => match text {
            "true" | "on" => raw(json!(true)),
            "false" | "off" => raw(json!(false)),
            other => raw(json!(other)),
        },
        InputKind::File if text.starts_with("data:") => json!({ "value_type": "ASSET", "value": text }),
        InputKind::File => json!({ "value_type": "REFERENCE", "value": { "url": text.trim() } }),
    }
}

fn whole(text: &str) -> Option<Number> {
    let signed = text.parse::<i64>().map(Number::from);
    signed.or_else(|_| text.parse::<u64>().map(Number::from)).ok()
}

fn raw(value: Json) -> Json {
    json!({ "value_type": "RAW", "value": value })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_sent_as_what_it_is() {
        let field = |node: &str, kind| InputField {
            node: node.to_owned(),
            name: node.to_owned(),
            description: String::new(),
            kind,
            default: None,
            allowed: Vec::new(),
            required: false,
        };
        let inputs = vec![
            field("t", InputKind::Text),
            field("i", InputKind::Integer),
            field("s", InputKind::Integer),
            field("b", InputKind::Boolean),
            field("f", InputKind::File),
        ];
        let interface = Interface { inputs, outputs: Vec::new() };
        let typed =
            [("t", "7"), ("i", " 7"), ("s", "18446744073709551615"), ("b", "on"), ("f", "https://x/y.png"), ("t2", "")];
        let typed: Vec<_> = typed.iter().map(|(node, text)| ((*node).to_owned(), (*text).to_owned())).collect();
        let expected = json!({"workflow_input": {
            "t": {"value_type": "RAW", "value": "7"},
            "i": {"value_type": "RAW", "value": 7},
            "s": {"value_type": "RAW", "value": u64::MAX},
            "b": {"value_type": "RAW", "value": true},
            "f": {"value_type": "REFERENCE", "value": {"url": "https://x/y.png"}},
        }});
        assert_eq!(body(&interface, &typed), expected);
    }
}
