//! Graphs in API format, node by node.

use crate::{difference, told};
use insta::assert_snapshot;

const BEFORE: &str = r#"{
    "1":{"class_type":"Load","inputs":{"image":"a.png","size":1}},
    "2":{"class_type":"Blur","inputs":{"image":["1",0],"radius":3},"_meta":{"title":"Soften"}},
    "3":{"class_type":"Save","inputs":{"image":["2",0]}}}"#;

/// The graph with one text in it replaced by another.
#[track_caller]
fn with(old: &str, new: &str) -> String {
    assert!(BEFORE.contains(old), "{old}");
    BEFORE.replace(old, new)
}

#[test]
fn what_is_the_same_is_up_to_date() {
    let spaced = BEFORE.replace(",", ",\n\t");
    let ordered = with(r#""image":"a.png","size":1"#, r#""size":1,"image":"a.png""#);
    for after in [BEFORE, &spaced, &ordered] {
        let found = difference(BEFORE, after);
        assert!(found.summary.is_same() && found == domain::GraphDifference::default(), "{found:?}");
        assert_eq!(told(BEFORE, after), "up to date\n");
    }
}

#[test]
fn looks_and_spelling_are_no_change() {
    let titled = with("Soften", "Blur a bit");
    let spelled = with(r#""size":1"#, r#""size":1.0"#);
    let unread = with(r#""class_type":"Load","#, r#""class_type":"Load","is_changed":["x"],"#);
    for after in [&titled, &spelled, &unread] {
        let summary = difference(BEFORE, after).summary;
        assert!(summary.does_the_same() && !summary.is_same(), "{summary:?}");
        assert_eq!(summary.to_string(), "only positions or titles changed");
    }
    assert_snapshot!(told(BEFORE, &titled), @"
    only positions or titles changed

    Nodes (+ added, - removed, ~ changed)
    ~ 2 Blur a bit (Blur)
        title: Soften -> Blur a bit
    ");
}

#[test]
fn nodes_are_added_removed_and_changed() {
    let after = r#"{
        "1":{"class_type":"Load","inputs":{"image":"b.png","scale":[1,2]}},
        "2":{"class_type":"Sharpen","inputs":{"image":["4",1],"radius":"3"}},
        "4":{"class_type":"Crop","inputs":{"image":["1",0]}}}"#;
    assert_snapshot!(told(BEFORE, after), @r#"
    2 nodes changed, 1 added, 1 removed

    Nodes (+ added, - removed, ~ changed)
    + 4 Crop
    - 3 Save
    ~ 1 Load
        input image: "a.png" -> "b.png"
        input scale: added, [1,2]
        input size: removed, was 1
    ~ 2 Sharpen
        type: Blur -> Sharpen
        title: Soften -> Sharpen
        input image: from node 1, output 0 -> from node 4, output 1
        input radius: 3 -> "3"
    "#);
}

#[test]
fn a_link_and_a_value_take_each_others_place() {
    assert_snapshot!(told(BEFORE, &with(r#"["1",0],"radius":3"#, r#"null,"radius":["1",0]"#)), @r#"
    1 node changed

    Nodes (+ added, - removed, ~ changed)
    ~ 2 Soften (Blur)
        input image: from node 1, output 0 -> null
        input radius: 3 -> from node 1, output 0
    "#);
}

#[test]
fn other_ids_are_no_change_and_links_follow_them() {
    let renumbered = r#"{
        "30":{"class_type":"Save","inputs":{"image":["20",0]}},
        "20":{"class_type":"Blur","inputs":{"image":["1",0],"radius":3},"_meta":{"title":"Soften"}},
        "1":{"class_type":"Load","inputs":{"image":"a.png","size":1}}}"#;
    assert_snapshot!(told(BEFORE, renumbered), @"
    only 2 nodes renumbered

    Nodes (+ added, - removed, ~ changed)
    = 3 is node 30 now
    = 2 is node 20 now
    ");
    // Also in a node that keeps its id.
    assert_eq!(
        difference(BEFORE, &with(r#""1":{"#, r#""one":{"#).replace(r#"["1",0]"#, r#"["one",0]"#)).summary.to_string(),
        "only 1 node renumbered"
    );
}

#[test]
fn a_node_put_before_all_others_does_not_change_them() {
    let after = r#"{
        "1":{"class_type":"Note","inputs":{}},
        "2":{"class_type":"Load","inputs":{"image":"a.png","size":1}},
        "3":{"class_type":"Blur","inputs":{"image":["2",0],"radius":3},"_meta":{"title":"Soften"}},
        "4":{"class_type":"Save","inputs":{"image":["3",0]}}}"#;
    let summary = difference(BEFORE, after).summary;
    assert_eq!(summary.to_string(), "1 node added, 3 renumbered");
}

#[test]
fn of_nodes_that_are_alike_the_one_in_the_same_place_is_the_same() {
    // Two that are alike, which of them is meant being said by who is linked to them; written in this order.
    let twins = |[one, two]: [&str; 2], order: [&str; 2]| {
        let load = order.map(|id| format!(r#""{id}":{{"class_type":"Load","inputs":{{}}}}"#));
        format!(
            r#"{{{},"8":{{"class_type":"Blend","inputs":{{"a":["{one}",0],"b":["{two}",0]}}}},
                "9":{{"class_type":"Blend","inputs":{{"a":["{two}",0],"b":["8",0]}}}}}}"#,
            load.join(",")
        )
    };
    for (after, order) in [(["5", "4"], ["4", "5"]), (["5", "4"], ["5", "4"]), (["1", "4"], ["4", "1"])] {
        let found = difference(&twins(["1", "2"], ["1", "2"]), &twins(after, order));
        assert_eq!(found.summary.changed, 0, "{found:?}");
    }
}

#[test]
fn of_rows_that_begin_alike_each_is_followed_from_its_end() {
    let row = |[load, blur, save]: [&str; 3], name: &str| {
        format!(
            r#""{load}":{{"class_type":"Load","inputs":{{}}}},"{blur}":{{"class_type":"Blur","inputs":{{"x":["{load}",0]}}}},
                "{save}":{{"class_type":"Save","inputs":{{"x":["{blur}",0],"name":"{name}"}}}}"#
        )
    };
    let before = format!("{{{},{}}}", row(["1", "2", "3"], "a"), row(["4", "5", "6"], "b"));
    let after = format!("{{{},{}}}", row(["14", "15", "16"], "b"), row(["11", "12", "13"], "a"));
    assert_eq!(difference(&before, &after).summary.to_string(), "only 6 nodes renumbered");
}

#[test]
fn rings_and_links_to_nowhere_are_compared() {
    let ring = |[one, two]: [&str; 2]| {
        format!(
            r#"{{"{one}":{{"class_type":"A","inputs":{{"x":["{two}",0],"y":["none",0]}}}},
                "{two}":{{"class_type":"B","inputs":{{"x":["{one}",0],"z":["{two}",0]}}}}}}"#
        )
    };
    assert!(difference(&ring(["1", "2"]), &ring(["1", "2"])).summary.is_same());
    let other = difference(&ring(["1", "2"]), &ring(["3", "4"])).summary;
    assert_eq!((other.added, other.removed), (other.removed, other.added));
    assert_eq!(other.added + other.renumbered, 2);
}

#[test]
fn a_renumbered_node_that_changed_is_gone_and_another_is_new() {
    let after = with(r#""1":{"#, r#""5":{"#).replace(r#"["1",0]"#, r#"["5",0]"#).replace("a.png", "b.png");
    assert_eq!(difference(BEFORE, &after).summary.to_string(), "1 node changed, 1 added, 1 removed");
}

#[test]
fn of_two_nodes_of_one_id_the_last_counts() {
    let twice = BEFORE.replacen('{', r#"{"1":{"class_type":"Other","inputs":{}},"#, 1);
    assert!(difference(BEFORE, &twice).summary.is_same());
}

#[test]
fn lists_can_be_cut_and_the_summary_counts_on() {
    let mut found = difference(BEFORE, r#"{"7":{"class_type":"A","inputs":{}},"8":{"class_type":"B","inputs":{}}}"#);
    found.shorten(1);
    assert_eq!((found.added.len(), found.removed.len(), found.summary.removed), (1, 1, 3));
}
