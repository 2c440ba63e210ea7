//! Each thing that an export can hold.

use super::{GRAPHS, TYPES, shown};
use domain::{GraphFormat, Timestamp};
use engine::{Builtin, Engine, Policy, conversion::format_of, convert, inputs::declared_inputs};
use serde_json::{Value as Json, json};
use std::sync::Arc;

#[test]
fn makes_of_an_export_what_the_editor_makes_of_it() {
    for it in &*GRAPHS {
        let made = convert(&it["ui"].to_string(), &TYPES).unwrap();
        assert_eq!(serde_json::to_value(&made).unwrap(), it["api"], "{}", it["name"]);
    }
    assert!(GRAPHS.len() >= 15);
}

#[tokio::test]
async fn what_comes_out_runs() {
    let builtin = builtin();
    for it in GRAPHS.iter().filter(|it| !it["shows"].is_null()) {
        let graph = convert(&it["ui"].to_string(), &TYPES).unwrap();
        assert_eq!(shown(&builtin, 0, graph).await, it["shows"], "{}", it["name"]);
    }
}

#[track_caller]
fn check_fields(values: Json, expected: Json) {
    let node = json!({ "id": 1, "type": "Sampler", "widgets_values": values });
    let export = json!({ "nodes": [node], "links": [], "version": 0.4 });
    let made = serde_json::to_value(convert(&export.to_string(), &TYPES).unwrap()).unwrap();
    assert_eq!(made["1"]["inputs"], expected);
    assert_eq!(made["1"]["_meta"]["title"], "A sampler");
}

/// Behind a seed and a list of choices lie values of the editor's own, and so does a button behind the required inputs.
#[test]
fn values_are_counted_as_the_editor_counts_them() {
    check_fields(
        json!([7, "fixed", 30, "disable", "b.png", "image", "two", "randomize", "", ["x", "y"], 0.5, "a // remark"]),
        json!({
            "noise_seed": 7, "steps": 30, "add_noise": "disable", "image": "b.png", "name": "two",
            "tags": {"__value__": ["x", "y"]}, "ratio": 0.5, "prompt": "a ",
        }),
    );
}

/// `strength` was a field when this was exported.
#[test]
fn a_value_of_a_former_field_is_passed_over() {
    check_fields(
        json!([7, "fixed", 30, "disable", 0.9, "b.png", "image", "two", "randomize", "", "x", 0.5, "p"]),
        json!({
            "noise_seed": 7, "steps": 30, "add_noise": "disable", "image": "b.png", "name": "two", "tags": "x",
            "ratio": 0.5, "prompt": "p",
        }),
    );
}

#[test]
fn what_is_not_there_is_as_in_a_new_node() {
    let beginning = json!({
        "noise_seed": 0, "steps": 20, "add_noise": "enable", "image": "a.png", "name": "one", "ratio": 0, "prompt": "",
    });
    check_fields(json!([]), beginning.clone());
    check_fields(json!([null, null, 20]), beginning.clone());
    check_fields(json!({ "steps": 20 }), beginning);
}

/// No server is needed where the engine in this process knows all types.
#[tokio::test]
async fn salts_nodes_convert_with_the_types_of_the_builtin_engine() {
    let builtin = builtin();
    let export = json!({ "version": 0.4, "links": [[1, 1, 0, 2, 0, "*"]], "nodes": [
        {"id": 1, "type": "SaltInput", "outputs": [{"name": "value", "type": "*", "links": [1]}],
            "widgets_values": ["name", "Who is meant", "STRING", "Ada", "Ada,Zoë", true]},
        {"id": 2, "type": "SaltOutput", "inputs": [{"name": "output_data", "type": "*", "link": 1}],
            "widgets_values": ["greeting", "", "STRING"]},
    ] });
    let graph = convert(&export.to_string(), &builtin.node_types().await.unwrap()).unwrap();
    let [input] = &declared_inputs(&graph)[..] else { panic!() };
    assert_eq!((input.name.as_str(), &input.default, input.required), ("name", &json!("Ada"), true));
    assert_eq!(input.allowed, ["Ada", "Zoë"]);
    assert!(builtin.validate(&graph).await.unwrap().is_valid());
    assert_eq!(graph.inputs("2").unwrap()["output_data"], json!(["1", 0]));
}

fn builtin() -> Builtin {
    Builtin::new(Policy::default(), Arc::new(|| Timestamp::from_millis(0))).unwrap()
}

#[test]
fn tells_the_two_formats_apart() {
    let it = &GRAPHS[0];
    assert_eq!(format_of(&it["ui"].to_string()), Ok(GraphFormat::Ui));
    assert_eq!(format_of(&it["api"].to_string()), Ok(GraphFormat::Api));
    assert!(format_of("{}").is_err());
}
