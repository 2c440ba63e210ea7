//! Large graphs take time in proportion to them: a test that squares would not end.

use crate::{difference, read};
use serde_json::{Map, json};

/// So many nodes in a row, each linked to the one before, numbered from here.
fn row(count: u32, first: u32, seed: u32) -> String {
    let node = |n: u32| {
        let link = if n == 0 { json!("start") } else { json!([(first + n - 1).to_string(), 0]) };
        let inputs = json!({"image": link, "twin": link, "seed": if n.is_multiple_of(10) { n + seed } else { n }, "text": "a text of a usual length"});
        ((first + n).to_string(), json!({"class_type": "Step", "inputs": inputs}))
    };
    serde_json::Value::Object((0..count).map(node).collect::<Map<_, _>>()).to_string()
}

#[test]
fn a_long_row_with_other_ids_is_followed_to_its_end() {
    let summary = difference(&row(20_000, 0, 0), &row(20_000, 50_000, 0)).summary;
    assert_eq!(summary.to_string(), "only 20000 nodes renumbered");
}

#[test]
fn thousands_of_changes_are_told() {
    let (before, after) = (row(5_000, 0, 0), row(5_000, 0, 7));
    assert_eq!(difference(&before, &after).summary.to_string(), "500 nodes changed");
    let (before, after) = (read(&before), read(&after));
    assert_eq!(compare::patch(&before, &after).0.len(), 500);
    assert!(compare::picture(&before, &after, drawing::Look::Light).len() < 8_000_000);
}

#[test]
fn a_diff_of_what_has_nothing_in_common_ends_and_is_whole() {
    let (before, after) = (read(&row(20_000, 0, 0)), read(&row(20_000, 7, 3)));
    let diff = compare::unified_diff(&before, &after, ("v1", "v2"));
    let side = |sign: char| -> Vec<&str> {
        let body = diff.lines().skip(2).filter(|line| !line.starts_with("@@"));
        body.filter_map(|line| line.strip_prefix(sign)).collect()
    };
    // What is taken out and put in is as many lines as both differ by.
    assert_eq!(side('+').len(), side('-').len());
    assert!(side('+').len() >= 2_000);
}
