//! What callers may send, and how they are told what is wrong.

use super::*;
use serde_json::json;
use std::sync::Arc;

const GRAPH: &str = r#"{
  "1": {"class_type": "SaltInput", "inputs": {"input_name": "name", "input_type": "STRING", "input_value": "Ada", "user_override_required": true}},
  "2": {"class_type": "SaltInput", "inputs": {"input_name": "tone", "input_type": "STRING", "input_value": "bold", "input_allowed_values": "bold, calm"}},
  "3": {"class_type": "SaltInput", "inputs": {"input_name": "count", "input_type": "INT", "input_value": 1, "input_allowed_values": "1,2"}},
  "4": {"class_type": "SaltInput", "inputs": {"input_name": "", "input_type": "FLOAT", "input_value": 1}},
  "5": {"class_type": "SaltInput", "inputs": {"input_name": "loud", "input_type": "BOOLEAN", "input_value": false}},
  "6": {"class_type": "SaltFileInput", "inputs": {"input_name": "picture"}},
  "7": {"class_type": "SaltInput", "inputs": {"input_name": "seed", "input_type": "SEED", "input_value": 7}},
  "8": {"class_type": "SaltTextInput", "inputs": {"input_name": "name"}},
  "9": {"class_type": "SaltInput", "inputs": {"input_name": "secret", "input_type": "STRING", "input_value": "x", "user_override_required": true}}
}"#;

fn read(body: &Json) -> Result<Given, InputRefusal> {
    Given::read(&ApiGraph::read(GRAPH).unwrap(), &["9".into()].into(), body)
}

fn given(inputs: Json) -> Given {
    read(&json!({ "workflow_input": inputs })).unwrap()
}

#[track_caller]
fn check_refused(inputs: Json, details: &str) {
    let refused = read(&json!({ "workflow_input": inputs })).unwrap_err();
    assert_eq!(refused.error, "Invalid input structure");
    assert_eq!(refused.details, details);
}

#[test]
fn takes_values_by_name_and_by_node_id() {
    let given = given(json!({
        "1": {"value": "Zoë", "value_type": "RAW"},
        "tone": {"value": "calm"},
        "count": {"value": 2, "value_type": "RAW"},
        "4": {"value": 3, "value_type": "RAW"},
        "loud": {"value": true, "value_type": "RAW"},
        "seed": {"value": 0, "value_type": "RAW"},
    }));
    for (node, value) in [
        ("1", Value::text("Zoë")),
        ("2", Value::text("calm")),
        ("3", Value::Int(2)),
        ("4", Value::Float(3.0)),
        ("5", Value::Bool(true)),
        ("7", Value::Int(0)),
    ] {
        assert_eq!(given.get(&node.into()), Some(&GivenValue::Value(value)), "{node}");
    }
    assert_eq!(given.get(&"8".into()), None);
}

/// ComfyUI's seeds go to 2^64-1: clamped to 2^63-1, another picture would come of them.
#[test]
fn takes_whole_numbers_as_far_as_comfyuis_seeds_go() {
    let name = json!({"value": "Ada"});
    let given = given(json!({ "1": name, "seed": {"value": u64::MAX} }));
    let seed = Value::Int(u64::MAX.into());
    assert_eq!((seed.to_json(), seed.to_text().into_owned()), (json!(u64::MAX), "18446744073709551615".to_owned()));
    assert_eq!(given.get(&"7".into()), Some(&GivenValue::Value(seed)));
    let beyond: Json = serde_json::from_str("18446744073709551616").unwrap();
    check_refused(
        json!({ "1": name, "seed": {"value": beyond} }),
        "Input 'seed' must be an integer from 0 to 18446744073709551615",
    );
}

#[test]
fn takes_files_as_assets_and_by_reference() {
    let name = json!({"value": "Ada"});
    let asset = given(json!({ "1": name, "picture": {"value": "iVBORw0KGgo=", "value_type": "ASSET"} }));
    let png =
        crate::Asset { media_type: "image/png".to_owned(), bytes: vec![0x89, b'P', b'N', b'G', 13, 10, 26, 10].into() };
    assert_eq!(asset.get(&"6".into()), Some(&GivenValue::Value(Value::Asset(Arc::new(png)))));
    let by_url =
        given(json!({ "1": name, "6": {"value": {"url": "https://example.com/a.png"}, "value_type": "REFERENCE"} }));
    assert_eq!(by_url.get(&"6".into()), Some(&GivenValue::Reference("https://example.com/a.png".to_owned())));
}

