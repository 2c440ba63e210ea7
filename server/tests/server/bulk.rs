//! One thing done with many deployments: each has its outcome, by REST and by the form below the list.

use crate::support::{Answer, TestServer};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

const BULK: &str = "/api/v1/deployments/bulk";
const NOBODY: &str = "00000000-0000-7000-8000-000000000000";

async fn bulk(server: &TestServer, body: Value) -> Answer {
    server.json(Method::POST, BULK, &body.to_string()).await
}

#[track_caller]
fn results(answer: &Answer) -> Vec<(String, String)> {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let items = answer.value()["items"].as_array().unwrap().clone();
    let word = |it: &Value, member: &str| it[member].as_str().unwrap().to_owned();
    items.iter().map(|it| (word(it, "id"), word(it, "result"))).collect()
}

async fn status(server: &TestServer, id: &str) -> Value {
    server.get(&format!("/api/v1/deployments/{id}")).await.value()["status"].clone()
}

/// Deployed as a Discord bot: nothing brings it requests, so it cannot be resumed.
async fn bot(server: &TestServer) -> String {
    let workflow = server.workflow("Bot", crate::support::GRAPH).await;
    let body = r#"{"type":"discord","allow_untested":true}"#;
    server.json(Method::POST, &format!("/api/v1/workflows/{workflow}/deployments"), body).await.id()
}

#[tokio::test]
async fn each_has_its_outcome_and_none_is_passed_over() {
    let server = TestServer::start().await;
    let (a, b, bot) = (server.deployment("A").await, server.deployment("B").await, bot(&server).await);
    let ids = [&a, NOBODY, &bot, &a, &b];
    let paused = bulk(&server, json!({"do": "pause", "ids": ids, "reason": "the engine moves"})).await;
    let expected = [(&*a, "done"), (NOBODY, "gone"), (&*bot, "already"), (&*b, "done")];
    let expected: Vec<_> = expected.iter().map(|(id, result)| ((*id).to_owned(), (*result).to_owned())).collect();
    assert_eq!(results(&paused), expected, "in their order, each once");
    assert_eq!(paused.value()["summary"], "2 paused, 1 was paused already, 1 was not there");
    assert_eq!((status(&server, &a).await, status(&server, &b).await), (json!("paused"), json!("paused")));
    let resumed = bulk(&server, json!({"do": "resume", "ids": [bot, a]})).await;
    let told = &resumed.value()["items"];
    assert_eq!((&told[0]["result"], &told[1]["result"]), (&json!("refused"), &json!("done")));
    assert!(told[0]["details"].as_str().unwrap().contains("cannot be resumed"), "{told}");
    assert_eq!((&told[0]["name"], &told[0]["version"]), (&json!("Bot"), &json!(1)));
    let history = server.get("/api/v1/history?kind=status").await.value();
    assert_eq!(history["items"][1]["reason"], "the engine moves");
}

#[tokio::test]
async fn a_query_means_what_it_finds_now_on_all_of_its_pages() {
    let server = TestServer::start().await;
    let workflow = server.workflow("Poster", crate::support::GRAPH).await;
    for _ in 0..60 {
        server.deploy(&workflow).await;
    }
    let other = server.deployment("Other").await;
    let paused = bulk(&server, json!({"do": "pause", "query": {"status": "online", "q": "poster"}})).await;
    assert_eq!(results(&paused).len(), 60);
    assert_eq!(status(&server, &other).await, "running");
    let none = bulk(&server, json!({"do": "pause", "query": {"status": "online", "q": "poster"}})).await;
    assert_eq!((results(&none).len(), &none.value()["summary"]), (0, &json!("0 paused")));
}

#[tokio::test]
async fn deletes_are_undone_as_one() {
    let server = TestServer::start().await;
    let (a, b) = (server.deployment("A").await, server.deployment("B").await);
    let deleted = bulk(&server, json!({"do": "delete", "ids": [a, b], "reason": "tidy"})).await;
    assert_eq!(deleted.value()["summary"], "2 deleted");
    assert_eq!(server.get(&format!("/api/v1/deployments/{a}")).await.status, StatusCode::NOT_FOUND);
    let again = bulk(&server, json!({"do": "delete", "ids": [a]})).await;
    assert_eq!((&*results(&again)[0].1, &again.value()["items"][0]["name"]), ("gone", &json!("A")));
    let restored = bulk(&server, json!({"do": "restore", "ids": [a, b, NOBODY]})).await;
    assert_eq!(restored.value()["summary"], "2 restored, 1 cannot be restored");
    assert_eq!(status(&server, &a).await, "running");
    assert_eq!(bulk(&server, json!({"do": "restore", "ids": [a]})).await.value()["items"][0]["result"], "already");
}

