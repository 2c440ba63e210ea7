//! A real server, where there is one.

use super::{engine, order, runs::succeeded_with};
use engine::{Engine, EngineError, Limits, Outcome, RunEvent, RunOrder};
use serde_json::json;
use uuid::Uuid;

fn url() -> String {
    std::env::var("BRINE_COMFYUI_URL").expect("BRINE_COMFYUI_URL names a ComfyUI server")
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
