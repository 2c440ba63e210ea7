//! What goes wrong with a ComfyUI server: the traps of its contract, one by one.

use super::{
    ID, at,
    fake::{Fake, ended, succeeded},
    order,
    runs::{image_graph, succeeded_with},
};
use engine::{Engine, EngineError, Failure, Limits, Outcome, RunEvent, RunOrder};
use serde_json::{Value as Json, json};
use std::time::Duration;

fn images(name: &str) -> Json {
    json!({ "2": {"images": [{"filename": name, "subfolder": "", "type": "output"}]} })
}

async fn outcome(fake: &Fake, limits: Limits) -> Outcome {
    at(fake, limits).start(order(image_graph())).await.unwrap().outcome().await
}

#[track_caller]
fn failure(outcome: Outcome) -> Failure {
    match outcome {
        Outcome::Failed(failure) => failure,
        other => panic!("{other:?}"),
    }
}

/// Trap 1: the server takes the same id twice and runs it twice.
#[tokio::test]
async fn what_is_over_or_runs_already_is_not_sent_again() {
    let fake = Fake::start().await;
    fake.set(|it| drop(it.history.insert(ID.to_string(), succeeded(images("x.png")))));
    assert!(succeeded_with(outcome(&fake, Limits::default()).await)["2"].is_array());
    let fake_running = Fake::start().await;
    fake_running.set(|it| it.running.push(ID.to_string()));
    let run = at(&fake_running, Limits::default()).start(order(image_graph())).await.unwrap();
    fake_running.set(|it| {
        it.running.clear();
        it.history.insert(ID.to_string(), ended("execution_error", json!({ "node_id": "1" })));
    });
    assert_eq!(failure(run.outcome().await).node_id, Some("1".into()));
    assert_eq!((fake.posted("/prompt").len(), fake_running.posted("/prompt").len()), (0, 0));
}

/// Trap 2: a restarted server knows nothing; that is not the same as waiting.
#[tokio::test]
async fn a_run_that_the_server_forgot_is_lost() {
    let fake = Fake::start().await;
    let run = at(&fake, Limits::default()).start(order(image_graph())).await.unwrap();
    fake.set(|it| it.running.clear());
    assert_eq!(failure(run.outcome().await).exception_type, "Lost");
}

/// Trap 3: with its cache on, the server gives the same file for the same graph.
#[tokio::test]
async fn the_same_file_for_a_second_run_is_brought_again() {
    let fake = Fake::start().await;
    fake.set(|it| it.ends_with = Some(succeeded(images("z_00001_.png"))));
    for id in [1, 2] {
        let order = RunOrder { id: uuid::Uuid::from_u128(id), ..order(image_graph()) };
        let outcome = at(&fake, Limits::default()).start(order).await.unwrap().outcome().await;
        assert_eq!(succeeded_with(outcome), json!({ "2": [{"media_type": "image/png", "base64": "UE5H"}] }));
    }
}

/// Trap 4: 200 with errors means that the server runs only a part.
#[tokio::test]
async fn a_graph_that_is_taken_in_part_is_refused_and_cancelled() {
    let fake = Fake::start().await;
    let problem = json!({ "type": "custom_validation_failed", "message": "m", "details": "d", "extra_info": {} });
    let node = json!({ "errors": [problem], "dependent_outputs": ["2"], "class_type": "SaveImage" });
    fake.set(|it| it.prompt = Some((200, json!({ "prompt_id": "x", "number": 0, "node_errors": {"2": node} }))));
    let refused = at(&fake, Limits::default()).start(order(image_graph())).await.unwrap_err();
    let EngineError::Invalid(validation) = refused else { panic!("{refused}") };
    assert_eq!(validation.node_errors["2"].errors[0].code, "custom_validation_failed");
    assert_eq!(fake.posted("/interrupt"), [json!({ "prompt_id": ID.to_string() })]);
}

