//! Runs graphs, and says in a line how that went.

use domain::Timestamp;
use engine::{
    ApiGraph, Builtin, Clock, Engine, EngineError, Failure, Outcome, Policy, RunEvent, RunOrder,
    outbound::{AllowedRanges, Lookup, Outbound},
};
use futures::future::BoxFuture;
use serde_json::{Value as Json, json};
use std::{io, net::IpAddr, sync::Arc};

/// A clock that stands still.
pub fn clock() -> Arc<dyn Clock> {
    Arc::new(|| Timestamp::from_millis(1_763_933_133_120))
}

pub fn builtin(policy: Policy) -> Builtin {
    Builtin::new(policy, clock()).unwrap()
}

/// An engine whose names are looked up here.
pub fn with_lookup(policy: Policy, lookup: impl Lookup) -> Builtin {
    let outbound = Outbound::with_lookup(policy.allowed_ranges.clone(), Arc::new(lookup)).unwrap();
    Builtin::with_outbound(policy, clock(), outbound)
}

/// A policy that lets graphs reach this machine.
pub fn open_to_loopback() -> Policy {
    Policy { allowed_ranges: AllowedRanges::from_iter(["127.0.0.0/8".parse().unwrap()]), ..Policy::default() }
}

pub fn graph(json: Json) -> Arc<ApiGraph> {
    Arc::new(serde_json::from_value(json).unwrap())
}

pub fn node(class_type: &str, inputs: Json) -> Json {
    json!({ "class_type": class_type, "inputs": inputs })
}

/// A `SaltOutput` of this name for what node `from` gives.
pub fn output(name: &str, from: &str) -> Json {
    let inputs = json!({ "output_name": name, "output_type": "STRING", "output_data": [from, 0] });
    node("SaltOutput", inputs)
}

pub fn order(json: Json) -> RunOrder {
    RunOrder { graph: graph(json), ..RunOrder::default() }
}

/// Runs a graph to its end.
pub async fn outcome(engine: &Builtin, order: RunOrder) -> Outcome {
    match engine.start(order).await {
        Ok(run) => run.outcome().await,
        Err(EngineError::Invalid(validation)) => panic!("invalid: {}", json!(validation)),
        Err(other) => panic!("{other}"),
    }
}

/// Runs a graph and gives its outputs, or how it failed.
pub async fn run(engine: &Builtin, graph: Json) -> Result<Json, Failure> {
    match outcome(engine, order(graph)).await {
        Outcome::Succeeded(outputs) => Ok(outputs.to_json()),
        Outcome::Failed(failure) => Err(failure),
        Outcome::Cancelled => panic!("cancelled"),
    }
}

/// What one node gives for these inputs, or what kind of failure and in which words.
pub async fn one(engine: &Builtin, class_type: &str, inputs: Json) -> Result<Json, String> {
    let graph = json!({ "it": node(class_type, inputs), "out": output("out", "it") });
    let outputs = run(engine, graph).await.map_err(|it| format!("{}: {}", it.exception_type, it.exception_message))?;
    Ok(outputs["out"][0].clone())
}

/// All events of a run.
pub async fn events(engine: &Builtin, order: RunOrder) -> Vec<RunEvent> {
    let mut run = engine.start(order).await.unwrap();
    let mut events = Vec::new();
    while let Some(event) = run.next().await {
        events.push(event);
    }
    events
}

/// A lookup from a function.
pub struct Names<F>(pub F);

impl<F: Fn(String) -> BoxFuture<'static, io::Result<Vec<IpAddr>>> + Send + Sync + 'static> Lookup for Names<F> {
    fn lookup(&self, name: String) -> BoxFuture<'static, io::Result<Vec<IpAddr>>> {
        (self.0)(name)
    }
}
