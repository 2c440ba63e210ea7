//! A workflow's text: whatever it is, it is read or refused, said the truth about, and drawn.

use crate::sample;
use domain::{Graph, Import};
use drawing::Look;
use engine::{ApiGraph, Builtin, Engine as _, Policy};
use std::{
    collections::HashSet,
    sync::{Arc, LazyLock},
};

static BUILTIN: LazyLock<Builtin> = LazyLock::new(|| {
    Builtin::new(Policy::default(), Arc::new(|| domain::Timestamp::from_millis(0))).expect("an engine")
});

const TYPES: [(&str, &[&str]); 7] = [
    ("PrimitiveString", &["value"]),
    ("PrimitiveInt", &["value"]),
    ("StringConcatenate", &["string_a", "string_b", "delimiter"]),
    ("PreviewAny", &["source"]),
    ("SaltInput", &["input_name", "input_type", "input_value", "input_allowed_values", "user_override_required"]),
    ("SaltOutput", &["output_name", "output_type", "output_data"]),
    ("KSampler", &["seed", "model"]),
];
const UI_TYPES: [&str; 6] = ["PrimitiveString", "PreviewAny", "Reroute", "PrimitiveNode", "Note", "MarkdownNote"];

/// Reads what these bytes are, and looks at all that is said of it.
pub fn check(bytes: &[u8]) {
    let text = sample::text(bytes, |choices| match choices.arbitrary()? {
        true => sample::api_graph(choices, &TYPES),
        false => sample::ui_graph(choices, &UI_TYPES),
    });
    if let Ok(graph) = Graph::read(&text) {
        assert_eq!(Graph::read(&with_space(&text)).as_ref(), Ok(&graph), "white space says nothing");
        names_what_is_there(&graph);
        is_drawn(&graph);
    }
    if let Ok(import) = Import::recognise(&text) {
        assert_eq!(Graph::read(import.graph), Ok(import.facts), "what is kept is what was examined");
    }
    if let Ok(graph) = ApiGraph::read(&text) {
        is_examined(&graph);
    }
}

fn names_what_is_there(graph: &Graph) {
    let nodes: HashSet<_> = graph.nodes.iter().map(|node| node.id.as_str()).collect();
    for problem in &graph.problems {
        assert!(problem.node.as_deref().is_none_or(|node| nodes.contains(node)), "a problem of no node: {problem:?}");
        let is_input = |name: &str| {
            let of = graph.nodes.iter().filter(|node| problem.node.as_ref() == Some(&node.id));
            of.into_iter()
                .any(|it| it.inputs.iter().any(|port| port.name == name) || it.values.iter().any(|it| it.0 == name))
        };
        assert!(problem.input.as_deref().is_none_or(is_input), "a problem of no input: {problem:?}");
    }
    for link in &graph.links {
        assert!((link.from as usize) < graph.nodes.len() && (link.to as usize) < graph.nodes.len(), "{link:?}");
    }
}

fn is_drawn(graph: &Graph) {
    for look in [Look::System, Look::Light] {
        for svg in [drawing::picture(graph, look), drawing::thumbnail(graph, look)] {
            let read = roxmltree::Document::parse(&svg);
            assert!(read.is_ok(), "{:?}\n{svg}", read.err());
            assert!(!svg.contains("NaN") && !svg.contains("inf\""), "a picture has a size: {svg}");
        }
    }
}

/// What an engine says of it is about nodes that are there; and what is written is read as the same.
fn is_examined(graph: &ApiGraph) {
    let written = serde_json::to_string(graph).expect("a graph is JSON");
    assert_eq!(ApiGraph::read(&written).ok().as_ref(), Some(graph), "{written}");
    let said = futures::executor::block_on(BUILTIN.validate(graph)).expect("an engine inside is always there");
    let named = said.node_errors.keys().chain(&said.good_outputs);
    named.for_each(|node| assert!(graph.id(node.as_str()).is_some(), "no node {node}: {said:?}"));
}

/// The same JSON with a line break wherever one may stand.
fn with_space(text: &str) -> String {
    let (mut spaced, mut in_text, mut is_escaped) = (String::from("\n"), false, false);
    for c in text.chars() {
        spaced.push(c);
        in_text ^= c == '"' && !is_escaped;
        is_escaped = in_text && c == '\\' && !is_escaped;
        if !in_text && matches!(c, '{' | '[' | ',' | ':') {
            spaced.push('\n');
        }
    }
    spaced
}
