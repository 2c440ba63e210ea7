//! Web forms, as their visitors and those who make them use them: by pages alone, and made by REST.

use crate::support::{Answer, TestServer, form_body, request};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

/// A greeting, with a file that may be given and that nothing needs, and a secret.
const GRAPH: &str = r#"{
 "1": {"class_type":"SaltInput","inputs":{"input_name":"name","input_desc":"Who is greeted","input_type":"STRING","input_value":"Ada","input_allowed_values":"","user_override_required":false}},
 "2": {"class_type":"StringConcatenate","inputs":{"string_a":"Hello","string_b":["1",0],"delimiter":" "}},
 "3": {"class_type":"SaltOutput","inputs":{"output_name":"greeting","output_desc":"","output_type":"STRING","output_data":["2",0]}},
 "4": {"class_type":"SaltFileInput","inputs":{"input_name":"picture","input_desc":"","user_override_required":false}},
 "5": {"class_type":"SaltOutput","inputs":{"output_name":"same","output_desc":"","output_type":"STRING","output_data":["1",0]}},
 "6": {"class_type":"SaltInput","inputs":{"input_name":"secret","input_desc":"","input_type":"STRING","input_value":"s3cret","input_allowed_values":"","user_override_required":false}},
 "7": {"class_type":"SaltOutput","inputs":{"output_name":"told","output_desc":"","output_type":"STRING","output_data":["6",0]}}}"#;

/// The form at `/run/hello`, which greets, and hides a secret.
fn order() -> Value {
    json!({
        "type": "webform",
        "allow_untested": true,
        "hidden": ["5", "6", "7"],
        "form": {
            "slug": "hello",
            "heading": "Say <hello>",
            "description": "First line\nsecond",
            "button": "Greet",
            "inputs": [{"node": "1", "label": "Your name", "default": "Grace", "required": true}],
            "outputs": [{"node": "3", "label": "What is said"}],
        },
    })
}

async fn deploy(server: &TestServer, order: &Value) -> Answer {
    let workflow = server.workflow("Greeting", GRAPH).await;
    server.json(Method::POST, &format!("/api/v1/workflows/{workflow}/deployments"), &order.to_string()).await
}

async fn page(server: &TestServer, path: &str) -> String {
    let answer = server.get(path).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    answer.text()
}

