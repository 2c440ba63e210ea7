//! The patch, the diff and the report.

use crate::{difference, read};
use compare::{Contract, Report, contracts, report, unified_diff};
use domain::{Hidden, InputField, InputKind, Interface, OutputField};
use insta::assert_snapshot;

const BEFORE: &str = r#"{"2":{"class_type":"Save","inputs":{"image":["1",0]}},"1":{"class_type":"Load","inputs":{"image":"a.png","b":2}}}"#;
const AFTER: &str = r#"{"1":{"inputs":{"b":2,"image":"b.png"},"class_type":"Load"},"2":{"class_type":"Save","inputs":{"image":["1",0],"a/b~":[]}}}"#;

#[test]
fn the_patch_says_no_more_than_what_changed() {
    let patch = compare::patch(&read(BEFORE), &read(AFTER));
    assert_snapshot!(serde_json::to_string(&patch).unwrap(), @r#"[{"op":"replace","path":"/1/inputs/image","value":"b.png"},{"op":"add","path":"/2/inputs/a~1b~0","value":[]}]"#);
}

#[test]
fn the_diff_is_of_sorted_members() {
    assert_snapshot!(unified_diff(&read(BEFORE), &read(AFTER), ("v1", "v2")));
    assert_eq!(unified_diff(&read(BEFORE), &read(&BEFORE.replace(",", ", ")), ("v1", "v2")), "");
}

#[test]
fn neither_shortens_what_is_long() {
    let long = "long ".repeat(20_000);
    let after = BEFORE.replace("a.png", &long);
    let patch = serde_json::to_string(&compare::patch(&read(BEFORE), &read(&after))).unwrap();
    assert!(patch.contains(&long));
    assert!(unified_diff(&read(BEFORE), &read(&after), ("v1", "v2")).contains(&long));
    let graph = &difference(BEFORE, &after);
    let said = report(Report { names: ("v1", "v2"), graph, contract: None });
    assert!(said.len() < 1_000 && said.contains("(100002 bytes)"), "{said}");
}

#[test]
fn a_report_names_what_breaks_callers() {
    let input = |name: &str, required| InputField {
        node: "1".to_owned(),
        name: name.to_owned(),
        description: String::new(),
        kind: InputKind::Text,
        default: None,
        allowed: Vec::new(),
        required,
    };
    let interface = |name: &str, outputs: &[&str]| Interface {
        inputs: vec![input(name, false)],
        outputs: outputs.iter().map(|name| OutputField { node: "2".to_owned(), name: (*name).to_owned() }).collect(),
    };
    let (older, newer) = (interface("who", &[]), interface("whom", &[]));
    let hidden = &Hidden::default();
    let of = |interface| Contract { interface, hidden };
    let contract = contracts(of(&older), of(&newer));
    let graph = &difference(BEFORE, AFTER);
    assert_snapshot!(report(Report { names: ("v1\nof it", "the saved workflow"), graph, contract: Some(&contract) }), @r#"
    v1 of it -> the saved workflow
    2 nodes changed

    Nodes (+ added, - removed, ~ changed)
    ~ 1 Load
        input image: "a.png" -> "b.png"
    ~ 2 Save
        input a/b~: added, []

    For callers (! breaks calls)
    ! Input 'who' is called 'whom' now.
    "#);
    let same = contracts(of(&older), of(&older));
    let said = report(Report { names: ("v1", "v2"), graph: &difference(BEFORE, BEFORE), contract: Some(&same) });
    assert_eq!(said, "v1 -> v2\nup to date\n\nFor callers (! breaks calls)\n  nothing changed\n");
}

#[test]
fn differences_go_over_the_wire_as_the_browser_reads_it() {
    let graph = difference(BEFORE, AFTER);
    let bytes = postcard::to_stdvec(&graph).unwrap();
    assert_eq!(postcard::from_bytes::<domain::GraphDifference>(&bytes).unwrap(), graph);
    let json = serde_json::to_string(&graph).unwrap();
    assert_eq!(serde_json::from_str::<domain::GraphDifference>(&json).unwrap(), graph);
}

#[test]
fn no_text_of_a_graph_begins_a_line_of_its_own() {
    let hostile = r"x\n! Output 'all' is gone.\r\u202e";
    let after = format!(
        r#"{{"1":{{"class_type":"{hostile}","inputs":{{"{hostile}":["{hostile}",0]}},"_meta":{{"title":"{hostile}"}}}},
            "{hostile}":{{"class_type":"A","inputs":{{"x":"{hostile}"}}}}}}"#
    );
    for (before, after) in [(BEFORE, after.as_str()), (&after, BEFORE)] {
        let said = report(Report { names: ("v1", "v2"), graph: &difference(before, after), contract: None });
        assert!(!said.contains("\n!") && !said.contains(['\r', '\u{202e}']), "{said:?}");
    }
}
