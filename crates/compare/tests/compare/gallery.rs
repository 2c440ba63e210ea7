//! The graphs that Brine brings along, and what somebody would change in them.

use crate::{difference, read, told};
use insta::assert_snapshot;

const GREETING: &str = include_str!("../../../service/src/examples/greeting.json");
const HEADLINE: &str = include_str!("../../../service/src/examples/product_headline.json");
const TIDY: &str = include_str!("../../../service/src/examples/tidy_text.json");

#[test]
fn each_is_itself_and_no_other() {
    let all = [GREETING, HEADLINE, TIDY];
    for (at, one) in all.iter().enumerate() {
        for (other_at, other) in all.iter().enumerate() {
            let found = difference(one, other);
            assert_eq!(found.summary.is_same(), at == other_at);
            let mut json = serde_json::from_str(one).unwrap();
            json_patch_applies(&mut json, one, other);
        }
    }
}

fn json_patch_applies(json: &mut serde_json::Value, before: &str, after: &str) {
    json_patch::patch(json, &compare::patch(&read(before), &read(after))).unwrap();
    assert_eq!(*json, serde_json::from_str::<serde_json::Value>(after).unwrap());
}

#[test]
fn another_greeting() {
    assert_snapshot!(told(GREETING, &GREETING.replace("Hello", "Good morning").replace("Ada", "Grace")), @r#"
    2 nodes changed

    Nodes (+ added, - removed, ~ changed)
    ~ 1 Name (SaltInput)
        input input_value: "Ada" -> "Grace"
    ~ 2 Say hello (StringConcatenate)
        input string_a: "Hello" -> "Good morning"
    "#);
}

#[test]
fn one_example_instead_of_another() {
    assert_snapshot!(told(GREETING, HEADLINE));
}
