//! A real server, where there is one.

use super::{engine, order, runs::succeeded_with};
use engine::{Engine, EngineError, Given, Limits, Outcome, RunEvent, RunOrder};
use serde_json::json;
use uuid::Uuid;

fn url() -> String {
    std::env::var("BRINE_COMFYUI_URL").expect("BRINE_COMFYUI_URL names a ComfyUI server")
}

/// A picture of one white pixel.
const PIXEL: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4//8/AAX+Av4N70a4AAAAAElFTkSuQmCC";

/// What a caller gives goes there, a picture too, and what is made of it comes back.
#[tokio::test]
#[ignore = "needs a ComfyUI server with Salt's nodes at BRINE_COMFYUI_URL"]
async fn a_callers_values_go_there_and_come_back() {
    let engine = engine(&[url()], Limits::default());
    let input = |name: &str, kind: &str, value: &str| json!({ "class_type": "SaltInput", "inputs": {"input_name": name, "input_type": kind, "input_value": value} });
    let output = |name: &str, kind: &str, from: &str| json!({ "class_type": "SaltOutput", "inputs": {"output_name": name, "output_type": kind, "output_data": [from, 0]} });
    let graph = json!({
        "1": input("name", "STRING", "nobody"), "2": input("picture", "IMAGE", ""), "3": input("count", "INT", "3"),
        "4": {"class_type": "CaseConverter", "inputs": {"string": ["1", 0], "mode": "UPPERCASE"}},
        "5": {"class_type": "ImageInvert", "inputs": {"image": ["2", 0]}},
        "6": output("shout", "STRING", "4"), "7": output("negative", "PNG", "5"), "8": output("count", "STRING", "3"),
        "9": {"class_type": "PreviewAny", "inputs": {"source": ["1", 0]}},
    });
    let order = RunOrder { id: Uuid::from_u128(u128::from(std::process::id()) << 32 | 4), ..order(graph) };
    let body = json!({ "workflow_input": {
        "name": {"value": "Zoë", "value_type": "RAW"}, "picture": {"value": PIXEL, "value_type": "ASSET"},
        "count": {"value": 5, "value_type": "RAW"},
    } });
    let given = Given::read(&order.graph, &[].into(), &body).unwrap();
    let outcome = engine.start(RunOrder { given, ..order }).await.unwrap().outcome().await;
    let mut outputs = succeeded_with(outcome);
    let negative = outputs.as_object_mut().unwrap().remove("negative").unwrap();
    assert_eq!(outputs, json!({ "shout": ["ZOË"], "count": ["5"] }));
    assert_eq!(negative[0]["media_type"], "image/png");
    let picture = negative[0]["base64"].as_str().unwrap();
    assert!(picture.starts_with("iVBORw0KGgo") && picture != PIXEL, "{picture}");
}

#[tokio::test]
#[ignore = "needs a ComfyUI server at BRINE_COMFYUI_URL"]
async fn makes_a_picture_fails_and_refuses() {
    let engine = engine(&[url()], Limits::default());
    let now = std::process::id();
    let named = |part: u128, graph| RunOrder { id: Uuid::from_u128(u128::from(now) << 32 | part), ..order(graph) };
    let picture = json!({
        "1": {"class_type": "EmptyImage", "inputs": {"width": 16, "height": 16, "batch_size": 1, "color": now % 0xff_ffff}},
        "2": {"class_type": "ImageInvert", "inputs": {"image": ["1", 0]}},
        "3": {"class_type": "SaveImage", "inputs": {"images": ["2", 0], "filename_prefix": "brine"}},
        "4": {"class_type": "PreviewAny", "inputs": {"source": "shown"}},
    });
    let mut run = engine.start(named(1, picture)).await.unwrap();
    let mut finished = Vec::new();
    while let Some(event) = run.next().await {
        match event {
            RunEvent::NodeFinished { node, .. } => finished.push(node.to_string()),
            RunEvent::Ended { outcome, .. } => {
                let outputs = succeeded_with(outcome);
                let picture = outputs["3"][0]["base64"].as_str().unwrap();
                assert!(picture.starts_with("iVBORw0KGgo"), "{picture}");
            }
            _ => {}
        }
    }
    finished.sort();
    assert_eq!(finished, ["1", "2", "3", "4"]);

    let fails = json!({
        "1": {"class_type": "RegexReplace", "inputs": {"string": "a", "regex_pattern": "(", "replace": "b"}},
        "2": {"class_type": "PreviewAny", "inputs": {"source": ["1", 0]}},
    });
    let Outcome::Failed(failure) = engine.start(named(2, fails)).await.unwrap().outcome().await else {
        panic!("no failure")
    };
    assert_eq!((failure.exception_type.as_str(), failure.node_id), ("re.error", Some("1".into())));

    let refused = json!({ "1": {"class_type": "LoadImage", "inputs": {"image": "nowhere.png"}}, "2": {"class_type": "PreviewAny", "inputs": {"source": ["1", 0]}} });
    let refused = engine.start(named(3, refused)).await.unwrap_err();
    let EngineError::Invalid(validation) = refused else { panic!("{refused}") };
    assert_eq!(validation.node_errors["1"].errors[0].code, "custom_validation_failed");
}
