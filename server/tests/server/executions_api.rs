//! Executions by REST: asked for, waited for, cancelled, run again, refused.

use crate::support::{TestServer, request};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

/// Greets whom it is given.
pub(crate) const GREETING: &str = r#"{
 "1": {"class_type":"SaltInput","inputs":{"input_name":"name","input_desc":"","input_type":"STRING","input_value":"Ada","input_allowed_values":"","user_override_required":false}},
 "2": {"class_type":"StringConcatenate","inputs":{"string_a":"Hello","string_b":["1",0],"delimiter":" "},"_meta":{"title":"Say hello"}},
 "3": {"class_type":"SaltOutput","inputs":{"output_name":"greeting","output_desc":"","output_type":"STRING","output_data":["2",0]}}}"#;

/// Works until it is cancelled, or for a minute.
pub(crate) const LONG: &str = r#"{
 "1": {"class_type":"Script","inputs":{"script":"let n = 0; while n < 100000000 { n += 1; } n","a":""}},
 "2": {"class_type":"SaltOutput","inputs":{"output_name":"n","output_desc":"","output_type":"STRING","output_data":["1",0]}}}"#;

/// Fails at its second node.
pub(crate) const FAILING: &str = r#"{
 "1": {"class_type":"PrimitiveString","inputs":{"value":"x"}},
 "2": {"class_type":"JsonQuery","inputs":{"json":["1",0],"query":".a"},"_meta":{"title":"Ask"}},
 "3": {"class_type":"SaltOutput","inputs":{"output_name":"a","output_desc":"","output_type":"STRING","output_data":["2",0]}}}"#;

fn run(deployment: &str, headers: &[(&str, &str)], body: &str) -> axum::http::Request<axum::body::Body> {
    let headers: Vec<_> = [("content-type", "application/json")].into_iter().chain(headers.iter().copied()).collect();
    request(Method::POST, &format!("/api/v1/deployments/{deployment}/executions/"), &headers, body)
}

async fn greeting(server: &TestServer) -> String {
    let workflow = server.workflow("Greeting", GREETING).await;
    server.deploy(&workflow).await
}

const WAIT: (&str, &str) = ("prefer", "wait=30");

