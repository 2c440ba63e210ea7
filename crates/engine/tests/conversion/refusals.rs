//! Exports that cannot be turned into graphs: all that is in the way is said at once.

use super::TYPES;
use engine::{ConversionError, convert};
use serde_json::{Value as Json, json};

/// The problems as `node input code`, one a line.
#[track_caller]
fn check(export: Json, expected: &[&str]) -> Vec<String> {
    match convert(&export.to_string(), &TYPES) {
        Err(ConversionError::Blocked { problems, unknown_types }) => {
            let told = problems.iter().map(|it| {
                let part = |it: &Option<String>| it.clone().unwrap_or_else(|| "-".to_owned());
                format!("{} {} {}", part(&it.node), part(&it.input), it.code)
            });
            assert_eq!(told.collect::<Vec<_>>(), expected);
            unknown_types
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn all_that_is_in_the_way_is_said_at_once() {
    let export = json!({ "version": 0.4, "links": [], "nodes": [
        {"id": 1, "type": "NobodyKnows"}, {"id": 2, "type": "NobodyKnows"}, {"id": 3, "type": "workflow/mine"},
        {"id": 4, "type": "Sampler", "widgets_values": ["fixed", 7, {}, "a.png", 3]},
        {"id": 5, "type": "Sampler", "widgets_values": [1, "", 1, "", "", "", "", "", "", "", 1, "a {red|blue} cat"]},
        {"id": 6, "type": "Camera", "widgets_values": ["", "capture"]},
    ] });
    let unknown = check(
        export,
        &[
            "1 - unknown_type",
            "2 - unknown_type",
            "3 - unknown_type",
            "4 noise_seed widget_misfit",
            "4 steps widget_misfit",
            "5 prompt random_choice",
            "6 image browser_widget",
        ],
    );
    assert_eq!(unknown, ["NobodyKnows", "workflow/mine"]);
}

#[test]
fn circles_of_links_and_of_subgraphs_end() {
    let passage = |id, link, out| json!({ "id": id, "type": "Reroute", "inputs": [{"name": "", "type": "*", "link": link}], "outputs": [{"links": [out]}] });
    check(
        json!({ "version": 0.4, "links": [[1, 1, 0, 2, 0], [2, 2, 0, 1, 0], [3, 1, 0, 3, 0]], "nodes": [
            passage(1, 2, 1), passage(2, 1, 2),
            {"id": 3, "type": "PreviewAny", "inputs": [{"name": "source", "link": 3}]},
        ] }),
        &["3 source link_circle"],
    );
    let inside = |id, holds| json!({ "id": id, "links": [], "nodes": [{"id": 1, "type": holds}] });
    check(
        json!({ "version": 0.4, "links": [], "nodes": [{"id": 1, "type": "a"}],
            "definitions": {"subgraphs": [inside("a", "b"), inside("b", "a")]} }),
        &["1:1:1 - subgraph_circle", "1:1:1 - unknown_type"],
    );
}

/// Ten nodes that stand for ten, and so on: it would be ten billion.
#[test]
fn subgraphs_do_not_grow_without_bounds() {
    let level = |holds: &str| (0..10).map(|id| json!({ "id": id, "type": holds })).collect::<Json>();
    let names: Vec<String> = (0..10).map(|depth| format!("level {depth}")).collect();
    let below = |depth: usize| names.get(depth + 1).map_or("PreviewAny", String::as_str);
    let subgraphs: Json =
        (0..10).map(|it| json!({ "id": names[it], "links": [], "nodes": level(below(it)) })).collect();
    let export =
        json!({ "version": 0.4, "links": [], "nodes": level(&names[0]), "definitions": {"subgraphs": subgraphs} });
    let Err(ConversionError::Blocked { problems, .. }) = convert(&export.to_string(), &TYPES) else { panic!() };
    assert!(problems.iter().any(|it| it.code == "graph_too_large"));
}

#[test]
fn another_text_is_no_export() {
    for text in
        ["", "[]", "{}", r#"{"1": {"class_type": "PreviewAny", "inputs": {}}}"#, r#"{"nodes": {}, "links": []}"#]
    {
        assert!(matches!(convert(text, &TYPES), Err(ConversionError::NotAnExport(_))), "{text}");
    }
}
