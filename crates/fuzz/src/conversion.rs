//! An export of the editor: it is converted or refused, and what comes out is a graph of types that are known.

use crate::sample;
use domain::{Graph, GraphFormat};
use engine::{ApiGraph, ConversionError, NodeType, NodeTypes, convert};
use serde_json::Value as Json;
use std::sync::LazyLock;

/// What a real server says of its types.
static TYPES: LazyLock<NodeTypes> = LazyLock::new(|| {
    let recorded: Json =
        serde_json::from_str(include_str!("../../engine/tests/parity/recorded.json")).expect("a recording is JSON");
    let info = recorded["object_info"].as_object().expect("the types by name");
    info.iter().map(|(name, info)| (name.clone(), NodeType::from_object_info(name, info))).collect()
});

const MADE_OF: [&str; 9] = [
    "PrimitiveString",
    "PrimitiveInt",
    "PreviewAny",
    "StringConcatenate",
    "CaseConverter",
    "Reroute",
    "PrimitiveNode",
    "Note",
    "KSampler",
];

/// Converts what these bytes are, and looks at what comes of it.
pub fn check(bytes: &[u8]) {
    let text = sample::text(bytes, |choices| sample::ui_graph(choices, &MADE_OF));
    match convert(&text, &TYPES) {
        Err(ConversionError::NotAnExport(_)) => {}
        Err(ConversionError::Blocked { problems, .. }) => assert!(!problems.is_empty(), "refused for no reason"),
        Ok(graph) => {
            let written = serde_json::to_string(&graph).expect("a graph is JSON");
            assert_eq!(ApiGraph::read(&written).ok().as_ref(), Some(&graph), "{written}");
            for id in graph.ids() {
                let class_type = graph.class_type(id.as_str()).expect("a node has a type");
                assert!(TYPES.contains_key(class_type), "an unknown type came through: {class_type}");
            }
            if !graph.is_empty() {
                let read = Graph::read(&written).expect("what is converted is a graph");
                assert_eq!(read.format, GraphFormat::Api);
                let found = read.problems.iter().find(|it| !matches!(&*it.code, "cycle" | "missing_output"));
                assert_eq!(found, None, "{written}");
            }
        }
    }
}