#[tokio::test]
async fn a_refusal_is_passed_on_in_the_servers_words() {
    let fake = Fake::start().await;
    let error = json!({ "type": "prompt_outputs_failed_validation", "message": "Prompt outputs failed validation", "details": "", "extra_info": {} });
    fake.set(|it| it.prompt = Some((400, json!({ "error": error, "node_errors": [] }))));
    let refused = at(&fake, Limits::default()).start(order(image_graph())).await.unwrap_err();
    let EngineError::Invalid(validation) = refused else { panic!("{refused}") };
    assert_eq!(validation.error.unwrap().code, "prompt_outputs_failed_validation");
    fake.set(|it| it.prompt = Some((500, json!("500 Internal Server Error"))));
    let refused = at(&fake, Limits::default()).start(order(image_graph())).await.unwrap_err();
    assert!(matches!(refused, EngineError::Unavailable(_)), "{refused}");
}

/// Traps 5 and 6: cancelling takes a run out of the queue *and* interrupts it, by its id, and makes sure.
#[tokio::test]
async fn cancelling_does_both_and_makes_sure() {
    let fake = Fake::start().await;
    fake.set(|it| it.interruptible = false);
    let mut run = at(&fake, Limits::default()).start(order(image_graph())).await.unwrap();
    run.cancel();
    let mut last = None;
    while let Some(event) = run.next().await {
        if let RunEvent::Ended { outcome, .. } = event {
            last = Some(outcome);
        } else {
            // Only now does the server give in: the first try was not enough.
            fake.set(|it| it.interruptible = true);
        }
    }
    assert_eq!(last, Some(Outcome::Cancelled));
    let id = ID.to_string();
    assert_eq!(fake.posted("/queue")[0], json!({ "delete": [id] }));
    assert!(fake.posted("/interrupt").iter().all(|body| *body == json!({ "prompt_id": id })));
}

/// Trap 7: a newer server may have other routes. That is said as soon as it shows, not after many tries.
#[tokio::test]
async fn a_server_with_other_routes_is_named() {
    let fake = Fake::start().await;
    fake.set(|it| it.missing = vec!["/prompt"]);
    let refused = at(&fake, Limits::default()).start(order(image_graph())).await.unwrap_err();
    assert!(refused.to_string().contains("has no `/prompt`"), "{refused}");
    fake.set(|it| it.missing = vec!["/object_info"]);
    let refused = at(&fake, Limits::default()).node_types().await.unwrap_err();
    assert!(refused.to_string().contains("has no `/object_info`"), "{refused}");
    fake.set(|it| it.missing.clear());
    let run = at(&fake, Limits::default()).start(order(image_graph())).await.unwrap();
    fake.set(|it| it.missing = vec!["/history", "/queue"]);
    let failure = failure(run.outcome().await);
    assert_eq!(failure.exception_type, "Unavailable");
    assert!(failure.exception_message.contains("has no `/queue`"), "{}", failure.exception_message);
}

/// A server that hangs takes every request and answers none: neither the run nor its end may wait for it for ever.
#[tokio::test]
async fn a_server_that_hangs_is_given_a_minute_and_named() {
    let fake = Fake::start().await;
    let mut run = at(&fake, Limits::default()).start(order(image_graph())).await.unwrap();
    run.next().await.unwrap();
    fake.set(|it| it.hangs = true);
    // From here on nothing answers: the clock goes on by itself, to whatever is waited for.
    tokio::time::pause();
    let begun = tokio::time::Instant::now();
    let failure = failure(run.outcome().await);
    assert!(begun.elapsed() < Duration::from_secs(70), "{:?}", begun.elapsed());
    let words = format!("the ComfyUI server {}/ has taken the run and does not answer any more", fake.url);
    assert!(failure.exception_message.starts_with(&words), "{}", failure.exception_message);
}