#[tokio::test]
async fn says_what_is_wrong_and_does_nothing_then() {
    let server = TestServer::start().await;
    let id = server.deployment("A").await;
    let many: Vec<_> = (0..1_001).map(|at| format!("00000000-0000-7000-8000-{at:012}")).collect();
    for (body, status, member) in [
        (json!({"do": "pause"}), 422, "ids"),
        (json!({"do": "pause", "ids": [id], "query": {}}), 422, "ids"),
        (json!({"do": "pause", "ids": []}), 422, "ids"),
        (json!({"do": "pause", "ids": [id, "x"]}), 422, "ids"),
        (json!({"do": "pause", "ids": many}), 422, "ids"),
        (json!({"do": "explode", "ids": [id]}), 422, "do"),
        (json!({"do": "pause", "query": {"status": "sideways"}}), 400, "status"),
        (json!({"do": "pause", "query": {"page": 2}}), 422, "query.page"),
        (json!({"do": "pause", "ids": [id], "reason": "x".repeat(501)}), 422, "reason"),
    ] {
        let refused = bulk(&server, body.clone()).await;
        let told = (refused.status.as_u16(), refused.value()["member"].as_str().unwrap_or_default().to_owned());
        assert_eq!(told, (status, member.to_owned()), "{}", refused.text());
    }
    assert_eq!(status(&server, &id).await, "running");
}

#[tokio::test]
async fn the_form_answers_with_the_same_page_and_what_came_of_it() {
    let server = TestServer::start().await;
    let (a, b) = (server.deployment("A & <b>").await, server.deployment("B").await);
    let view = "/deployments?status=online&sort=name";
    let page = server.get(view).await.text();
    assert_eq!(page.matches(" form=\"bulk\"").count(), 2, "a box on each card");
    assert!(page.contains("<form id=\"bulk\""), "{page}");
    let fields = [("do", "bulk"), ("action", "pause"), ("id", &*a), ("id", NOBODY), ("reason", "tidy")];
    let paused = server.form(view, &fields).await;
    assert_eq!((paused.status, paused.header("cache-control")), (StatusCode::OK, "no-store"), "{}", paused.text());
    let text = paused.html();
    for part in ["1 paused, 1 was not there", "A &amp; &lt;b&gt;</bdi> v1", NOBODY, "sort=name"] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
    assert!(!server.get(view).await.text().contains("bulk-result"), "nobody else is told");
    let all =
        server.form("/deployments?status=paused", &[("do", "bulk"), ("action", "resume"), ("scope", "all")]).await;
    assert!(all.text().contains("1 resumed"), "{}", all.text());
    assert_eq!((status(&server, &a).await, status(&server, &b).await), (json!("running"), json!("running")));
    let history = server.get("/api/v1/history?kind=status").await.value();
    assert_eq!((&history["items"][1]["reason"], &history["items"][1]["actor"]), (&json!("tidy"), &json!("browser")));
}

#[tokio::test]
async fn the_form_asks_before_it_deletes_and_offers_to_undo() {
    let server = TestServer::start().await;
    let (a, b) = (server.deployment("A").await, server.deployment("B").await);
    let view = "/deployments?q=v1";
    let asked = server.form(view, &[("do", "bulk"), ("action", "delete"), ("scope", "all"), ("reason", "tidy")]).await;
    let text = asked.html();
    assert_eq!(asked.status, StatusCode::OK, "{text}");
    for part in ["Delete 2 deployments?", "<bdi>A</bdi> v1", &*a, &*b, "value=\"tidy\"", "href=\"/deployments?q=v1\""] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
    assert_eq!(status(&server, &a).await, "running", "nothing is deleted yet");
    let fields =
        [("do", "bulk"), ("action", "delete"), ("confirmed", "yes"), ("id", &*a), ("id", &*b), ("reason", "tidy")];
    let deleted = server.form(view, &fields).await.text();
    assert!(deleted.contains("2 deleted") && deleted.contains("value=\"restore\""), "{deleted}");
    let restored = server.form(view, &[("do", "bulk"), ("action", "restore"), ("id", &a), ("id", &b)]).await.text();
    assert!(restored.contains("2 restored"), "{restored}");
    assert_eq!(status(&server, &a).await, "running");
}

#[tokio::test]
async fn the_form_says_why_nothing_was_done() {
    let server = TestServer::start().await;
    server.deployment("A").await;
    for (view, fields, status, words) in [
        ("/deployments", vec![("action", "pause")], 422, "select at least one"),
        ("/deployments", vec![("action", "delete")], 422, "select at least one"),
        ("/deployments", vec![("action", "download")], 422, "select at least one"),
        ("/deployments", vec![("action", "explode"), ("scope", "all")], 422, "action"),
        ("/deployments", vec![("action", "pause"), ("id", "x")], 422, "id"),
        ("/deployments", vec![("action", "delete"), ("id", NOBODY)], 404, "none of the selected deployments"),
        ("/deployments?status=sideways", vec![("action", "pause"), ("scope", "all")], 400, "status"),
    ] {
        let fields: Vec<_> = [("do", "bulk")].into_iter().chain(fields).collect();
        let refused = server.form(view, &fields).await;
        assert_eq!(refused.status.as_u16(), status, "{fields:?}");
        let text = refused.text();
        let told =
            text.split("id=\"page-refusal\"").nth(1).unwrap_or_default().split("</div>").next().unwrap_or_default();
        assert!(told.contains(words), "{words} is not in {told}");
    }
}
