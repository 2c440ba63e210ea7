//! Graphs as ComfyUI's editor saves them.

use crate::{difference, told};
use insta::assert_snapshot;

const BEFORE: &str = r##"{"version":0.4,"last_node_id":3,"nodes":[
    {"id":1,"type":"LoadImage","pos":[0,0],"size":[200,100],"outputs":[{"name":"IMAGE","type":"IMAGE","links":[5]}],
     "inputs":[{"name":"image","type":"COMBO","widget":{"name":"image"},"link":null}],"widgets_values":["a.png"]},
    {"id":2,"type":"sharpen-graph","pos":[300,0],"inputs":[{"name":"pixels","label":"picture","type":"IMAGE","link":5}]},
    {"id":3,"type":"KSampler","pos":[600,0],"mode":0,"inputs":[{"name":"seed","widget":{"name":"seed"},"link":null},
     {"name":"steps","widget":{"name":"steps"},"link":null}],"widgets_values":[7,"randomize",20]}],
    "links":[[5,1,0,2,0,"IMAGE"]],
    "definitions":{"subgraphs":[
     {"id":"sharpen-graph","name":"Sharpen","nodes":[{"id":1,"type":"inner-graph","pos":[0,0]}],"links":[]},
     {"id":"inner-graph","name":"Inner","nodes":[{"id":1,"type":"Sharpen","pos":[0,0],"widgets_values":{"size":1}}],"links":[]}]}}"##;

/// The graph with one text in it replaced by another.
#[track_caller]
fn with(old: &str, new: &str) -> String {
    assert!(BEFORE.contains(old), "{old}");
    BEFORE.replacen(old, new, 1)
}

#[test]
fn what_the_editor_keeps_for_itself_is_looks() {
    for (old, new) in [
        ("[300,0]", "[310,40]"),
        ("\"size\":[200,100]", "\"size\":[201,100],\"color\":\"#232\",\"flags\":{\"collapsed\":true}"),
        ("\"last_node_id\":3", "\"last_node_id\":9,\"groups\":[{\"title\":\"x\",\"bounding\":[0,0,9,9]}],\"extra\":{}"),
        ("\"randomize\"", "\"fixed\""),
        ("\"pos\":[0,0]}],", "\"pos\":[4,4]}],"),
    ] {
        let summary = difference(BEFORE, &with(old, new)).summary;
        assert_eq!(summary.to_string(), "only positions or titles changed", "{new}");
    }
}

#[test]
fn fields_links_and_modes_are_told_by_name() {
    let after = with("a.png", "b.png")
        .replace("[7,", "[8,")
        .replace("\"mode\":0", "\"mode\":4")
        .replace("[5,1,0,2,0,\"IMAGE\"]", "[5,1,1,2,0,\"IMAGE\"]");
    assert_snapshot!(told(BEFORE, &after), @r#"
    3 nodes changed

    Nodes (+ added, - removed, ~ changed)
    ~ 1 LoadImage
        input image: "a.png" -> "b.png"
    ~ 2 Sharpen (sharpen-graph)
        input pixels: from node 1, output 0 -> from node 1, output 1
    ~ 3 KSampler
        mode: active -> bypassed
        input seed: 7 -> 8
    "#);
}

#[test]
fn a_change_inside_of_a_subgraph_changes_the_node_that_stands_for_it() {
    assert_snapshot!(told(BEFORE, &with("{\"size\":1}", "{\"size\":2}")), @"
    1 node changed

    Nodes (+ added, - removed, ~ changed)
    ~ 2 Sharpen (sharpen-graph)
        the graph inside it changed
    ");
}

#[test]
fn what_was_typed_in_does_not_count_while_something_is_linked() {
    let linked = |typed: &str| {
        format!(
            r#"{{"version":1,"nodes":[{{"id":"a","type":"A"}},
                {{"id":"b","type":"B","inputs":[{{"name":"text","widget":{{"name":"text"}},"link":1}}],"widgets_values":["{typed}"]}}],
                "links":[{{"id":1,"origin_id":"a","origin_slot":2,"target_id":"b","target_slot":0}}]}}"#
        )
    };
    assert!(difference(&linked("x"), &linked("y")).summary.does_the_same());
    assert_eq!(difference(&linked("x"), &linked("x").replace("\"link\":1", "\"link\":null")).summary.changed, 1);
}

#[test]
fn what_a_note_says_is_looks() {
    for values in [r#"["first"]"#, r#"{"text":"first"}"#] {
        let note =
            format!(r#"{{"version":1,"nodes":[{{"id":1,"type":"Note","widgets_values":{values}}}],"links":[]}}"#);
        let summary = difference(&note, &note.replace("first", "second")).summary;
        assert!(summary.does_the_same() && summary.looks, "{values}");
    }
}

#[test]
fn the_two_formats_are_compared_by_what_both_name() {
    let api = r#"{"1":{"class_type":"LoadImage","inputs":{"image":"a.png"}},
        "2":{"class_type":"sharpen-graph","inputs":{"pixels":["1",0]}},
        "3":{"class_type":"KSampler","inputs":{"seed":7,"steps":20}}}"#;
    assert!(difference(BEFORE, api).summary.does_the_same(), "{}", told(BEFORE, api));
    assert!(difference(api, BEFORE).summary.does_the_same());
}
