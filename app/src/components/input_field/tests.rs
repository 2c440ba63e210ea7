//! The fields as the server renders them, a kind each.

use super::*;
use crate::{components::html_lines::html_lines, state::sample_workflow};

fn input(kind: InputKind, default: &str) -> InputField {
    InputField {
        description: "How large".to_owned(),
        default: Some(default.to_owned()),
        ..sample_workflow::input("7", "<size>", kind)
    }
}

fn html(input: InputField, refused: Option<&Refusal>) -> String {
    html_lines(|| input_field(0, input, refused, RwSignal::new(Vec::new())))
}

#[test]
fn each_kind_has_its_field() {
    let text = InputField { required: true, ..input(InputKind::Text, "a</textarea>") };
    let choice = InputField { allowed: vec!["s".to_owned(), "m".to_owned()], ..input(InputKind::Text, "m") };
    let others = [input(InputKind::Integer, "3"), input(InputKind::Boolean, "true"), input(InputKind::File, "")];
    let all: Vec<_> = [text, choice].into_iter().chain(others).map(|it| html(it, None)).collect();
    insta::assert_snapshot!(all.join("\n\n"));
}

#[test]
fn a_value_that_is_not_allowed_is_left_to_the_graph() {
    let html = html(InputField { allowed: vec!["s".to_owned()], ..input(InputKind::Text, "") }, None);
    assert!(html.contains(r#"<option value="" selected>As the workflow says"#), "{html}");
}

#[test]
fn a_refused_form_keeps_what_was_typed_last() {
    let pair = |value: &str| ("input:7".to_owned(), value.to_owned());
    let refusal = Refusal { fields: vec![pair("false"), pair("12")], ..Refusal::default() };
    assert!(html(input(InputKind::Number, "3"), Some(&refusal)).contains(r#"value="12""#));
    let unchecked = Refusal { fields: vec![pair("false")], ..Refusal::default() };
    assert!(!html(input(InputKind::Boolean, "true"), Some(&unchecked)).contains("checked"));
}
