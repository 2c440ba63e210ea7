//! What the built-in engine adds to the work of its nodes: `cargo run --release -p engine --example overhead`.
//!
//! A chain of nodes is run by the engine, and the same work is done by plain calls, in turns, so that both see the same
//! machine. What is left after taking one from the other is the engine's: planning, events, limits, and the end.
#![expect(clippy::print_stdout, reason = "this program talks to the person at the terminal")]

use domain::Timestamp;
use engine::{ApiGraph, Builtin, Engine, Outcome, Policy, RunOrder};
use serde_json::{Map, Value as Json, json};
use std::{
    error::Error,
    hint::black_box,
    sync::Arc,
    time::{Duration, Instant},
};

/// What the engine may add a node.
const LIMIT_MICROS: f64 = 50.0;
/// How often each is run.
const ROUNDS: usize = 100;

/// A text and a chain of nodes that it goes through.
struct Case {
    name: &'static str,
    nodes: u32,
    text_bytes: usize,
}

const CASES: [Case; 4] = [
    Case { name: "one node", nodes: 1, text_bytes: 20 },
    Case { name: "a short chain", nodes: 10, text_bytes: 20 },
    Case { name: "a long chain", nodes: 1_000, text_bytes: 20 },
    Case { name: "large texts, each node on a thread", nodes: 100, text_bytes: 100_000 },
];

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let engine = Builtin::new(Policy::default(), Arc::new(|| Timestamp::from_millis(0)))?;
    println!(
        "{:<36}{:>8}{:>15}{:>15}{:>15}{:>12}",
        "", "nodes", "engine µs/node", "direct µs/node", "added µs/node", "of limit"
    );
    for case in CASES {
        let graph = Arc::new(graph(&case)?);
        let (mut by_engine, mut direct) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            let began = Instant::now();
            let order = RunOrder { graph: graph.clone(), ..RunOrder::default() };
            let outcome = engine.start(order).await?.outcome().await;
            by_engine.push(began.elapsed());
            let began = Instant::now();
            let text = black_box(plain(&case));
            direct.push(began.elapsed());
            let Outcome::Succeeded(outputs) = outcome else { return Err(format!("{outcome:?}").into()) };
            // Both did the same.
            if outputs.to_json() != json!({ "out": [text] }) {
                return Err("the engine gave another text".into());
            }
        }
        // The least of each: whatever else the machine does only adds to it.
        let least = |times: Vec<Duration>| times.into_iter().min().unwrap_or_default();
        let micros = |times| least(times).as_secs_f64() * 1e6 / f64::from(case.nodes + 1);
        let (by_engine, direct) = (micros(by_engine), micros(direct));
        let added = by_engine - direct;
        println!(
            "{:<36}{:>8}{by_engine:>15.2}{direct:>15.2}{added:>15.2}{:>12.2}",
            case.name,
            case.nodes + 1,
            added / LIMIT_MICROS
        );
    }
    Ok(())
}

/// The chain, and a `SaltOutput` behind it.
fn graph(case: &Case) -> Result<ApiGraph, serde_json::Error> {
    let mut nodes = Map::new();
    for id in 0..case.nodes {
        let string = if id == 0 { json!(text(case)) } else { json!([(id - 1).to_string(), 0]) };
        let inputs = json!({ "string": string, "mode": mode(id) });
        nodes.insert(id.to_string(), json!({ "class_type": "CaseConverter", "inputs": inputs }));
    }
    let inputs =
        json!({ "output_name": "out", "output_type": "STRING", "output_data": [(case.nodes - 1).to_string(), 0] });
    nodes.insert("out".to_owned(), json!({ "class_type": "SaltOutput", "inputs": inputs }));
    serde_json::from_value(Json::Object(nodes))
}

fn mode(id: u32) -> &'static str {
    if id.is_multiple_of(2) { "UPPERCASE" } else { "lowercase" }
}

/// The same without an engine.
fn plain(case: &Case) -> String {
    (0..case.nodes).fold(text(case), |text, id| match mode(id) {
        "UPPERCASE" => black_box(text).to_uppercase(),
        _ => black_box(text).to_lowercase(),
    })
}

fn text(case: &Case) -> String {
    "Some text. ".chars().cycle().take(case.text_bytes).collect()
}