#[test]
fn says_all_problems_at_once() {
    check_refused(
        json!({
            "tone": {"value": "shrill"}, "count": {"value": 3}, "4": {"value": "many"}, "loud": {"value": "yes"},
            "picture": {"value": "x", "value_type": "RAW"}, "seed": {"value": -1}, "secret": {"value": "y"},
            "nope": {"value": 1}, "name": {"value": "Ada"},
        }),
        "Input 'tone' must be one of: bold, calm; Input 'count' must be one of: 1, 2; Input '4' must be a number; \
         Input 'loud' must be true or false; Input 'picture' is a file: send it as ASSET (base64) or REFERENCE (url); \
         Input 'seed' must be an integer from 0 to 18446744073709551615; Input 'secret' is hidden and cannot be set; Unknown input 'nope'; \
         Input 'name' is ambiguous: several inputs have this name; use the node id",
    );
    check_refused(json!({}), "Missing required input 'name'");
    let name = json!({"value": "Ada"});
    for (sent, words) in [
        (json!("x"), "must be an object with the fields 'value' and 'value_type'"),
        (json!({}), "is missing the required field 'value'"),
        (json!({"value": "x", "value_type": "COOKED"}), "has an unknown 'value_type': it is RAW, REFERENCE or ASSET"),
        (json!({"value": "x", "value_type": "ASSET"}), "is no file: send it as RAW"),
        (json!({"value": null}), "must be a string"),
    ] {
        check_refused(json!({ "1": name, "tone": sent }), &format!("Input 'tone' {words}"));
    }
    for (sent, words) in [
        (json!({"value": "ftp://x", "value_type": "REFERENCE"}), "must be an http or https URL"),
        (json!({"value": "!", "value_type": "ASSET"}), "is no base64 asset: not base64"),
        (json!({"value": "", "value_type": "ASSET"}), "is no base64 asset: empty"),
    ] {
        check_refused(json!({ "1": name, "6": sent }), &format!("Input '6' {words}"));
    }
    check_refused(
        json!({ "1": name, "tone": {"value": "calm"}, "2": {"value": "bold"} }),
        "Input '2' is given twice, by name and by node id",
    );
}

/// Found by fuzzing: the required input 2 counted as given, for the first one is called so.
#[test]
fn a_name_that_is_another_inputs_id_is_not_that_input() {
    let graph = r#"{
      "1": {"class_type": "SaltTextInput", "inputs": {"input_name": "2"}},
      "2": {"class_type": "SaltTextInput", "inputs": {"input_name": "b", "user_override_required": true}}
    }"#;
    let body = json!({ "workflow_input": {"2": {"value": "x"}} });
    let refused = Given::read(&ApiGraph::read(graph).unwrap(), &BTreeSet::new(), &body).unwrap_err();
    assert_eq!(refused.details, "Missing required input 'b'");
}

#[test]
fn each_problem_names_its_node_and_what_is_wrong_without_the_name() {
    let sent = json!({ "4": {"value": "many"}, "nope": {"value": 1}, "8": {"value": "x"} });
    let refused = read(&json!({ "workflow_input": sent })).unwrap_err();
    let told: Vec<_> =
        refused.problems.iter().map(|it| (it.node.as_ref().map(NodeId::as_str), it.fault.as_str())).collect();
    assert_eq!(told, [(Some("4"), "must be a number"), (None, "Unknown input 'nope'"), (Some("1"), "is required")]);
}

#[test]
fn says_what_is_wrong_with_the_request_as_salt_does() {
    for (body, details) in [
        (json!({}), "Missing required field 'workflow_input'"),
        (json!({"workflow_input": []}), "Field 'workflow_input' must be an object"),
        (json!([]), "The request's body must be an object with the field 'workflow_input'"),
    ] {
        let refused = read(&body).unwrap_err();
        assert_eq!((refused.error, refused.details.as_str()), ("Invalid input structure", details));
    }
}

#[test]
fn says_what_a_graph_asks_for() {
    let declared = declared_inputs(&ApiGraph::read(GRAPH).unwrap());
    let names: Vec<_> = declared.iter().map(|it| (it.name.as_str(), it.input_type, it.required)).collect();
    assert_eq!(names[0], ("name", InputType::String, true));
    assert_eq!(names[3], ("4", InputType::Float, false));
    assert_eq!(names[5], ("picture", InputType::File, false));
    assert_eq!(declared[1].allowed, ["bold", "calm"]);
}
