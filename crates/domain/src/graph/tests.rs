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
      "5": {"class_type": "A", "inputs": {"x": ["6", 0], "x": ["gone", "none"], "size": ["one", "two"]}},
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
            "5 x duplicate_input",
            "5 x cycle",
            "7 me cycle",
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
fn reads_ports_values_states_groups_and_subgraphs_of_the_ui_format() {
    let text = r##"{"version":1,"links":[[1,"a",0,"b",1,"INT"]],"nodes":[
        {"id":"a","type":"uuid","title":" ","mode":2,"flags":{"collapsed":true},"color":"#323","outputs":[{"name":"n","localized_name":"N","type":"INT"}]},
        {"id":"b","type":"KSampler","mode":4,"widgets_values":[7,"randomize",20,"euler"],"inputs":[
            {"name":"seed","type":"INT","widget":{"name":"seed"},"link":null},{"name":"steps","type":"INT","widget":{"name":"steps"},"link":1},
            {"name":"sampler","type":"COMBO","widget":{"name":"sampler"}},{"name":"model","label":"Model","type":"MODEL","link":null}]},
        {"id":"c","type":"Note","widgets_values":["Mind this"]},
        {"id":"d","type":"Any","widgets_values":{"text":"x"}}],
        "groups":[{"title":"All","bounding":[0,1,2,3],"color":"#A88"},{"title":"none"}],
        "definitions":{"subgraphs":[{"id":"uuid","name":"Counting"}]}}"##;
    let graph = Graph::read(text).unwrap();
    let [a, b, c, d] = &graph.nodes[..] else { panic!("{graph:?}") };
    assert_eq!((&*a.title, &a.role, a.mode, a.is_collapsed), ("Counting", &Role::Subgraph, Mode::Muted, true));
    assert_eq!((&*a.outputs[0].name, a.colour), ("N", Some(Colour([0x33, 0x22, 0x33]))));
    let names: Vec<_> = b.inputs.iter().map(|it| it.name.as_str()).collect();
    assert_eq!((names, b.mode), (vec!["steps", "Model"], Mode::Bypassed));
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(b.values, [pair("seed", "7"), pair("sampler", "euler")]);
    assert_eq!(c.role, Role::Note { text: "Mind this".to_owned(), is_markdown: false });
    assert_eq!(d.values, [pair("text", "x")]);
    assert_eq!((graph.links[0].port, &*graph.links[0].input), (0, "steps"));
    let groups: Vec<_> = graph.groups.iter().map(|it| (it.title.as_str(), it.area)).collect();
    assert_eq!(groups, [("All", [0, 1, 2, 3])]);
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
    assert!(Graph::read(&deep).unwrap_err().message.contains("deeper than 127 levels"));
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

    #[test]
    fn exactly_what_was_done_to_a_good_graph_is_found(faults in proptest::collection::vec(fault(), 0..12)) {
        let mut nodes = Vec::new();
        let mut expected = Vec::new();
        for (place, fault) in faults.iter().enumerate() {
            fault.commit(place, &mut nodes, &mut expected);
        }
        nodes.push(r#""last":{"class_type":"X","inputs":{"fine":["good",0],"size":["a","b"]}}"#.to_owned());
        nodes.push(r#""good":{"class_type":"PrimitiveString","inputs":{"value":"x"}}"#.to_owned());
        let mut found = problems(&format!("{{{}}}", nodes.join(",")));
        found.sort();
        expected.sort();
        prop_assert_eq!(found, expected);
    }
}

/// One thing that can be wrong with a graph.
#[derive(Debug, Clone, Copy)]
enum Fault {
    None,
    Dangling,
    MissingOutput,
    BadSlot,
    DuplicateInput,
    MissingType,
    MissingInputs,
    NotAnObject,
    DuplicateNode,
    OwnCycle,
    LongCycle,
}

fn fault() -> impl Strategy<Value = Fault> {
    proptest::sample::select(vec![
        Fault::None,
        Fault::Dangling,
        Fault::MissingOutput,
        Fault::BadSlot,
        Fault::DuplicateInput,
        Fault::MissingType,
        Fault::MissingInputs,
        Fault::NotAnObject,
        Fault::DuplicateNode,
        Fault::OwnCycle,
        Fault::LongCycle,
    ])
}

impl Fault {
    /// Adds a node with this fault, and what must be said of it.
    fn commit(self, place: usize, nodes: &mut Vec<String>, expected: &mut Vec<String>) {
        let id = format!("n{place}");
        let inputs = |text: &str| format!(r#""{id}":{{"class_type":"X","inputs":{{"before":["good",0],{text}}}}}"#);
        let other = format!("o{place}");
        let (node, said) = match self {
            Self::None => (inputs(r#""in":["good",0]"#), vec![]),
            Self::Dangling => (inputs(r#""in":["gone",0]"#), vec!["in dangling_link"]),
            Self::MissingOutput => (inputs(r#""in":["good",1]"#), vec!["in missing_output"]),
            Self::BadSlot => (inputs(r#""in":["good",-1]"#), vec!["in bad_slot"]),
            Self::DuplicateInput => (inputs(r#""in":1,"in":2"#), vec!["in duplicate_input"]),
            Self::MissingType => (format!(r#""{id}":{{"inputs":{{}}}}"#), vec!["- missing_class_type"]),
            Self::MissingInputs => (format!(r#""{id}":{{"class_type":"X"}}"#), vec!["- missing_inputs"]),
            Self::NotAnObject => (format!(r#""{id}":[1]"#), vec!["- not_an_object"]),
            Self::DuplicateNode => ([inputs(r#""in":1"#), inputs(r#""in":2"#)].join(","), vec!["- duplicate_node"]),
            Self::OwnCycle => (inputs(&format!(r#""in":["{id}",0]"#)), vec!["in cycle"]),
            Self::LongCycle => {
                let back = format!(r#""{other}":{{"class_type":"X","inputs":{{"back":["{id}",0]}}}}"#);
                ([inputs(&format!(r#""in":["{other}",0]"#)), back].join(","), vec!["in cycle"])
            }
        };
        nodes.push(node);
        expected.extend(said.into_iter().map(|said| format!("{id} {said}")));
    }
}
