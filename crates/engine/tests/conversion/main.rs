//! Exports of the editor, turned into graphs that run.
//!
//! `graphs.json` has an export for each thing that an export can hold, what ComfyUI's own editor (1.32.9, in a browser,
//! with a server 0.3.75) makes of it, and what the graph then shows. One line differs on purpose: what is in a
//! bypassed subgraph is left out here, and the editor sends it though nothing needs it.
#![expect(clippy::unwrap_used, reason = "a test says by a panic what went wrong")]

mod features;
mod hostile;
mod real;
mod refusals;

use engine::{ApiGraph, Engine, NodeType, NodeTypes, Outcome, RunEvent, RunOrder};
use serde_json::{Map, Value as Json, json};
use std::sync::{Arc, LazyLock};

/// The types that a real server told of, and some that were made up in its words.
static TYPES: LazyLock<NodeTypes> = LazyLock::new(|| {
    let recorded: Json = serde_json::from_str(include_str!("../parity/recorded.json")).unwrap();
    let mut info = recorded["object_info"].as_object().unwrap().clone();
    info.extend(made_up().as_object().unwrap().clone());
    info.iter().map(|(name, info)| (name.clone(), NodeType::from_object_info(name, info))).collect()
});

fn made_up() -> Json {
    json!({
        "Sampler": {"input": {
            "required": {
                "noise_seed": ["INT", {"default": 0}], "steps": ["INT", {"default": 20}], "add_noise": [["enable", "disable"]],
                "strength": ["FLOAT", {"forceInput": true}], "image": [["a.png", "b.png"], {"image_upload": true}],
            },
            "optional": {
                "name": ["COMBO", {"options": ["one", "two"], "control_after_generate": true}], "tags": ["COMBO", {"multiselect": true}],
                "ratio": ["FLOAT", {}], "prompt": ["STRING", {"multiline": true, "dynamicPrompts": true}], "latent": ["LATENT"],
            },
        }, "output": ["LATENT"], "output_node": true, "display_name": "A sampler"},
        "Camera": {"input": {"required": {"image": ["WEBCAM", {}], "width": ["INT", {}]}}, "output": ["IMAGE"], "output_node": true},
    })
}

static GRAPHS: LazyLock<Vec<Json>> = LazyLock::new(|| serde_json::from_str(include_str!("graphs.json")).unwrap());

/// Runs a graph and gives what its nodes showed, by id.
async fn shown(engine: &dyn Engine, id: u128, graph: ApiGraph) -> Json {
    let order = RunOrder { id: uuid::Uuid::from_u128(id), graph: Arc::new(graph), ..RunOrder::default() };
    let mut run = engine.start(order).await.unwrap();
    let mut shown = Map::new();
    while let Some(event) = run.next().await {
        match event {
            RunEvent::NodeFinished { node, shown: Some(it), .. } => {
                drop(shown.insert(node.to_string(), it["text"][0].clone()))
            }
            RunEvent::Ended { outcome: Outcome::Succeeded(_), .. } | RunEvent::NodeFinished { .. } => {}
            RunEvent::Ended { outcome, .. } => panic!("{outcome:?}"),
            _ => {}
        }
    }
    Json::Object(shown)
}
