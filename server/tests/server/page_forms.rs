//! What people do without JavaScript: each form posted to its page, and what comes of it.

use crate::{
    executions_api::{FAILING, GREETING},
    support::{Answer, GRAPH, TestServer, request},
};
use axum::http::{Method, StatusCode};

#[track_caller]
fn leads(answer: &Answer, to: &str, toast: &str) {
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, to), "{}", answer.text());
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with(&format!("brine_toast={toast};")), "{cookie}");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
}

/// A form with files, as a browser sends it.
async fn post_files(server: &TestServer, fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Answer {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(format!("--X\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes());
    }
    for (name, bytes) in files {
        body.extend(format!("--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: application/json\r\n\r\n").bytes());
        body.extend(*bytes);
        body.extend(b"\r\n");
    }
    body.extend(b"--X--\r\n");
    let mut posted = request(Method::POST, "/workflows", &[("content-type", "multipart/form-data; boundary=X")], "");
    *posted.body_mut() = body.into();
    server.send(posted).await
}

#[tokio::test]
async fn a_toggle_leads_back_to_the_same_view_with_a_toast() {
    let server = TestServer::start().await;
    let id = server.deployment("Flow").await;
    let view = "/deployments?status=online&q=a%20b";
    let paused = server.form(view, &[("do", "set_status"), ("id", &id), ("status", "paused")]).await;
    leads(&paused, view, "Flow+paused");
    assert_eq!(server.get(&format!("/api/v1/deployments/{id}")).await.value()["status"], "paused");
    let resumed = server
        .form(view, &[("do", "set_status"), ("id", &id), ("status", "running"), ("back", "/deployments/x")])
        .await;
    leads(&resumed, "/deployments/x", "Flow+resumed");
}

#[tokio::test]
async fn nobody_is_led_to_another_site() {
    let server = TestServer::start().await;
    let id = server.deployment("Flow").await;
    for back in [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example/",
        "/\t/evil.example",
        "/a\r\nSet-Cookie: x=y",
        "evil",
    ] {
        let answer = server
            .form("/deployments", &[("do", "set_status"), ("id", &id), ("status", "paused"), ("back", back)])
            .await;
        assert_eq!(answer.header("location"), "/deployments", "{back:?}");
    }
    let odd =
        server.form("//evil.example/deployments", &[("do", "set_status"), ("id", &id), ("status", "paused")]).await;
    assert_eq!(odd.header("location"), "/deployments");
}

#[tokio::test]
async fn delete_rename_and_deploy() {
    let server = TestServer::start().await;
    let workflow = server.workflow("Flow", GRAPH).await;
    let fields = [
        ("do", "deploy"),
        ("workflow", &*workflow),
        ("type", "discord"),
        ("name", "Bot"),
        ("reason", "a\r\nb"),
        ("allow_untested", "true"),
    ];
    let deployed = server.form(&format!("/workflows/{workflow}/deploy"), &fields).await;
    leads(&deployed, "/deployments", "Bot+v1+deployed");
    let it = server.get("/api/v1/deployments").await.value()["items"][0].clone();
    assert_eq!((it["type"].as_str(), it["reason"].as_str()), (Some("discord"), Some("a\nb")));
    let id = it["id"].as_str().unwrap();
    let page = format!("/deployments/{id}");
    let renamed = server.form(&page, &[("do", "rename_deployment"), ("id", id), ("name", "Other")]).await;
    leads(&renamed, &page, "Renamed+to+Other");
    let deleted = server.form(&format!("{page}/delete"), &[("do", "delete_deployment"), ("id", id)]).await;
    leads(&deleted, "/deployments", "Other+deleted");
    let again = server.form(&format!("{page}/delete"), &[("do", "delete_deployment"), ("id", id)]).await;
    assert_eq!((again.status, again.header("content-type")), (StatusCode::NOT_FOUND, "text/html; charset=utf-8"));
}

#[tokio::test]
async fn workflows_are_saved_renamed_copied_and_deleted() {
    let server = TestServer::start().await;
    let id = server.workflow("Flow", GRAPH).await;
    let page = format!("/workflows/{id}");
    let save = [
        ("do", "save_workflow"),
        ("id", &*id),
        ("expected", "1"),
        ("graph", r#"{"1":{"class_type":"A","inputs":{}}}"#),
    ];
    leads(&server.form(&page, &save).await, &page, "Flow+saved+as+revision+2");
    let stale = server.form(&page, &save).await;
    assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);
    leads(
        &server.form(&page, &[("do", "rename_workflow"), ("id", &id), ("name", "New")]).await,
        &page,
        "Renamed+to+New",
    );
    let copied = server.form(&page, &[("do", "duplicate_workflow"), ("id", &id)]).await;
    assert_eq!(copied.status, StatusCode::SEE_OTHER);
    assert_ne!(copied.header("location"), page);
    leads(&server.form(&page, &[("do", "delete_workflow"), ("id", &id)]).await, "/workflows", "New+deleted");
}

#[tokio::test]
async fn the_line_breaks_of_a_textarea_are_no_edit() {
    let server = TestServer::start().await;
    for original in
        ["{\"1\":\r\n{\"class_type\":\"A\",\"inputs\":{}}}", "{\"1\":\n{\"class_type\":\"A\",\"inputs\":{}}}"]
    {
        let id = server.workflow("Flow", original).await;
        let page = format!("/workflows/{id}");
        let shown = original.replace("\r\n", "\n").replace('\n', "\r\n");
        let saved =
            server.form(&page, &[("do", "save_workflow"), ("id", &id), ("expected", "1"), ("graph", &shown)]).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER);
        let kept = server.get(&format!("/api/v1/workflows/{id}")).await.text();
        assert!(kept.ends_with(&format!("\"graph\":{original}}}")), "{kept}");
    }
}

#[tokio::test]
async fn each_imported_file_has_its_own_result() {
    let server = TestServer::start().await;
    let files: [(&str, &[u8]); 4] =
        [("good.json", GRAPH.as_bytes()), ("bad.json", b"{\"1\":\n ,}"), ("photo.png", b"\x89PNG\xff"), ("", b"")];
    let answer = post_files(&server, &[("do", "import"), ("text", "")], &files).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let listed = server.get("/api/v1/workflows").await.value();
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
    assert_eq!(listed["items"][0]["name"], "good");
    let one = post_files(&server, &[("do", "import")], &files[..1]).await;
    assert_eq!(one.status, StatusCode::SEE_OTHER);
    assert!(
        one.header("location") == "/workflows" && one.header("set-cookie").starts_with("brine_toast=Imported+good;")
    );
    let none = post_files(&server, &[("do", "import")], &files[3..]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_refused_form_is_its_page_again_with_a_4xx() {
    let server = TestServer::start().await;
    let id = server.deployment("Flow").await;
    let long = "x".repeat(121);
    for (fields, status) in [
        (vec![("do", "rename_deployment"), ("id", &*id), ("name", "")], 422),
        (vec![("do", "rename_deployment"), ("id", &*id), ("name", &*long)], 422),
        (vec![("do", "set_status"), ("id", &*id), ("status", "asleep")], 400),
        (vec![("do", "set_status"), ("id", "7"), ("status", "paused")], 400),
        (vec![("do", "fly")], 400),
        (vec![], 400),
        (vec![("do", "import"), ("text", "{")], 422),
        (vec![("do", "set_theme"), ("theme", "pink")], 422),
    ] {
        let answer = server.form("/deployments?status=all", &fields).await;
        assert_eq!(answer.status.as_u16(), status, "{fields:?}");
        assert!(answer.text().contains("<h1") && answer.header("set-cookie").is_empty(), "{fields:?}");
    }
    let json = server.json(Method::POST, "/deployments", "{}").await;
    assert_eq!(json.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
}

#[tokio::test]
async fn colours_are_kept_in_a_cookie() {
    let server = TestServer::start().await;
    let answer = server.form("/help", &[("do", "set_theme"), ("theme", "dark")]).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/help"));
    assert!(answer.header("set-cookie").starts_with("brine_theme=dark; Path=/"), "{:?}", answer.headers);
}

/// The execution that an answer leads to.
#[track_caller]
fn led_to_execution(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.header("location").strip_prefix("/executions/").unwrap().to_owned()
}

#[tokio::test]
async fn a_test_is_begun_looked_at_and_run_again() {
    let server = TestServer::start().await;
    let workflow = server.workflow("Greeting", GREETING).await;
    let page = format!("/workflows/{workflow}");
    let fields = [("do", "start_test"), ("workflow", &*workflow), ("revision", "1"), ("input:1", "<Grace>")];
    let id = led_to_execution(&server.form(&page, &fields).await);
    assert_eq!(server.over(&id).await["status"], "succeeded");
    let shown = server.get(&format!("/executions/{id}")).await;
    assert_eq!(shown.status, StatusCode::OK);
    for words in [">Succeeded<", "Hello &lt;Grace&gt;", "Test of", "Say hello"] {
        assert!(shown.text().contains(words), "{words} is not in {}", shown.text());
    }
    let again = server.form(&format!("/executions/{id}"), &[("do", "rerun_execution"), ("id", &id)]).await;
    assert_ne!(led_to_execution(&again), id);
    let stale = [("do", "start_test"), ("workflow", &*workflow), ("revision", "2")];
    assert_eq!(server.form(&page, &stale).await.status, StatusCode::PRECONDITION_FAILED);
}

#[tokio::test]
async fn what_is_wrong_with_an_input_is_said_at_its_field_by_the_name_of_its_label() {
    let server = TestServer::start().await;
    let graph = GREETING.replace("STRING\",\"input_value\":\"Ada\"", "SEED\",\"input_value\":7");
    let workflow = server.workflow("Seeded", &graph).await;
    let page = format!("/workflows/{workflow}");
    let fields = [("do", "start_test"), ("workflow", &*workflow), ("revision", "1"), ("input:1", "-1")];
    let refused = server.form(&page, &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in [
        r##"<a href="#test-input-0"><bdi>name</bdi> must be an integer from 0 to 18446744073709551615</a>"##,
        r#"aria-invalid="true""#,
        r#"value="-1""#,
    ] {
        assert!(refused.text().contains(words), "{words} is not in {}", refused.text());
    }
    assert!(!refused.text().contains("Input '1'"), "{}", refused.text());
}

#[tokio::test]
async fn a_test_delivery_that_was_not_taken_is_no_success() {
    let server = TestServer::start().await;
    let id = server.deployment("Flow").await;
    let url = "http://127.0.0.1:9/hook";
    let refused =
        server.form(&format!("/deployments/{id}"), &[("do", "test_callback"), ("id", &id), ("url", url)]).await;
    assert_eq!((refused.status, refused.header("set-cookie")), (StatusCode::UNPROCESSABLE_ENTITY, ""));
    let said = refused.text();
    let alert = said.split(r#"id="test-callback-refusal""#).nth(1).unwrap();
    assert!(alert.contains("Not delivered: ") && alert.contains("private address"), "{said}");
    assert!(said.contains(&format!("value=\"{url}\"")), "what was typed is kept: {said}");
}

#[tokio::test]
async fn what_cannot_be_done_to_an_execution_is_said_on_its_page() {
    let server = TestServer::start().await;
    let workflow = server.workflow("Asking", FAILING).await;
    let fields = [("do", "start_test"), ("workflow", &*workflow), ("revision", "1")];
    let id = led_to_execution(&server.form(&format!("/workflows/{workflow}"), &fields).await);
    server.over(&id).await;
    let page = format!("/executions/{id}");
    assert!(server.get(&page).await.text().contains("What went wrong"));
    // Nobody is to be called back.
    let replayed = server.form(&page, &[("do", "replay_callback"), ("id", &id)]).await;
    assert_eq!(replayed.status, StatusCode::CONFLICT, "{}", replayed.text());
    assert!(replayed.text().contains("page-refusal"));
    assert_eq!(server.get("/executions/01890000-0000-7000-8000-000000000000").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_deployment_needs_a_test_or_the_override_and_tells_its_secret_once() {
    let server = TestServer::start().await;
    let workflow = server.workflow("Greeting", GREETING).await;
    let page = format!("/workflows/{workflow}/deploy");
    let fields = [("do", "deploy"), ("workflow", &*workflow), ("type", "api"), ("name", "Kept"), ("hide:1", "true")];
    let refused = server.form(&page, &fields).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    for words in ["no successful test", "Deploy untested", r#"value="Kept""#] {
        assert!(refused.text().contains(words), "{words} is not in {}", refused.text());
    }
    let told = server.form(&page, &[&fields[..], &[("allow_untested", "true")]].concat()).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.text());
    assert!(told.text().contains("whsec_") && told.text().contains("Kept v1 deployed"), "{}", told.text());
    assert_eq!(told.header("cache-control"), "no-store");
    assert!(!server.get(&page).await.text().contains("whsec_"));
    let made = server.get("/api/v1/deployments").await.value()["items"][0].clone();
    assert_eq!((made["untested"].as_bool(), made["hidden"][0].as_str()), (Some(true), Some("1")));
}