#[tokio::test]
async fn a_request_is_accepted_and_its_result_can_be_asked_for() {
    let server = TestServer::start().await;
    let deployment = greeting(&server).await;
    let accepted = server.send(run(&deployment, &[], r#"{"workflow_input":{}}"#)).await;
    assert_eq!(accepted.status, StatusCode::ACCEPTED, "{}", accepted.text());
    let id = accepted.value()["execution_id"].as_str().unwrap().to_owned();
    assert_eq!(accepted.value().as_object().unwrap().len(), 1, "Salt's answer has one member");
    assert_eq!(accepted.header("location"), format!("/api/v1/executions/{id}"));
    let row = server.over(&id).await;
    assert_eq!((&row["status"], &row["outputs"]), (&json!("succeeded"), &json!({"greeting": ["Hello Ada"]})));
    assert_eq!((&row["deployment_id"], &row["version"]), (&json!(deployment), &json!(1)));
    let digest = server.get(&format!("/api/v1/deployments/{deployment}")).await.value()["digest"].clone();
    assert_eq!(row["digest"], digest);
    let names: Vec<_> = row["nodes"].as_array().unwrap().iter().map(|it| it["name"].clone()).collect();
    assert_eq!(names, [json!("SaltInput"), json!("Say hello"), json!("SaltOutput")]);
}

#[tokio::test]
async fn who_waits_gets_the_result_in_the_answer() {
    let server = TestServer::start().await;
    let deployment = greeting(&server).await;
    for input in [r#"{"name":{"value":"Grace","value_type":"RAW"}}"#, r#"{"1":{"value":"Grace","value_type":"RAW"}}"#] {
        let done = server.send(run(&deployment, &[WAIT], &format!(r#"{{"workflow_input":{input}}}"#))).await;
        assert_eq!((done.status, done.header("preference-applied")), (StatusCode::OK, "wait=30"), "{}", done.text());
        assert_eq!(done.value()["outputs"], json!({"greeting": ["Hello Grace"]}));
    }
    let path = format!("/api/v1/deployments/{deployment}/executions");
    let without_slash = server.json(Method::POST, &path, r#"{"workflow_input":{}}"#).await;
    assert_eq!(without_slash.status, StatusCode::ACCEPTED);
}

#[tokio::test]
async fn what_does_not_fit_is_refused_in_salts_words() {
    let server = TestServer::start().await;
    let deployment = greeting(&server).await;
    for (body, details) in [
        ("{}", "Missing required field 'workflow_input'"),
        (r#"{"workflow_input":{"nope":{"value":1,"value_type":"RAW"}}}"#, "Unknown input 'nope'"),
        (r#"{"workflow_input":{},"callback":7}"#, "Field 'callback' must be a string"),
    ] {
        let refused = server.send(run(&deployment, &[], body)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
        assert_eq!(refused.value()["error"], "Invalid input structure", "{body}");
        assert!(refused.value()["details"].as_str().unwrap().contains(details), "{}", refused.text());
    }
    let misspelt = server.send(run(&deployment, &[], r#"{"workflow_input":{},"calback":"https://x"}"#)).await;
    assert_eq!(
        (misspelt.status, &misspelt.value()["member"], &misspelt.value()["details"]),
        (
            StatusCode::UNPROCESSABLE_ENTITY,
            &json!("calback"),
            &json!("Unknown field 'calback'; the fields are 'workflow_input' and 'callback'")
        )
    );
    let bad_url = server.send(run(&deployment, &[], r#"{"workflow_input":{},"callback":"ftp://x"}"#)).await;
    assert_eq!((bad_url.status, &bad_url.value()["member"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("callback")));
    let listed = server.get(&format!("/api/v1/deployments/{deployment}/executions/")).await;
    assert_eq!(listed.value(), json!({"items": [], "next_cursor": null}), "nothing half done");
}

/// A body that is short of what it says: `workflow_inputs` for `workflow_input`. For tests of a workflow, too.
#[tokio::test]
async fn a_misspelt_field_is_named_before_the_one_that_is_missing() {
    let server = TestServer::start().await;
    let workflow = server.workflow("Greeting", GREETING).await;
    let deployment = server.deploy(&workflow).await;
    for path in
        [format!("/api/v1/deployments/{deployment}/executions/"), format!("/api/v1/workflows/{workflow}/executions")]
    {
        let refused = server.json(Method::POST, &path, r#"{"workflow_inputs":{}}"#).await;
        let said = (refused.status, refused.value()["details"].as_str().unwrap().to_owned());
        let words = "Unknown field 'workflow_inputs'; the fields are 'workflow_input' and 'callback'".to_owned();
        assert_eq!(said, (StatusCode::UNPROCESSABLE_ENTITY, words), "{path}");
    }
}

#[tokio::test]
async fn an_execution_says_what_it_was_given() {
    let server = TestServer::start().await;
    let deployment = greeting(&server).await;
    for (name, shown) in [
        ("Grace".to_owned(), json!({"name": {"value": "Grace", "value_type": "RAW"}})),
        // Two quotes more, as JSON.
        ("x".repeat(5_000), json!({"name": {"value": null, "value_bytes": 5_002, "value_type": "RAW"}})),
    ] {
        let body = json!({"workflow_input": {"name": {"value": name, "value_type": "RAW"}}}).to_string();
        let done = server.send(run(&deployment, &[WAIT], &body)).await.value();
        let row = server.get(&format!("/api/v1/executions/{}", done["execution_id"].as_str().unwrap())).await.value();
        assert_eq!(row["inputs"], shown);
    }
    let document = server.get("/api/openapi.json").await.value();
    let described = &document["components"]["schemas"]["ExecutionDetailJson"];
    assert!(described.to_string().contains("\"inputs\":"), "{described}");
}

/// ComfyUI's seeds go to 2^64-1; an `INT` of its nodes that Brine runs itself goes to 2^63-1, in its words.
#[tokio::test]
async fn numbers_are_taken_as_far_as_comfyui_takes_them() {
    const SEED: &str = r#"{
 "1": {"class_type":"SaltInput","inputs":{"input_name":"seed","input_type":"SEED","input_value":18446744073709551615}},
 "2": {"class_type":"PreviewAny","inputs":{"source":["1",0]}}}"#;
    let server = TestServer::start().await;
    let workflow = server.workflow("Seed", SEED).await;
    let deployment = server.deploy(&workflow).await;
    for (sent, shown) in [
        ("{}", "18446744073709551615"),
        (r#"{"seed":{"value":18446744073709551614,"value_type":"RAW"}}"#, "18446744073709551614"),
        (r#"{"seed":{"value":9223372036854775808,"value_type":"RAW"}}"#, "9223372036854775808"),
    ] {
        let done = server.send(run(&deployment, &[WAIT], &format!(r#"{{"workflow_input":{sent}}}"#))).await.value();
        assert!(done["outputs"].to_string().contains(&format!("\"{shown}\"")), "{done}");
    }
    for beyond in ["18446744073709551616", "-1", "1.5"] {
        let body = format!(r#"{{"workflow_input":{{"seed":{{"value":{beyond},"value_type":"RAW"}}}}}}"#);
        let refused = server.send(run(&deployment, &[], &body)).await;
        let words = "Input 'seed' must be an integer from 0 to 18446744073709551615";
        assert_eq!((refused.status, &refused.value()["details"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!(words)));
    }
    let int = r#"{"1":{"class_type":"PrimitiveInt","inputs":{"value":9223372036854775808}},
 "2":{"class_type":"PreviewAny","inputs":{"source":["1",0]}}}"#;
    let workflow = server.workflow("Int", int).await;
    let path = format!("/api/v1/workflows/{workflow}/deployments");
    let refused = server.json(Method::POST, &path, r#"{"type":"api"}"#).await;
    assert!(refused.text().contains("bigger than max of 9223372036854775807"), "{}", refused.text());
}

#[tokio::test]
async fn refusals_say_what_to_do() {
    let server = TestServer::start().await;
    let workflow = server.workflow("Silent", r#"{"1":{"class_type":"PrimitiveString","inputs":{"value":"a"}}}"#).await;
    let path = format!("/api/v1/workflows/{workflow}/deployments");
    let silent = server.json(Method::POST, &path, r#"{"type":"api"}"#).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(silent.text().contains("it has no output: add a node that"), "{}", silent.text());
    let wrong = server.json(Method::POST, &path, r#"{"type":7}"#).await;
    assert_eq!(
        wrong.value()["detail"],
        "type: it is one of the texts that /api/docs lists for it, in quotes",
        "{}",
        wrong.text()
    );
}

#[tokio::test]
async fn the_same_key_is_the_same_execution() {
    let server = TestServer::start().await;
    let deployment = greeting(&server).await;
    let key = [("idempotency-key", "order 7")];
    let first = server.send(run(&deployment, &key, r#"{"workflow_input":{}}"#)).await.value();
    let again = server.send(run(&deployment, &key, r#"{"workflow_input":{}}"#)).await;
    assert_eq!((again.status, again.value()), (StatusCode::ACCEPTED, first.clone()));
    let other = server.send(run(&deployment, &key, r#"{"workflow_input": {}}"#)).await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY, "another body");
    let elsewhere = greeting(&server).await;
    let elsewhere = server.send(run(&elsewhere, &key, r#"{"workflow_input":{}}"#)).await.value();
    assert_ne!(elsewhere, first, "a key is one deployment's");
}

#[tokio::test]
async fn a_failure_says_where_and_why() {
    let server = TestServer::start().await;
    let workflow = server.workflow("Failing", FAILING).await;
    let deployment = server.deploy(&workflow).await;
    let failed = server.send(run(&deployment, &[WAIT], r#"{"workflow_input":{}}"#)).await;
    let failed = failed.value();
    assert_eq!((&failed["status"], &failed["error"]), (&json!("failed"), &json!("Execution failed")), "{failed}");
    assert_eq!((&failed["failure"]["node_id"], &failed["failure"]["node_type"]), (&json!("2"), &json!("JsonQuery")));
    assert_eq!(failed["details"], failed["failure"]["message"]);
}

#[tokio::test]
async fn a_paused_deployment_refuses_and_a_deleted_one_is_gone() {
    let server = TestServer::start().await;
    let deployment = greeting(&server).await;
    let path = format!("/api/v1/deployments/{deployment}");
    server.json(Method::PUT, &format!("{path}/status"), r#"{"status":"paused"}"#).await;
    let refused = server.send(run(&deployment, &[], r#"{"workflow_input":{}}"#)).await;
    assert_eq!((refused.status, &refused.value()["error"]), (StatusCode::CONFLICT, &json!("Deployment is paused")));
    server.json(Method::PUT, &format!("{path}/status"), r#"{"status":"running"}"#).await;
    assert_eq!(server.send(run(&deployment, &[WAIT], r#"{"workflow_input":{}}"#)).await.status, StatusCode::OK);
    server.delete(&path).await;
    let gone = server.send(run(&deployment, &[], r#"{"workflow_input":{}}"#)).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_hold_keeps_requests_until_it_is_resumed() {
    let server = TestServer::start().await;
    let deployment = greeting(&server).await;
    let status = format!("/api/v1/deployments/{deployment}/status");
    let held = server.json(Method::PUT, &status, r#"{"status":"paused","mode":"hold"}"#).await;
    assert_eq!(held.value()["mode"], "hold");
    let accepted = server.send(run(&deployment, &[], r#"{"workflow_input":{}}"#)).await;
    assert_eq!(accepted.status, StatusCode::ACCEPTED);
    let id = accepted.value()["execution_id"].as_str().unwrap().to_owned();
    let waits = server.get(&format!("/api/v1/executions/{id}")).await.value();
    assert_eq!((&waits["status"], &waits["started_at"]), (&json!("queued"), &Value::Null));
    server.json(Method::PUT, &status, r#"{"status":"running"}"#).await;
    assert_eq!(server.over(&id).await["status"], "succeeded");
}

#[tokio::test]
async fn a_stop_ends_what_runs_and_what_waits() {
    let server = TestServer::start().await;
    let workflow = server.workflow("Long", LONG).await;
    let deployment = server.deploy(&workflow).await;
    let mut ids = Vec::new();
    for _ in 0..40 {
        let accepted = server.send(run(&deployment, &[], r#"{"workflow_input":{}}"#)).await;
        ids.push(accepted.value()["execution_id"].as_str().unwrap().to_owned());
    }
    let counts = |page: Value, status: &str| {
        page["items"].as_array().unwrap().iter().filter(|it| it["status"] == status).count()
    };
    let list = format!("/api/v1/deployments/{deployment}/executions/?limit=200");
    let before = server.get(&list).await.value();
    assert_eq!((counts(before.clone(), "running"), counts(before, "queued")), (32, 8), "the limit of one deployment");
    let status = format!("/api/v1/deployments/{deployment}/status");
    server.json(Method::PUT, &status, r#"{"status":"paused","mode":"stop"}"#).await;
    for id in &ids {
        assert_eq!(server.over(id).await["status"], "cancelled");
    }
    let refused = server.send(run(&deployment, &[], r#"{"workflow_input":{}}"#)).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn an_execution_can_be_cancelled_and_run_again() {
    let server = TestServer::start().await;
    let workflow = server.workflow("Long", LONG).await;
    let deployment = server.deploy(&workflow).await;
    let accepted = server.send(run(&deployment, &[], r#"{"workflow_input":{}}"#)).await;
    let id = accepted.value()["execution_id"].as_str().unwrap().to_owned();
    let cancelled = server.send(request(Method::POST, &format!("/api/v1/executions/{id}/cancel"), &[], "")).await;
    assert_eq!(cancelled.status, StatusCode::OK);
    assert_eq!(server.over(&id).await["error"], "Execution cancelled");
    let again = server.send(request(Method::POST, &format!("/api/v1/executions/{id}/cancel"), &[], "")).await;
    assert_eq!(again.value()["status"], "cancelled", "one that is over stays as it is");

    let deployment = greeting(&server).await;
    let body = r#"{"workflow_input":{"name":{"value":"Grace","value_type":"RAW"}}}"#;
    let first = server.send(run(&deployment, &[WAIT], body)).await.value();
    let rerun = format!("/api/v1/executions/{}/rerun", first["execution_id"].as_str().unwrap());
    let again = server.send(request(Method::POST, &rerun, &[WAIT], "")).await.value();
    assert_eq!(again["outputs"], first["outputs"]);
    assert_ne!(again["execution_id"], first["execution_id"]);
}

#[tokio::test]
async fn deploying_asks_for_a_test_that_succeeded() {
    let server = TestServer::start().await;
    let workflow = server.workflow("Greeting", GREETING).await;
    let deploy = format!("/api/v1/workflows/{workflow}/deployments");
    let untested = server.json(Method::POST, &deploy, r#"{"type":"api"}"#).await;
    assert_eq!((untested.status, &untested.value()["error"]), (StatusCode::CONFLICT, &json!("Not tested")));
    let test = request(
        Method::POST,
        &format!("/api/v1/workflows/{workflow}/executions"),
        &[WAIT, ("content-type", "application/json")],
        r#"{"workflow_input":{}}"#,
    );
    let tested = server.send(test).await.value();
    assert_eq!((&tested["status"], &tested["workflow_id"]), (&json!("succeeded"), &json!(workflow)), "{tested}");
    let deployed = server.json(Method::POST, &deploy, r#"{"type":"api"}"#).await;
    assert_eq!((deployed.status, &deployed.value()["untested"]), (StatusCode::CREATED, &json!(false)));
    assert!(deployed.value()["callback_secret"].as_str().unwrap().starts_with("whsec_"));
    let again = server.get(&format!("/api/v1/deployments/{}", deployed.id())).await.value();
    assert!(again.get("callback_secret").is_none(), "told once");

    let path = format!("/api/v1/workflows/{workflow}");
    let body = format!("{{\"name\":\"Greeting\",\"graph\":{}}}", GREETING.replace("Hello", "Hi"));
    server.json(Method::PUT, &path, &body).await;
    let saved = server.json(Method::POST, &deploy, r#"{"type":"api"}"#).await;
    assert_eq!(saved.status, StatusCode::CONFLICT, "a test is one revision's");
    let openly = server.json(Method::POST, &deploy, r#"{"type":"api","allow_untested":true}"#).await;
    assert_eq!((openly.status, &openly.value()["untested"]), (StatusCode::CREATED, &json!(true)));
}

#[tokio::test]
async fn what_nothing_can_run_is_refused_or_paused_and_never_running() {
    let server = TestServer::start().await;
    for (graph, words) in [
        (
            r#"{"1":{"class_type":"NobodyKnows","inputs":{}},"2":{"class_type":"PreviewAny","inputs":{"source":["1",0]}}}"#,
            "NobodyKnows",
        ),
        (r#"{"1":{"class_type":"PrimitiveString","inputs":{"value":"x"}}}"#, "it has no output: add a node"),
        (r#"{"1":{"class_type":"PreviewAny","inputs":{}}}"#, "Required input is missing"),
        (r#"{"nodes":[{"id":1,"type":"LoadImage"}],"links":[],"version":0.4}"#, "API format"),
    ] {
        let workflow = server.workflow("Flow", graph).await;
        let deploy = format!("/api/v1/workflows/{workflow}/deployments");
        let refused = server.json(Method::POST, &deploy, r#"{"type":"api"}"#).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{graph}: {}", refused.text());
        assert!(refused.value()["details"].as_str().unwrap().contains(words), "{}", refused.text());
        let paused = server.json(Method::POST, &deploy, r#"{"type":"api","allow_untested":true}"#).await;
        assert_eq!((paused.status, &paused.value()["status"]), (StatusCode::CREATED, &json!("paused")), "{graph}");
        assert!(paused.value()["hindrance"].as_str().unwrap().contains(words), "{}", paused.text());
        let resume = format!("/api/v1/deployments/{}/status", paused.id());
        let resumed = server.json(Method::PUT, &resume, r#"{"status":"running"}"#).await;
        assert_eq!(resumed.status, StatusCode::CONFLICT, "{}", resumed.text());
        let asked = server.send(run(&paused.id(), &[], r#"{"workflow_input":{}}"#)).await;
        assert_eq!((asked.status, &asked.value()["error"]), (StatusCode::CONFLICT, &json!("Deployment is paused")));
    }
}

#[tokio::test]
async fn hidden_inputs_are_refused_and_hidden_outputs_left_out() {
    let server = TestServer::start().await;
    let workflow = server.workflow("Greeting", GREETING).await;
    let deploy = format!("/api/v1/workflows/{workflow}/deployments");
    let hidden = server.json(Method::POST, &deploy, r#"{"type":"api","allow_untested":true,"hidden":["1","3"]}"#).await;
    let body = r#"{"workflow_input":{"name":{"value":"Grace","value_type":"RAW"}}}"#;
    let refused = server.send(run(&hidden.id(), &[], body)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let done = server.send(run(&hidden.id(), &[WAIT], r#"{"workflow_input":{}}"#)).await;
    assert_eq!(done.value()["outputs"], json!({}), "{}", done.text());
}

/// A graph whose one input is this, and which gives it back.
fn asking(input_type: &str, value: &str, allowed: &str, required: bool) -> String {
    json!({
        "1": {"class_type": "SaltInput", "inputs": {"input_name": "a", "input_desc": "", "input_type": input_type,
              "input_value": value, "input_allowed_values": allowed, "user_override_required": required}},
        "2": {"class_type": "SaltOutput", "inputs": {"output_name": "a", "output_desc": "", "output_type": "STRING",
              "output_data": ["1", 0]}},
    })
    .to_string()
}

async fn deploy_hiding(server: &TestServer, graph: &str, hidden: &str) -> crate::support::Answer {
    let workflow = server.workflow("Asking", graph).await;
    let body = format!(r#"{{"type":"api","allow_untested":true,"hidden":{hidden}}}"#);
    server.json(Method::POST, &format!("/api/v1/workflows/{workflow}/deployments"), &body).await
}

#[tokio::test]
async fn a_hidden_input_takes_the_workflows_value_also_where_callers_would_have_to_give_it() {
    let server = TestServer::start().await;
    let deployment = deploy_hiding(&server, &asking("STRING", "mine", "", true), r#"["1"]"#).await.id();
    let done = server.send(run(&deployment, &[WAIT], r#"{"workflow_input":{}}"#)).await;
    assert_eq!((done.status, &done.value()["outputs"]), (StatusCode::OK, &json!({"a": ["mine"]})), "{}", done.text());
}

#[tokio::test]
async fn only_what_the_graph_has_can_be_hidden() {
    let server = TestServer::start().await;
    for hidden in [r#"["zz"]"#, r#"["a"]"#, r#"["1","9"]"#] {
        let refused = deploy_hiding(&server, &asking("STRING", "mine", "", false), hidden).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{hidden}");
        assert!(refused.text().contains("the graph's are 1, 2"), "{}", refused.text());
    }
    assert_eq!(server.get("/api/v1/deployments").await.value()["items"], json!([]));
}

#[tokio::test]
async fn an_allowed_number_may_be_written_either_way() {
    let server = TestServer::start().await;
    let workflow = server.workflow("Asking", &asking("FLOAT", "1.5", "1.5,2", false)).await;
    let deployment = server.deploy(&workflow).await;
    for (value, status) in [("2", 200), ("2.0", 200), ("1.5", 200), ("2.5", 422)] {
        let body = format!(r#"{{"workflow_input":{{"a":{{"value":{value},"value_type":"RAW"}}}}}}"#);
        let done = server.send(run(&deployment, &[WAIT], &body)).await;
        assert_eq!(done.status.as_u16(), status, "{value}: {}", done.text());
    }
}

#[tokio::test]
async fn a_key_is_no_way_round_the_limit_of_those_that_wait() {
    let policy = service::ExecutionPolicy { waiting_each: 2, ..Default::default() };
    let setup = service::Setup { policy, ..Default::default() };
    let server = TestServer::set_up(store::memory_store().unwrap(), setup).await;
    let deployment = greeting(&server).await;
    let path = format!("/api/v1/deployments/{deployment}/status");
    server.json(Method::PUT, &path, r#"{"status":"paused","mode":"hold"}"#).await;
    let mut answers = Vec::new();
    for key in ["a", "b", "c", "a", "d"] {
        let answer = server.send(run(&deployment, &[("idempotency-key", key)], r#"{"workflow_input":{}}"#)).await;
        answers.push((key, answer.status.as_u16()));
    }
    assert_eq!(answers, [("a", 202), ("b", 202), ("c", 429), ("a", 202), ("d", 429)]);
}

#[tokio::test]
async fn what_is_too_long_or_cannot_be_called_back_is_refused_at_once() {
    let server = TestServer::start().await;
    let deployment = greeting(&server).await;
    let too_long = format!("https://example.com/{}", "x".repeat(2_048));
    for callback in ["http://", "http://a b/", "ftp://a/", "https://", &too_long] {
        let body = json!({"workflow_input": {}, "callback": callback}).to_string();
        let refused = server.send(run(&deployment, &[], &body)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{callback}");
    }
    let long = format!(r#"{{"workflow_input":{{"name":{{"value":"{}"}}}}}}"#, "x".repeat(17 << 20));
    let refused = server.send(run(&deployment, &[], &long)).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(refused.header("content-type"), "application/problem+json");
    assert!(refused.value()["details"].as_str().unwrap().contains("bytes"), "{}", refused.text());
    let done = server.send(run(&deployment, &[WAIT], r#"{"workflow_input":{}}"#)).await.value();
    let replay = format!("/api/v1/executions/{}/callback", done["execution_id"].as_str().unwrap());
    let refused = server.json(Method::POST, &replay, "").await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.text().contains("no callback"), "{}", refused.text());
}

#[tokio::test]
async fn executions_are_listed_a_page_at_a_time_and_by_status() {
    let server = TestServer::start().await;
    let deployment = greeting(&server).await;
    for _ in 0..5 {
        server.send(run(&deployment, &[WAIT], r#"{"workflow_input":{}}"#)).await;
    }
    let list = format!("/api/v1/deployments/{deployment}/executions/");
    let (mut found, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = server.get(&format!("{list}?limit=2{cursor}")).await.value();
        found.extend(page["items"].as_array().unwrap().iter().map(|it| it["execution_id"].to_string()));
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(found.len(), 5);
    assert!(found.is_sorted_by(|a, b| a > b), "newest first: {found:?}");
    assert_eq!(server.get(&format!("{list}?status=failed")).await.value()["items"], json!([]));
    assert_eq!(server.get(&format!("{list}?status=done")).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn figures_are_measured() {
    let server = TestServer::start().await;
    let deployment = greeting(&server).await;
    server.send(run(&deployment, &[WAIT], r#"{"workflow_input":{}}"#)).await;
    let metrics = server.get("/metrics").await.text();
    for line in [
        "brine_executions_accepted_total 1",
        "brine_executions_ended_total{outcome=\"succeeded\"} 1",
        "brine_execution_duration_seconds_count 1",
        "brine_executions_queued 0",
        "brine_event_stream_clients 0",
    ] {
        assert!(metrics.lines().any(|it| it == line), "{line} in\n{metrics}");
    }
}
