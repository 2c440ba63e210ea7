//! Limits and cancelling. Time is virtual: it runs on when everything waits.

use super::support::{Names, builtin, events, node, one, order, outcome, output, run, with_lookup};
use engine::{Builtin, Engine, Failure, Outcome, Policy, RunEvent};
use futures::future::BoxFuture;
use serde_json::{Value as Json, json};
use std::{
    io,
    net::IpAddr,
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::sync::{Barrier, oneshot};

type Found = BoxFuture<'static, io::Result<Vec<IpAddr>>>;

/// An engine on which every request waits for ever: no name is ever found.
fn waits_for_ever(policy: Policy) -> Builtin {
    with_lookup(policy, Names(|_| -> Found { Box::pin(std::future::pending()) }))
}

fn request() -> Json {
    json!({ "ask": node("HttpRequest", json!({ "url": "http://example.com/" })), "out": output("o", "ask") })
}

fn seconds(limit: &mut Duration, seconds: u64) {
    *limit = Duration::from_secs(seconds);
}

#[track_caller]
fn failure(outcome: Outcome) -> Failure {
    match outcome {
        Outcome::Failed(failure) => failure,
        other => panic!("{other:?}"),
    }
}

#[tokio::test(start_paused = true)]
async fn a_node_may_take_so_long() {
    let mut policy = Policy::default();
    seconds(&mut policy.limits.node_time, 5);
    let failure = failure(outcome(&waits_for_ever(policy), order(request())).await);
    assert_eq!(failure.exception_type, "TimeLimit");
    assert_eq!(failure.node_id, Some("ask".into()));
    assert_eq!(failure.exception_message, "the node took longer than its limit of 5 s");
}

#[tokio::test(start_paused = true)]
async fn all_nodes_together_may_take_so_long() {
    let mut policy = Policy::default();
    seconds(&mut policy.limits.run_time, 3);
    let failure = failure(outcome(&waits_for_ever(policy), order(request())).await);
    assert_eq!(failure.exception_type, "TimeLimit");
    assert_eq!(failure.node_id, None);
    assert_eq!(failure.exception_message, "the run took longer than its limit of 3 s");
}

#[tokio::test(start_paused = true)]
async fn cancelling_ends_what_waits() {
    let mut run = waits_for_ever(Policy::default()).start(order(request())).await.unwrap();
    while let Some(event) = run.next().await {
        match event {
            RunEvent::NodeStarted { .. } => run.cancel(),
            RunEvent::Ended { outcome, .. } => return assert_eq!(outcome, Outcome::Cancelled),
            _ => {}
        }
    }
    panic!("no end");
}

/// A lookup that waits for ever, and tells when it is given up.
fn tells_when_dropped() -> (Builtin, oneshot::Receiver<()>) {
    let (sender, dropped) = oneshot::channel::<()>();
    let sender = Arc::new(Mutex::new(Some(sender)));
    let lookup = Names(move |_| -> Found {
        let sender = sender.lock().unwrap().take();
        Box::pin(async move {
            let _sender = sender;
            std::future::pending().await
        })
    });
    (with_lookup(Policy::default(), lookup), dropped)
}

#[tokio::test(start_paused = true)]
async fn a_run_that_nobody_holds_is_over() {
    let (engine, dropped) = tells_when_dropped();
    let mut run = engine.start(order(request())).await.unwrap();
    while !matches!(run.next().await, Some(RunEvent::NodeStarted { .. })) {}
    drop(run);
    assert!(dropped.await.is_err(), "the request was given up");
}

#[tokio::test]
async fn cancelling_ends_what_computes_and_frees_its_thread() {
    let mut policy = Policy { threads: 1, ..Policy::default() };
    policy.limits.script_operations = 0;
    let engine = builtin(policy);
    let endless =
        json!({ "it": node("Script", json!({ "script": "print(\"on\"); loop {}" })), "out": output("o", "it") });
    let mut run = engine.start(order(endless)).await.unwrap();
    while let Some(event) = run.next().await {
        match event {
            RunEvent::NodeProgress { .. } => run.cancel(),
            RunEvent::Ended { outcome, .. } => assert_eq!(outcome, Outcome::Cancelled),
            _ => {}
        }
    }
    assert_eq!(one(&engine, "Script", json!({ "script": "40 + 2" })).await, Ok(json!("42")));
}

#[tokio::test(start_paused = true)]
async fn independent_nodes_work_at_the_same_time() {
    let graph = || {
        let ask = |host: &str| {
            node("HttpRequest", json!({ "url": format!("http://{host}.example.com/"), "fail_on_error": false }))
        };
        order(json!({ "1": ask("a"), "2": ask("b"), "o1": output("a", "1"), "o2": output("b", "2") }))
    };
    let meet = || {
        let both = Arc::new(Barrier::new(2));
        // Each answers, with an error, only when the other one has asked.
        Names(move |_| -> Found {
            let both = both.clone();
            Box::pin(async move {
                both.wait().await;
                Err(io::Error::other("they met"))
            })
        })
    };
    let mut policy = Policy::default();
    seconds(&mut policy.limits.node_time, 5);
    let met = failure(outcome(&with_lookup(policy.clone(), meet()), graph()).await);
    assert_eq!((met.exception_type.as_str(), met.exception_message.as_str()), ("HttpError", "they met"));
    policy.limits.parallel_nodes = 1;
    let alone = failure(outcome(&with_lookup(policy, meet()), graph()).await);
    assert_eq!(alone.exception_type, "TimeLimit");
}

#[tokio::test]
async fn values_may_be_so_large() {
    let mut policy = Policy::default();
    policy.limits.value_bytes = 1_000;
    let engine = builtin(policy);
    let long = "x".repeat(600);
    for (class_type, inputs) in [
        ("StringConcatenate", json!({ "string_a": long, "string_b": long, "delimiter": "" })),
        ("StringReplace", json!({ "string": long, "find": "x", "replace": "yy" })),
        ("StringReplace", json!({ "string": long, "find": "", "replace": "y" })),
        ("RegexReplace", json!({ "string": long, "regex_pattern": "x", "replace": "\\g<0>\\g<0>" })),
        ("Template", json!({ "template": "{{ a }}{{ a }}", "a": long })),
        ("Script", json!({ "script": "a + a", "a": long })),
        ("PrimitiveString", json!({ "value": "x".repeat(1_001) })),
    ] {
        let failed = one(&engine, class_type, inputs).await.unwrap_err();
        assert!(failed.starts_with("SizeLimit: "), "{class_type}: {failed}");
    }
}

/// So many texts of 600 bytes, all waiting for the last node.
fn many(count: usize) -> Json {
    let mut graph = serde_json::Map::new();
    for n in 0..count {
        graph.insert(n.to_string(), node("PrimitiveString", json!({ "value": "x".repeat(600) })));
        graph.insert(format!("length {n}"), node("StringLength", json!({ "string": [n.to_string(), 0] })));
        graph.insert(format!("out {n}"), output("o", &format!("length {n}")));
    }
    Json::Object(graph)
}

#[tokio::test]
async fn all_values_together_may_be_so_large() {
    let mut policy = Policy::default();
    policy.limits.held_bytes = 3_000;
    let engine = builtin(policy);
    let failed = run(&engine, many(6)).await.unwrap_err();
    assert_eq!(failed.exception_message, "what the run holds in memory is larger than the limit of 3000 bytes");
    // One after the other is fine: what nobody needs any more is let go.
    let mut chain = serde_json::Map::new();
    chain.insert("0".to_owned(), node("PrimitiveString", json!({ "value": "x".repeat(600) })));
    for n in 1..50 {
        chain.insert(n.to_string(), node("StringTrim", json!({ "string": [(n - 1).to_string(), 0], "mode": "Both" })));
    }
    chain.insert("out".to_owned(), output("o", "49"));
    assert!(run(&engine, Json::Object(chain)).await.is_ok());
}

#[tokio::test]
async fn outputs_together_may_be_so_large() {
    let mut policy = Policy::default();
    policy.limits.output_bytes = 1_000;
    let graph = json!({
        "1": node("PrimitiveString", json!({ "value": "x".repeat(600) })), "o1": output("a", "1"), "o2": output("b", "1"),
    });
    let failed = run(&builtin(policy), graph).await.unwrap_err();
    assert_eq!(failed.exception_message, "all outputs together is larger than the limit of 1000 bytes");
}

#[tokio::test]
async fn a_regular_expression_may_go_back_so_often() {
    let engine = builtin(Policy::default());
    let inputs = json!({
        "string": format!("{}c", "ab".repeat(200)), "regex_pattern": "^(a|b|ab)*\\1$",
        "case_insensitive": false, "multiline": false, "dotall": false,
    });
    let failed = one(&engine, "RegexMatch", inputs).await.unwrap_err();
    assert_eq!(failed, "RegexLimit: the regular expression takes too many steps on this text");
}

#[tokio::test]
async fn a_slow_reader_misses_progress_but_nothing_else() {
    let script = "for i in range(0, 1000) { print(i) } 1";
    let graph_json = json!({ "it": node("Script", json!({ "script": script })), "out": output("o", "it") });
    let engine = builtin(Policy::default());
    let run = engine.start(order(graph_json.clone())).await.unwrap();
    // Nobody reads until the run is over.
    let outcome = run.outcome().await;
    assert!(matches!(outcome, Outcome::Succeeded(_)));
    let all = events(&engine, order(graph_json)).await;
    let count = |kind: fn(&RunEvent) -> bool| all.iter().filter(|event| kind(event)).count();
    assert_eq!(count(|it| matches!(it, RunEvent::NodeStarted { .. })), 2);
    assert_eq!(count(|it| matches!(it, RunEvent::NodeFinished { .. })), 2);
    assert!(matches!(all.last(), Some(RunEvent::Ended { .. })));
}
