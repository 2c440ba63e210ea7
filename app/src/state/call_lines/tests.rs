//! What the lines look like, and that what is in them is read as what it was.

use super::*;
use proptest::prelude::*;

fn input(name: &str, kind: InputKind, default: Option<&str>) -> InputField {
    InputField {
        node: "1".to_owned(),
        name: name.to_owned(),
        description: String::new(),
        kind,
        default: default.map(str::to_owned),
        allowed: Vec::new(),
        required: false,
    }
}

fn inputs() -> Vec<InputField> {
    vec![
        input("prompt", InputKind::Text, Some("it's a \"jar\"")),
        input("steps", InputKind::Integer, Some("20")),
        input("upscale", InputKind::Boolean, Some("True")),
        InputField { required: true, ..input("picture", InputKind::File, None) },
    ]
}

#[test]
fn curl() {
    insta::assert_snapshot!(CallLines::Curl.write("http://127.0.0.1:3000/x/", &inputs()));
}

#[test]
fn javascript() {
    insta::assert_snapshot!(CallLines::JavaScript.write("http://127.0.0.1:3000/x/", &inputs()));
}

#[test]
fn python() {
    insta::assert_snapshot!(CallLines::Python.write("http://127.0.0.1:3000/x/", &inputs()));
}

#[test]
fn without_inputs_the_body_is_short() {
    assert_eq!(CallLines::Curl.body(&[]), r#"{"workflow_input": {}}"#);
}

#[test]
fn an_example_is_something_that_the_input_takes() {
    let allowed = InputField { allowed: vec!["red".to_owned()], ..input("colour", InputKind::Text, None) };
    assert_eq!(CallLines::Curl.raw(&allowed), "\"red\"");
    assert_eq!(CallLines::Curl.raw(&input("n", InputKind::Number, Some("nan"))), "1");
    assert_eq!(CallLines::Curl.raw(&input("n", InputKind::Number, Some("0.5"))), "0.5");
}

proptest! {
    #[test]
    fn the_body_is_json_that_says_what_the_graph_does(name in "[^\\p{Cc}]{0,20}", value in "\\PC{1,40}") {
        let inputs = [input(&name, InputKind::Text, Some(&value))];
        let json: serde_json::Value = serde_json::from_str(&CallLines::Curl.body(&inputs)).unwrap();
        let wanted = if value.trim().is_empty() { "…" } else { value.trim() };
        prop_assert_eq!(&json["workflow_input"][&name]["value"], wanted);
    }
}

#[test]
fn what_is_written_is_what_the_server_takes() {
    let body = |inputs: &[InputField]| CallLines::Curl.body(inputs);
    assert_eq!(body(&[input("picture", InputKind::File, None)]), body(&[]), "no caller has our optional file");
    let twice = [
        input("i", InputKind::Text, Some("a")),
        InputField { node: "2".to_owned(), ..input("i", InputKind::Text, Some("b")) },
    ];
    assert!(body(&twice).contains(r#""1": {"value": "a""#) && body(&twice).contains(r#""2": {"value": "b""#));
    assert!(body(&[input("n", InputKind::Integer, Some("007"))]).contains(r#""value": 7,"#));
    assert!(body(&[input("n", InputKind::Number, Some(".5"))]).contains(r#""value": 1,"#));
    let allowed =
        InputField { allowed: vec!["x".to_owned(), "y".to_owned()], ..input("t", InputKind::Text, Some("z")) };
    assert!(body(&[allowed]).contains(r#""value": "x""#));
}
