//! All recorded graphs against a real server, here and now: by its own interface, and as Brine's two engines.

use super::{DIFFERENT, RECORDED, answer, builtin, order, tidy};
use domain::Timestamp;
use engine::{
    ComfyUi, Engine, EngineError, Limits, Outcome,
    outbound::{AllowedRanges, Outbound},
};
use serde::Deserialize;
use serde_json::{Map, Value as Json, json, value::RawValue};
use std::{sync::Arc, time::Duration};

/// How long a server may take for a graph of a few texts.
const TRIES: u32 = 3_000;

/// The graphs as they were written: some numbers are larger than is read.
#[derive(Deserialize)]
struct Recorded<'a> {
    #[serde(borrow)]
    graphs: Vec<GraphText<'a>>,
}

#[derive(Deserialize)]
struct GraphText<'a> {
    #[serde(borrow)]
    graph: &'a RawValue,
}

fn url() -> String {
    std::env::var("BRINE_COMFYUI_URL").unwrap()
}

/// What the server answers to a graph, in the recording's shape: `record.py` in Rust.
async fn theirs(client: &reqwest::Client, graph: &str) -> Json {
    let asked =
        client.post(format!("{}/prompt", url())).body(format!(r#"{{"prompt": {graph}}}"#)).send().await.unwrap();
    let status = asked.status().as_u16();
    let Some(mut body) = read(asked).await else {
        return json!({ "status": status });
    };
    let mut answer = json!({ "status": status, "node_errors": {} });
    if let Some(errors) = body["node_errors"].as_object_mut() {
        for problem in errors.values_mut().flat_map(|it| it["errors"].as_array_mut().unwrap()) {
            problem["extra_info"].as_object_mut().unwrap().remove("traceback");
        }
        answer["node_errors"] = body["node_errors"].clone();
    }
    if status != 200 {
        answer["error"] = body["error"].clone();
        return answer;
    }
    let done = over(client, body["prompt_id"].as_str().unwrap()).await;
    let outputs = done["outputs"].as_object().unwrap();
    answer["outputs"] = outputs.iter().map(|(id, it)| (id.clone(), it["text"].clone())).collect::<Map<_, _>>().into();
    let last = done["status"]["messages"].as_array().unwrap().last().unwrap();
    if last[0] == "execution_error" {
        let kept = ["node_id", "node_type", "exception_type", "exception_message"];
        answer["failure"] =
            kept.into_iter().map(|it| (it.to_owned(), last[1][it].clone())).collect::<Map<_, _>>().into();
    }
    answer
}

/// An answer's JSON; Python writes a word into it that JSON has not.
async fn read(answer: reqwest::Response) -> Option<Json> {
    serde_json::from_str(&answer.text().await.unwrap().replace(": NaN", ": null")).ok()
}

/// The run's entry in the history, once it is there.
async fn over(client: &reqwest::Client, id: &str) -> Json {
    for _ in 0..TRIES {
        let history = client.get(format!("{}/history/{id}", url())).send().await.unwrap();
        let history = read(history).await.unwrap();
        if let Some(entry) = history.get(id) {
            return entry.clone();
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the server does not end {id}")
}

#[tokio::test]
#[ignore = "needs a ComfyUI server at BRINE_COMFYUI_URL"]
async fn the_server_here_answers_as_the_recording_and_as_brine() {
    let recorded: Json = serde_json::from_str(RECORDED).unwrap();
    let texts: Recorded<'_> = serde_json::from_str(RECORDED).unwrap();
    // The server is spoken to without it, and no client is made without it.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let (client, builtin) = (reqwest::Client::new(), builtin());
    let mut wrong = Vec::new();
    for (it, text) in recorded["graphs"].as_array().unwrap().iter().zip(texts.graphs) {
        let name = it["name"].as_str().unwrap();
        let said = tidy(theirs(&client, text.graph.get()).await);
        let recorded = tidy(it["answer"].clone());
        if said != recorded {
            wrong.push(format!("{name}\n  recorded {recorded}\n  now      {said}"));
        }
        let ours = tidy(answer(&builtin, &it["graph"]).await);
        if said != ours && DIFFERENT.iter().all(|(known, _)| *known != name) {
            wrong.push(format!("{name}\n  ours     {ours}\n  now      {said}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// How a run ended, without what only one of the two can say.
async fn ended(engine: &dyn Engine, id: u128, graph: &Json) -> Json {
    let outcome = match engine.start(order(id, graph)).await {
        Ok(run) => run.outcome().await,
        Err(EngineError::Invalid(validation)) => {
            return json!({ "refused": validation.node_errors.keys().collect::<Vec<_>>() });
        }
        Err(other) => panic!("{other}"),
    };
    match outcome {
        Outcome::Succeeded(outputs) => outputs.to_json(),
        Outcome::Failed(failure) => {
            json!({ "failed": failure.exception_message.trim_end(), "kind": failure.exception_type, "at": failure.node_id })
        }
        Outcome::Cancelled => json!("cancelled"),
    }
}

/// What a caller gets is the same, whichever engine a graph runs on.
#[tokio::test]
#[ignore = "needs a ComfyUI server at BRINE_COMFYUI_URL"]
async fn both_engines_give_a_caller_the_same() {
    let recorded: Json = serde_json::from_str(RECORDED).unwrap();
    let outbound = Outbound::new(AllowedRanges::default()).unwrap();
    let clock = Arc::new(|| Timestamp::from_millis(0));
    let (comfyui, builtin) = (ComfyUi::new(&[url()], Limits::default(), clock, outbound).unwrap(), builtin());
    let (mut succeeded, mut wrong) = (0, Vec::new());
    for (number, it) in recorded["graphs"].as_array().unwrap().iter().enumerate() {
        let name = it["name"].as_str().unwrap();
        let id = u128::from(std::process::id()) << 64 | 2 << 32 | number as u128;
        let (ours, theirs) = (ended(&builtin, 0, &it["graph"]).await, ended(&comfyui, id, &it["graph"]).await);
        succeeded += u32::from(ours.get("failed").or(ours.get("refused")).is_none());
        if ours != theirs && DIFFERENT.iter().all(|(known, _)| *known != name) {
            wrong.push(format!("{name}\n  builtin {ours}\n  comfyui {theirs}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(succeeded >= 40, "{succeeded}");
}
