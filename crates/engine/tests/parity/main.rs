//! The built-in engine against what a real ComfyUI 0.3.75 answered, graph by graph.
//!
//! `parity/corpus.py` has the graphs, `parity/record.py` asks the server, `parity/recorded.json` is
//! what it said. Each difference that is meant has its line in [`DIFFERENT`], with the reason.
//! `live` asks a real server anew, where there is one.
#![expect(clippy::unwrap_used, reason = "a test says by a panic what went wrong")]

mod live;

use domain::Timestamp;
use engine::{ApiGraph, Builtin, Engine, EngineError, Outcome, Policy, RunEvent, RunOrder, Validation};
use serde_json::{Map, Value as Json, json};
use std::{collections::BTreeSet, sync::Arc};
use uuid::Uuid;

const RECORDED: &str = include_str!("recorded.json");

/// Graphs on which Brine differs on purpose: name, and why.
const DIFFERENT: &[(&str, &str)] = &[
    ("one good and one bad output", "ComfyUI drops the bad output silently; Brine refuses the graph"),
    ("a slot of a node without outputs", "ComfyUI drops the bad output silently; Brine refuses the graph"),
    (
        "a link in an unknown input",
        "ComfyUI fails when it runs; Brine leaves inputs aside that a type has not, linked or not",
    ),
    ("int far too big", "refused by both; beyond 64 bits the number in the message is rounded"),
    ("a link to itself", "ComfyUI fails without a word of where; Brine names the cycle"),
];

/// Only what a caller can rely on: no order among errors, no list of what else hangs on an output.
fn tidy(mut answer: Json) -> Json {
    for (_, node) in answer["node_errors"].as_object_mut().into_iter().flatten() {
        // The server's own list depends on the order in which it draws outputs from a set.
        node.as_object_mut().unwrap().remove("dependent_outputs");
        let errors = node["errors"].as_array_mut().unwrap();
        errors.sort_by_key(|error| format!("{} {}", error["type"], error["details"]));
        for error in errors {
            without_tooltip(&mut error["extra_info"]["input_config"]);
        }
    }
    if let Some(details) = answer["error"]["details"].as_str() {
        let mut lines: Vec<&str> = details.lines().collect();
        lines.sort_unstable();
        answer["error"]["details"] = json!(lines.join("\n"));
    }
    if let Some(message) = answer["failure"]["exception_message"].as_str() {
        answer["failure"]["exception_message"] = json!(message.trim_end());
    }
    drop_nulls(&mut answer);
    answer
}

/// Tooltips are ComfyUI's prose; Brine has its own.
fn without_tooltip(config: &mut Json) {
    if let Some(options) = config.get_mut(1).and_then(Json::as_object_mut) {
        options.remove("tooltip");
    }
}

fn drop_nulls(json: &mut Json) {
    if let Some(members) = json.as_object_mut() {
        members.retain(|name, value| !value.is_null() || matches!(name.as_str(), "received_value"));
        members.values_mut().for_each(drop_nulls);
    } else if let Some(items) = json.as_array_mut() {
        items.iter_mut().for_each(drop_nulls);
    }
}

fn refused(validation: &Validation) -> Json {
    json!({ "status": 400, "error": validation.error, "node_errors": validation.node_errors })
}

/// What Brine answers, in the recording's shape.
async fn answer(builtin: &Builtin, graph: &Json) -> Json {
    let mut run = match builtin.start(order(0, graph)).await {
        Ok(run) => run,
        Err(EngineError::Invalid(validation)) => return refused(&validation),
        Err(other) => panic!("{other}"),
    };
    let mut outputs = Map::new();
    while let Some(event) = run.next().await {
        match event {
            RunEvent::NodeFinished { node, shown: Some(shown), .. } => {
                outputs.insert(node.to_string(), shown["text"].clone());
            }
            RunEvent::Ended { outcome: Outcome::Failed(failure), .. } => {
                return json!({ "status": 200, "node_errors": {}, "outputs": outputs, "failure": failure });
            }
            _ => {}
        }
    }
    json!({ "status": 200, "node_errors": {}, "outputs": outputs })
}

fn order(id: u128, graph: &Json) -> RunOrder {
    let graph: ApiGraph = serde_json::from_value(graph.clone()).unwrap();
    RunOrder { id: Uuid::from_u128(id), graph: Arc::new(graph), ..RunOrder::default() }
}

fn builtin() -> Builtin {
    Builtin::new(Policy::default(), Arc::new(|| Timestamp::from_millis(0))).unwrap()
}

#[tokio::test]
async fn answers_as_the_real_server_does() {
    let recorded: Json = serde_json::from_str(RECORDED).unwrap();
    let builtin = builtin();
    let mut wrong = Vec::new();
    let mut different = BTreeSet::new();
    let graphs = recorded["graphs"].as_array().unwrap();
    for it in graphs {
        let name = it["name"].as_str().unwrap();
        let (ours, theirs) = (tidy(answer(&builtin, &it["graph"]).await), tidy(it["answer"].clone()));
        if ours == theirs {
            continue;
        }
        match DIFFERENT.iter().find(|(known, _)| *known == name) {
            Some((known, _)) => drop(different.insert(*known)),
            None => wrong.push(format!("{name}\n  ours   {ours}\n  theirs {theirs}")),
        }
    }
    assert!(graphs.len() >= 40);
    assert!(wrong.is_empty(), "{} of {} graphs:\n{}", wrong.len(), graphs.len(), wrong.join("\n"));
    let expected: BTreeSet<_> = DIFFERENT.iter().map(|(name, _)| *name).collect();
    assert_eq!(different, expected, "a difference that is none any more loses its line");
}

#[tokio::test]
async fn shows_its_types_as_the_real_server_does() {
    let recorded: Json = serde_json::from_str(RECORDED).unwrap();
    let types = builtin().node_types().await.unwrap();
    for (name, theirs) in recorded["object_info"].as_object().unwrap() {
        let (mut ours, mut theirs) = (types[name].object_info(), theirs.clone());
        for info in [&mut ours, &mut theirs] {
            let members = info.as_object_mut().unwrap();
            // Newer nodes have these besides, always with the same values.
            for name in ["output_tooltips", "deprecated", "experimental", "api_node", "description"] {
                members.remove(name);
            }
            for group in members["input"].as_object_mut().unwrap().values_mut() {
                group.as_object_mut().unwrap().values_mut().for_each(without_tooltip);
            }
        }
        assert_eq!(ours, theirs, "{name}");
    }
}
