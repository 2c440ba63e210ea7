//! What reading says of graphs, good and bad.

use super::*;
use proptest::prelude::*;

#[track_caller]
fn problems(text: &str) -> Vec<String> {
    let graph = Graph::read(text).unwrap();
    graph
        .problems
        .iter()
        .map(|it| format!("{} {} {}", it.node.as_deref().unwrap_or("-"), it.input.as_deref().unwrap_or("-"), it.code))
        .collect()
}

const GOOD: &str = r#"{
  "1": {"class_type": "PrimitiveString", "inputs": {"value": "Ada"}, "_meta": {"title": "Who"}},
  "2": {"class_type": "StringConcatenate", "inputs": {"string_a": "Hello ", "string_b": ["1", 0], "delimiter": ""}},
  "3": {"class_type": "PreviewAny", "inputs": {"source": ["2", 0]}}
}"#;

#[test]
fn reads_nodes_titles_values_and_links() {
    let graph = Graph::read(GOOD).unwrap();
    assert_eq!(graph.format, GraphFormat::Api);
    assert_eq!(graph.problems, []);
    let titles: Vec<_> = graph.nodes.iter().map(|node| node.title.as_str()).collect();
    assert_eq!(titles, ["Who", "StringConcatenate", "PreviewAny"]);
    assert_eq!(graph.nodes[0].values, [("value".to_owned(), "Ada".to_owned())]);
    let links: Vec<_> = graph.links.iter().map(|link| (link.from, link.to, link.input.as_str())).collect();
    assert_eq!(links, [(0, 1, "string_b"), (1, 2, "source")]);
}

#[test]
fn finds_all_problems_at_once() {
    let text = r#"{
      "1": {"class_type": "SaltInput", "inputs": {"input_value": ["9", 0]}},
      "2": {"inputs": {"a": ["1", 1], "b": ["1", -1], "c": ["1", 0.5]}},
      "3": "nope",
      "4": {"class_type": "", "inputs": []},
      "5": {"class_type": "A", "inputs": {"x": ["6", 0]}},
      "6": {"class_type": "B", "inputs": {"y": ["5", 0]}},
      "7": {"class_type": "C", "inputs": {"me": ["7", 0]}},
      "1": {"class_type": "D", "inputs": {}}
    }"#;
    assert_eq!(
        problems(text),
        [
            "2 - missing_class_type",
            "3 - not_an_object",
            "4 - missing_class_type",
            "4 - missing_inputs",
            "1 - duplicate_node",
            "1 input_value dangling_link",
            "2 b bad_slot",
            "2 c bad_slot",
            "5 - cycle",
            "7 - cycle",
        ]
    );
    let slot = r#"{"1":{"class_type":"SaltInput","inputs":{}},"2":{"class_type":"X","inputs":{"a":["1",1]}}}"#;
    assert_eq!(problems(slot), ["2 a missing_output"]);
}

#[test]
fn reads_the_ui_format_with_both_kinds_of_links() {
    let text = r#"{"version":0.4,"nodes":[
        {"id":1,"type":"LoadImage","pos":[10,20],"size":{"0":200,"1":100},"outputs":[]},
        {"id":"b","type":"SaveImage","title":"Out","pos":{"0":300,"1":20},"inputs":[{"name":"images","link":7}]}],
        "links":[[7,1,0,"b",0,"IMAGE"],{"id":8,"origin_id":1,"origin_slot":1,"target_id":"b","target_slot":3,"type":"MASK"},[9,1,0,99,0,"X"]]}"#;
    let graph = Graph::read(text).unwrap();
    assert_eq!((graph.format, graph.problems.len()), (GraphFormat::Ui, 0));
    assert_eq!(graph.nodes[0].area, Some([10, 20, 200, 100]));
    assert_eq!(graph.nodes[1].title, "Out");
    let links: Vec<_> = graph.links.iter().map(|link| (link.slot, link.input.as_str(), link.kind.as_deref())).collect();
    assert_eq!(links, [(0, "images", Some("IMAGE")), (1, "", Some("MASK"))]);
}

#[test]
fn says_where_a_text_is_broken() {
    for (text, line, column) in [
        ("", 1, 1),
        ("{", 1, 1),
        ("{\"1\": {\n \"é\": tru }}", 2, 10),
        ("{} {}", 1, 4),
        ("[1]", 1, 1),
        ("{\"a\":1}", 1, 1),
        ("{}", 1, 1),
        ("{\"nodes\":[]}", 1, 1),
        ("{\"1\":{\"class_type\":\"\\ud800\"}}", 1, 0),
    ] {
        let refused = Graph::read(text).unwrap_err();
        assert_eq!(refused.line, line, "{text}: {refused}");
        assert!(column == 0 || refused.column == column, "{text}: {refused}");
    }
    let deep = "[".repeat(1_000_000);
    assert!(Graph::read(&deep).unwrap_err().message.contains("recursion limit"));
}

#[test]
fn a_long_chain_is_read_without_recursion() {
    let nodes: Vec<_> = (0..20_000)
        .map(|n| format!(r#""{n}":{{"class_type":"X","inputs":{{"a":["{}",0]}}}}"#, (n + 1) % 20_000))
        .collect();
    let graph = Graph::read(&format!("{{{}}}", nodes.join(","))).unwrap();
    assert_eq!(graph.problems.len(), 1, "one cycle");
}

proptest! {
    #[test]
    fn never_panics_on_any_text(text in "\\PC{0,200}") {
        let _ = Graph::read(&text);
    }

    #[test]
    fn never_panics_on_damaged_graphs(at in 0..GOOD.len(), with in "[\\PC\"\\[\\]{},:0-9]{0,4}", cut in 0..8usize) {
        let end = (at + cut).min(GOOD.len());
        let _ = Graph::read(&format!("{}{with}{}", &GOOD[..at], &GOOD[end..]));
    }
}
