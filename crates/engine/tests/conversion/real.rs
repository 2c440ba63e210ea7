//! A real server, where there is one, and the workflows that ComfyUI ships.

use super::{GRAPHS, shown};
use domain::Timestamp;
use engine::{
    ComfyUi, ConversionError, Engine, EngineError, Limits, RunOrder, convert,
    outbound::{AllowedRanges, Outbound},
    validation::Problem,
};
use std::sync::Arc;
use uuid::Uuid;

fn server() -> ComfyUi {
    let url = std::env::var("BRINE_COMFYUI_URL").unwrap();
    let outbound = Outbound::new(AllowedRanges::default()).unwrap();
    ComfyUi::new(&[url], Limits::default(), Arc::new(|| Timestamp::from_millis(0)), outbound).unwrap()
}

/// No two runs of one process, nor of two, have the same id.
fn id(number: usize) -> u128 {
    u128::from(std::process::id()) << 64 | 1 << 32 | number as u128
}

#[tokio::test]
#[ignore = "needs a ComfyUI server at BRINE_COMFYUI_URL"]
async fn converted_exports_run_there() {
    let server = server();
    let types = server.node_types().await.unwrap();
    for (number, it) in GRAPHS.iter().enumerate().filter(|(_, it)| !it["shows"].is_null()) {
        let graph = convert(&it["ui"].to_string(), &types).unwrap();
        assert_eq!(shown(&server, id(number), graph).await, it["shows"], "{}", it["name"]);
    }
}

/// What the server says against a workflow that converted is about files that it has not, and nothing else.
#[tokio::test]
#[ignore = "needs a ComfyUI server at BRINE_COMFYUI_URL and workflows at BRINE_REAL_WORKFLOWS"]
async fn real_workflows_lack_nothing_but_files() {
    let server = server();
    let types = server.node_types().await.unwrap();
    let folder = std::env::var("BRINE_REAL_WORKFLOWS").unwrap();
    let (mut converted, mut blocked, mut wrong) = (0, 0, Vec::new());
    for (number, file) in std::fs::read_dir(folder).unwrap().enumerate() {
        let path = file.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        match convert(&text, &types) {
            Ok(graph) => {
                converted += 1;
                let problems = refusal(&server, 1000 + number, graph).await;
                wrong.extend(problems.iter().filter(|it| !is_about_a_file(it)).map(|it| format!("{path:?} {it:?}")));
            }
            Err(ConversionError::Blocked { problems, .. }) => {
                blocked += 1;
                let others =
                    problems.iter().filter(|it| !matches!(it.code.as_str(), "unknown_type" | "browser_widget"));
                wrong.extend(others.map(|it| format!("{path:?} {it}")));
            }
            Err(ConversionError::NotAnExport(_)) => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // A server of this age knows all types of some 90 of them.
    assert!(converted > 80 && converted + blocked > 600, "{converted} converted, {blocked} blocked");
}

fn is_about_a_file(problem: &Problem) -> bool {
    let is_named = || problem.extra_info["received_value"].as_str().is_some_and(|value| value.contains('.'));
    match &*problem.code {
        // Of two families of models that came after this server.
        "value_not_in_list" => is_named() || problem.extra_info["input_name"] == "type",
        "custom_validation_failed" => problem.details.contains("Invalid"),
        _ => false,
    }
}

async fn refusal(server: &ComfyUi, number: usize, graph: engine::ApiGraph) -> Vec<Problem> {
    let order = RunOrder { id: Uuid::from_u128(id(number)), graph: Arc::new(graph), ..RunOrder::default() };
    match server.start(order).await {
        // Dropped, and so cancelled.
        Ok(_) => Vec::new(),
        Err(EngineError::Invalid(validation)) => {
            validation.node_errors.into_values().flat_map(|it| it.errors).collect()
        }
        Err(other) => panic!("{other}"),
    }
}