#[tokio::test]
async fn a_server_that_hangs_does_not_keep_a_run_from_being_cancelled() {
    let fake = Fake::start().await;
    let mut run = at(&fake, Limits::default()).start(order(image_graph())).await.unwrap();
    run.next().await.unwrap();
    fake.set(|it| it.hangs = true);
    tokio::time::pause();
    let begun = tokio::time::Instant::now();
    run.cancel();
    assert_eq!(run.outcome().await, Outcome::Cancelled);
    assert!(begun.elapsed() < Duration::from_secs(130), "{:?}", begun.elapsed());
}

#[tokio::test]
async fn a_server_that_hangs_holds_up_no_run_for_another() {
    let (hanging, fake) = (Fake::start().await, Fake::start().await);
    hanging.set(|it| it.hangs = true);
    fake.set(|it| it.ends_with = Some(succeeded(images("x.png"))));
    let engine = super::engine(&[hanging.url.clone(), fake.url.clone()], Limits::default());
    let begun = std::time::Instant::now();
    succeeded_with(engine.start(order(image_graph())).await.unwrap().outcome().await);
    assert!(begun.elapsed() < Duration::from_secs(30), "{:?}", begun.elapsed());
    let silent = engine.silent().await;
    assert_eq!(silent.len(), 1, "{silent:?}");
    assert!(silent[0].contains(&hanging.url), "{silent:?}");
}

#[tokio::test]
async fn an_interruption_by_somebody_else_is_no_failure() {
    let fake = Fake::start().await;
    fake.set(|it| {
        it.ends_with = Some(ended("execution_interrupted", json!({ "node_id": "1", "node_type": "EmptyImage" })))
    });
    assert_eq!(outcome(&fake, Limits::default()).await, Outcome::Cancelled);
}

#[tokio::test]
async fn a_failure_names_its_node() {
    let fake = Fake::start().await;
    let data = json!({ "node_id": "1", "node_type": "EmptyImage", "exception_type": "ValueError", "exception_message": "bad\n" });
    fake.set(|it| it.ends_with = Some(ended("execution_error", data)));
    let failure = failure(outcome(&fake, Limits::default()).await);
    assert_eq!((failure.exception_type.as_str(), failure.exception_message.as_str()), ("ValueError", "bad"));
    assert_eq!(failure.node_type.as_deref(), Some("EmptyImage"));
}

#[tokio::test]
async fn files_have_limits_and_may_be_gone() {
    let fake = Fake::start().await;
    fake.set(|it| {
        it.file = vec![0; 2_000];
        it.ends_with = Some(succeeded(images("x.png")));
    });
    let limits = Limits { value_bytes: 1_000, ..Limits::default() };
    assert_eq!(failure(outcome(&fake, limits).await).exception_type, "SizeLimit");
    let limits = Limits { output_bytes: 3_000, ..Limits::default() };
    let two = json!([{"filename": "x.png", "type": "output"}, {"filename": "y.png", "type": "temp"}]);
    fake.set(|it| it.ends_with = Some(succeeded(json!({ "2": {"images": two} }))));
    let run = RunOrder { id: uuid::Uuid::from_u128(9), ..order(image_graph()) };
    let ended = at(&fake, limits).start(run).await.unwrap().outcome().await;
    assert_eq!(failure(ended).exception_type, "SizeLimit");
    let gone = Fake::start().await;
    gone.set(|it| it.ends_with = Some(succeeded(images("gone.png"))));
    let failure = failure(outcome(&gone, Limits::default()).await);
    assert!(failure.exception_message.contains("the file gone.png is gone"), "{}", failure.exception_message);
}

#[tokio::test]
async fn a_run_that_takes_too_long_is_cancelled_there_too() {
    let fake = Fake::start().await;
    let limits = Limits { run_time: Duration::ZERO, ..Limits::default() };
    assert_eq!(failure(outcome(&fake, limits).await).exception_type, "TimeLimit");
    assert_eq!(fake.posted("/interrupt").len(), 1);
}
