//! Inputs and outputs of a deployment.

use super::support::{builtin, graph, node, outcome, output, run};
use engine::{Engine, Given, Outcome, Policy, RunOrder, outputs::outputs};
use serde_json::{Value as Json, json};

fn input(name: &str, kind: &str, value: Json) -> Json {
    node("SaltInput", json!({ "input_name": name, "input_desc": "", "input_type": kind, "input_value": value }))
}

#[tokio::test]
async fn the_workflows_own_value_in_the_inputs_type() {
    let engine = builtin(Policy::default());
    for (kind, value, expected) in [
        ("STRING", json!("Ada"), json!("Ada")),
        ("STRING", json!(7), json!("7")),
        ("INT", json!("12"), json!("12")),
        ("FLOAT", json!(2), json!("2.0")),
        ("SEED", json!(9), json!("9")),
        ("BOOLEAN", json!("false"), json!("False")),
        ("BOOLEAN", json!(true), json!("True")),
        ("IMAGE", json!("iVBORw0KGgo="), json!({ "media_type": "image/png", "base64": "iVBORw0KGgo=" })),
        ("FILE", json!("data:text/plain;base64,aGk="), json!({ "media_type": "text/plain", "base64": "aGk=" })),
    ] {
        let outputs = run(&engine, json!({ "in": input("x", kind, value), "out": output("o", "in") })).await.unwrap();
        assert_eq!(outputs, json!({ "o": [expected] }), "{kind}");
    }
    for (kind, value, words) in [
        ("INT", json!("many"), "input_value: invalid literal for int() with base 10: 'many'"),
        (
            "IMAGE",
            json!(""),
            "input_value: no file was given, and the workflow has none of its own (base64, or a data URL)",
        ),
        ("IMAGE", json!("!!"), "input_value: not base64"),
    ] {
        let failed =
            run(&engine, json!({ "in": input("x", kind, value), "out": output("o", "in") })).await.unwrap_err();
        assert_eq!((failed.exception_type.as_str(), failed.exception_message.as_str()), ("ValueError", words));
    }
}

/// Without a SaltOutput every output node counts: by its title, or its id; in the order of the text, not of the work.
#[tokio::test]
async fn what_is_previewed_is_an_output_where_there_is_no_other() {
    let engine = builtin(Policy::default());
    let titled = |title: &str, source: Json| json!({ "class_type": "PreviewAny", "inputs": {"source": source}, "_meta": {"title": title} });
    let mut previews = json!({
        "1": titled("Text", json!(["4", 0])), "2": titled(" ", json!(7)), "3": titled("Text", json!("at once")),
        "4": node("StringTrim", json!({ "string": " late ", "mode": "Both" })),
    });
    let expected = json!({ "Text": ["late", "at once"], "2": ["7"] });
    assert_eq!(run(&engine, previews.clone()).await.unwrap(), expected);
    let types = engine.node_types().await.unwrap();
    let names = |json: Json| -> Vec<_> {
        outputs(&graph(json), &types).into_iter().map(|(id, name)| format!("{id} {name}")).collect()
    };
    assert_eq!(names(previews.clone()), ["1 Text", "2 2", "3 Text"]);
    assert_eq!(given(&engine, previews.clone(), json!({}), &["1", "2"]).await, json!({ "Text": ["at once"] }));
    previews["5"] = output("only", "4");
    assert_eq!(run(&engine, previews.clone()).await.unwrap(), json!({ "only": ["late"] }));
    assert_eq!(names(previews.clone()), ["5 only"]);
    // A hidden one does not open the door to the others.
    assert_eq!(given(&engine, previews, json!({}), &["5"]).await, json!({}));
}

async fn given(engine: &engine::Builtin, json: Json, inputs: Json, hidden_outputs: &[&str]) -> Json {
    let graph = graph(json);
    let given = Given::read(&graph, &[].into(), &json!({ "workflow_input": inputs })).unwrap();
    let hidden_outputs = hidden_outputs.iter().map(|id| (*id).into()).collect();
    match outcome(engine, RunOrder { graph, given, hidden_outputs, ..RunOrder::default() }).await {
        Outcome::Succeeded(outputs) => outputs.to_json(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn what_the_caller_gives_replaces_the_workflows_value() {
    let engine = builtin(Policy::default());
    let greeting = json!({
        "1": input("name", "STRING", json!("Ada")),
        "2": node("StringConcatenate", json!({ "string_a": "Hello", "string_b": ["1", 0], "delimiter": " " })),
        "3": output("greeting", "2"),
    });
    assert_eq!(run(&engine, greeting.clone()).await.unwrap(), json!({ "greeting": ["Hello Ada"] }));
    for key in ["name", "1"] {
        let inputs = json!({ key: {"value": "Zoë", "value_type": "RAW"} });
        assert_eq!(given(&engine, greeting.clone(), inputs, &[]).await, json!({ "greeting": ["Hello Zoë"] }));
    }
}

#[tokio::test]
async fn what_only_led_to_a_replaced_value_is_not_run() {
    let engine = builtin(Policy::default());
    let graph = json!({
        "bad": node("RegexReplace", json!({ "string": "a", "regex_pattern": "(", "replace": "b" })),
        "in": input("x", "STRING", json!(["bad", 0])),
        "out": output("o", "in"),
    });
    assert_eq!(run(&engine, graph.clone()).await.unwrap_err().exception_type, "re.error");
    assert_eq!(given(&engine, graph, json!({ "x": {"value": "given"} }), &[]).await, json!({ "o": ["given"] }));
}

#[tokio::test]
async fn outputs_by_name_without_the_hidden_ones() {
    let engine = builtin(Policy::default());
    let graph = json!({
        "1": node("PrimitiveString", json!({ "value": "a" })),
        "2": node("PrimitiveInt", json!({ "value": 2 })),
        "text": output("shared", "1"), "number": output("shared", "2"), "unnamed": output(" ", "1"), "hidden": output("secret", "1"),
        "seen": node("PreviewAny", json!({ "source": ["1", 0] })),
    });
    let outputs = given(&engine, graph, json!({}), &["hidden"]).await;
    let mut shared = outputs["shared"].as_array().unwrap().clone();
    shared.sort_by_key(Json::to_string);
    assert_eq!(shared, [json!("2"), json!("a")]);
    assert_eq!(outputs["unnamed"], json!(["a"]));
    assert_eq!(outputs.as_object().unwrap().len(), 2);
}