/// Sends the form, and gives the page that it leads to.
async fn send(server: &TestServer, fields: &[(&str, &str)]) -> String {
    let answer = server.form("/run/hello", fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let to = answer.header("location").to_owned();
    let id = to.rsplit('/').next().unwrap();
    server.over(id).await;
    to
}

#[track_caller]
fn has(page: &str, words: &[&str]) {
    words.iter().for_each(|it| assert!(page.contains(it), "{it} is not in {page}"));
}

#[track_caller]
fn has_not(page: &str, words: &[&str]) {
    words.iter().for_each(|it| assert!(!page.contains(it), "{it} is in {page}"));
}

#[tokio::test]
async fn a_form_asks_for_what_it_shows_and_its_result_has_an_address() {
    let server = TestServer::start().await;
    let made = deploy(&server, &order()).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    let history = server.get("/api/v1/history").await.value();
    let newest = &history["items"][0];
    assert_eq!(newest["kind"], "deployed", "nothing was replaced: {history:#}");
    has(&newest.to_string(), &["Deployed Greeting v1 from revision 1, untested: address hello leads there"]);
    let form = page(&server, "/run/hello").await;
    has(
        &form,
        &[
            "Say &lt;hello&gt;",
            "First line\nsecond",
            "Your name",
            "Who is greeted",
            "Grace",
            "<bdi>Greet",
            "(required)",
        ],
    );
    has_not(&form, &["s3cret", "secret", "class=\"rail\"", "Deployments"]);
    let to = send(&server, &[("input:1", "Mary"), ("input:4", "data:image/png;base64,iVBORw0KGgo=")]).await;
    assert!(to.starts_with("/run/hello/results/"), "{to}");
    let result = page(&server, &to).await;
    has(&result, &["Done.", "What is said", "Hello Mary", "href=\"/run/hello\""]);
    has_not(&result, &["s3cret", "told", "same", "class=\"rail\"", "http-equiv"]);
}

#[tokio::test]
async fn what_is_wrong_is_said_at_its_field_and_what_was_typed_stays() {
    let server = TestServer::start().await;
    deploy(&server, &order()).await;
    let refused = server.form("/run/hello", &[("input:1", ""), ("input:4", "ftp://x")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(&refused.text(), &["<bdi>Your name</bdi> is required", "aria-invalid=\"true\"", "ftp://x"]);
    let refused = server.form("/run/hello", &[("input:1", "Mary"), ("input:4", "ftp://x")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(&refused.text(), &["must be an http or https URL", ">Mary</textarea>"]);
    let hidden = server.form("/run/hello", &[("input:1", "Mary"), ("input:6", "mine")]).await;
    assert_eq!(hidden.status, StatusCode::UNPROCESSABLE_ENTITY, "what is hidden cannot be set");
}

#[tokio::test]
async fn a_paused_form_says_so_and_takes_nothing() {
    let server = TestServer::start().await;
    let id = deploy(&server, &order()).await.id();
    server.json(Method::PUT, &format!("/api/v1/deployments/{id}/status"), r#"{"status":"paused"}"#).await;
    has(&page(&server, "/run/hello").await, &["This form is paused"]);
    let refused = server.form("/run/hello", &[("input:1", "Mary")]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    has(&refused.text(), &["paused", ">Mary</textarea>"]);
}

#[tokio::test]
async fn a_visitor_who_sends_too_much_waits() {
    let server = TestServer::start().await;
    deploy(&server, &order()).await;
    for _ in 0..server::FormPolicy::EACH_MINUTE.get() {
        assert_eq!(server.form("/run/hello", &[("input:1", "Mary")]).await.status, StatusCode::SEE_OTHER);
    }
    let refused = server.form("/run/hello", &[("input:1", "Mary")]).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert!((1..=60).contains(&refused.header("retry-after").parse::<u32>().unwrap()));
    has(&refused.text(), &["Too many requests", ">Mary</textarea>"]);
    assert_eq!(server.get("/run/hello").await.status, StatusCode::OK, "it can be looked at still");
}

#[tokio::test]
async fn a_form_follows_redeploys_with_its_words() {
    let server = TestServer::start().await;
    let deployed = deploy(&server, &order()).await;
    let workflow = deployed.value()["workflow"]["id"].as_str().unwrap().to_owned();
    let save =
        json!({"name": "Greeting", "graph": serde_json::from_str::<Value>(&GRAPH.replace("Hello", "Bye")).unwrap()});
    server.json(Method::PUT, &format!("/api/v1/workflows/{workflow}"), &save.to_string()).await;
    let path = format!("/api/v1/deployments/{}/redeploy", deployed.id());
    let again = server.json(Method::POST, &path, r#"{"allow_untested":true,"replaced":"delete"}"#).await;
    assert_eq!(again.status, StatusCode::CREATED, "{}", again.text());
    has(&page(&server, "/run/hello").await, &["Say &lt;hello&gt;", "Your name"]);
    let to = send(&server, &[("input:1", "Mary")]).await;
    has(&page(&server, &to).await, &["What is said", "Bye Mary"]);
}

#[tokio::test]
async fn results_of_other_workflows_are_not_shown() {
    let server = TestServer::start().await;
    deploy(&server, &order()).await;
    let other = server.deploy(&server.workflow("Other", GRAPH).await).await;
    let ran = server
        .json(Method::POST, &format!("/api/v1/deployments/{other}/executions/"), r#"{"workflow_input":{}}"#)
        .await;
    let id = ran.value()["execution_id"].as_str().unwrap().to_owned();
    server.over(&id).await;
    for path in [&*format!("/run/hello/results/{id}"), "/run/hello/results/mine", "/run/nobody", "/run/No%20slug"] {
        let answer = server.get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        has(&answer.text(), &["There is no form at this address"]);
    }
}

#[tokio::test]
async fn what_is_wrong_with_an_order_is_said_with_its_place() {
    let server = TestServer::start().await;
    let workflow = server.workflow("Greeting", GRAPH).await;
    let path = format!("/api/v1/workflows/{workflow}/deployments");
    let refuse = async |change: fn(&mut Value), words: &str| {
        let mut order = order();
        change(&mut order);
        let answer = server.json(Method::POST, &path, &order.to_string()).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}: {}", answer.text());
        has(&answer.text(), &[words]);
    };
    refuse(|it| it["form"] = Value::Null, "form: is missing").await;
    refuse(|it| it["type"] = json!("api"), "form: is for web forms alone").await;
    refuse(|it| it["form"]["slug"] = json!("No slug"), "lower-case").await;
    refuse(|it| it["form"]["title"] = json!("x"), "title").await;
    refuse(|it| it["form"]["inputs"][0]["node"] = json!("3"), "inputs[0].node `3` is no input node").await;
    refuse(|it| it["form"]["heading"] = json!("x".repeat(121)), "heading has at most 120 characters").await;
    assert_eq!(server.json(Method::POST, &path, &order().to_string()).await.status, StatusCode::CREATED);
    refuse(|_| (), "`hello` leads to another deployment already").await;
}

/// The form of the page where one is made, as a browser sends it.
fn filled_in<'a>(workflow: &'a str, action: &'a str, changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let all = [
        ("workflow", workflow),
        ("slug", "hello"),
        ("heading", "Greetings"),
        ("description", ""),
        ("button", ""),
        ("name", "Greeter"),
        ("reason", "for everybody"),
        ("label:1", "Your name"),
        ("default:1", "Grace"),
        ("require:1", "true"),
        ("label:4", "picture"),
        ("default:4", ""),
        ("label:6", "secret"),
        ("default:6", ""),
        ("hide:6", "true"),
        ("label:3", "What is said"),
        ("allow_untested", "true"),
        ("do", action),
    ];
    let changed = |name: &str| changes.iter().find(|(it, _)| *it == name).map(|it| it.1);
    all.into_iter().map(|(name, text)| (name, changed(name).unwrap_or(text))).collect()
}

#[tokio::test]
async fn a_form_is_made_on_a_page_with_a_preview() {
    let server = TestServer::start().await;
    let workflow = server.workflow("Greeting", GRAPH).await;
    let path = format!("/workflows/{workflow}/form");
    has(&page(&server, &path).await, &["Web form of", "value=\"greeting\"", "Preview", "Deploy untested"]);
    let preview = server.form(&path, &filled_in(&workflow, "preview_form", &[("heading", "Salutations")])).await;
    assert_eq!(preview.status, StatusCode::OK);
    let (form, shown) =
        preview.text().split_once("id=\"form-preview\"").map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    has(&form, &["value=\"Salutations\"", ">for everybody</textarea>"]);
    has(&shown, &["Salutations", "Your name", "Grace", "What is said"]);
    has_not(&shown, &["secret"]);
    let refused = server.form(&path, &filled_in(&workflow, "deploy_form", &[("slug", "No slug")])).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(&refused.text(), &["address: a slug has lower-case letters", "value=\"No slug\"", "value=\"Greetings\""]);
    let deployed = server.form(&path, &filled_in(&workflow, "deploy_form", &[])).await;
    assert!(deployed.status.is_success() || deployed.status.is_redirection(), "{}", deployed.text());
    has(&page(&server, "/run/hello").await, &["Greetings", "Your name", "<bdi>Run"]);
    let to = send(&server, &[("input:1", "Mary")]).await;
    has(&page(&server, &to).await, &["Hello Mary"]);
}

#[tokio::test]
async fn forms_may_be_embedded_only_where_the_operator_says() {
    let server = TestServer::start().await;
    deploy(&server, &order()).await;
    let answer = server.get("/run/hello").await;
    assert!(answer.header("content-security-policy").contains("frame-ancestors 'none'"));
    let elsewhere = [("content-type", "application/x-www-form-urlencoded"), ("origin", "https://evil.example")];
    let body = form_body(&[("input:1", "Mary")]);
    let refused = server.send(request(Method::POST, "/run/hello", &elsewhere, &body)).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "another site's page cannot send it");
}
