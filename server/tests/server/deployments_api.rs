//! Deployments by REST: deployed, listed, paused, renamed, deleted.

use crate::support::{GRAPH, TestServer, request};
use axum::http::{Method, StatusCode};
use serde_json::Value;

#[tokio::test]
async fn deploys_the_saved_revision_as_the_next_version() {
    let server = TestServer::start().await;
    let workflow = server.workflow("Flow", GRAPH).await;
    let path = format!("/api/v1/workflows/{workflow}/deployments");
    let first = server.json(Method::POST, &path, r#"{"type":"api","allow_untested":true}"#).await;
    assert_eq!(first.status, StatusCode::CREATED);
    assert_eq!(first.header("location"), format!("/api/v1/deployments/{}", first.id()));
    let body = r#"{"type":"discord","name":"Bot 🧂","reason":" because\nso ","allow_untested":true}"#;
    let second = server.json(Method::POST, &path, body).await.value();
    assert_eq!((&first.value()["version"], &second["version"]), (&Value::from(1), &Value::from(2)));
    assert_eq!((&second["name"], &second["reason"]), (&Value::from("Bot 🧂"), &Value::from("because\nso")));
    assert_eq!(
        (&second["status"], second["hindrance"].is_string()),
        (&Value::from("paused"), true),
        "nothing brings it requests"
    );
    for member in ["endpoint", "callback_secret"] {
        assert_eq!((first.value()[member].is_string(), &second[member]), (true, &Value::Null), "{member}");
    }
    server.delete(&format!("/api/v1/deployments/{}", second["id"].as_str().unwrap())).await;
    let third = server
        .json(Method::POST, &path, r#"{"type":"api","name":null,"reason":"","allow_untested":true}"#)
        .await
        .value();
    assert_eq!((&third["version"], &third["reason"]), (&Value::from(3), &Value::Null));
    assert_eq!(server.get("/api/v1/workflows").await.value()["items"][0]["deployments"], 2);
}

#[tokio::test]
async fn a_status_is_set_and_setting_it_again_appends_nothing() {
    let server = TestServer::start().await;
    let path = format!("/api/v1/deployments/{}", server.deployment("Flow").await);
    let set = format!("{path}/status");
    let paused = server.json(Method::PUT, &set, r#"{"status":"paused"}"#).await;
    assert_eq!((paused.status, &paused.value()["status"]), (StatusCode::OK, &Value::from("paused")));
    let position = server.service.catalogue().position();
    assert_eq!(server.json(Method::PUT, &set, r#"{"status":"paused"}"#).await.value(), paused.value());
    assert_eq!(server.service.catalogue().position(), position);
    assert_eq!(server.get(&path).await.value(), paused.value());
}

#[tokio::test]
async fn a_rename_leaves_everything_else() {
    let server = TestServer::start().await;
    let path = format!("/api/v1/deployments/{}", server.deployment("Flow").await);
    let before = server.get(&path).await.value();
    let renamed = server.json(Method::PATCH, &path, r#"{"name":"<b>Other</b>"}"#).await;
    let mut expected = before;
    expected["name"] = "<b>Other</b>".into();
    assert_eq!((renamed.status, renamed.value()), (StatusCode::OK, expected));
}

#[tokio::test]
async fn a_deleted_deployment_is_404_at_once_everywhere() {
    let server = TestServer::start().await;
    let path = format!("/api/v1/deployments/{}", server.deployment("Flow").await);
    assert_eq!(server.delete(&path).await.status, StatusCode::NO_CONTENT);
    for gone in [path.clone(), format!("{path}/download"), format!("{path}/workflow")] {
        assert_eq!(server.get(&gone).await.status, StatusCode::NOT_FOUND, "{gone}");
    }
    assert_eq!(server.delete(&path).await.status, StatusCode::NOT_FOUND);
    let set = server.json(Method::PUT, &format!("{path}/status"), r#"{"status":"paused"}"#).await;
    assert_eq!(set.status, StatusCode::NOT_FOUND);
    let renamed = server.json(Method::PATCH, &path, r#"{"name":"x"}"#).await;
    assert_eq!(renamed.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn lists_what_a_query_shows() {
    let server = TestServer::start().await;
    for name in ["beta", "Alpha", "gamma"] {
        server.deployment(name).await;
    }
    let beta = server.get("/api/v1/deployments?q=beta").await.value()["items"][0]["id"].as_str().unwrap().to_owned();
    server.json(Method::PUT, &format!("/api/v1/deployments/{beta}/status"), r#"{"status":"paused"}"#).await;
    let check = async |query: &str, expected: &[&str]| {
        let page = server.get(&format!("/api/v1/deployments?{query}")).await.value();
        let names: Vec<_> = page["items"].as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap()).collect();
        assert_eq!(names, expected, "{query}");
    };
    check("sort=name", &["Alpha", "beta", "gamma"]).await;
    check("status=online&sort=name", &["Alpha", "gamma"]).await;
    check("status=running&sort=name", &["Alpha", "gamma"]).await;
    check("status=paused", &["beta"]).await;
    check("type=discord", &[]).await;
    check("q=ALPHA%20v1", &["Alpha"]).await;
    check("sort=status&limit=1&unknown=1", &["gamma"]).await;
}

#[tokio::test]
async fn a_cursor_belongs_to_its_order_and_survives_changes() {
    let server = TestServer::start().await;
    for number in 0..5 {
        server.deployment(&format!("Flow {number}")).await;
    }
    let first = server.get("/api/v1/deployments?sort=name&limit=2").await.value();
    let cursor = first["next_cursor"].as_str().unwrap();
    server.delete(&format!("/api/v1/deployments/{}", first["items"][1]["id"].as_str().unwrap())).await;
    let second = server.get(&format!("/api/v1/deployments?sort=name&limit=200&cursor={cursor}")).await.value();
    let names: Vec<_> = second["items"].as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Flow 2", "Flow 3", "Flow 4"]);
    assert_eq!(second["next_cursor"], Value::Null);
    let other = server.get(&format!("/api/v1/deployments?sort=status&cursor={cursor}")).await;
    assert_eq!((other.status, &other.value()["member"]), (StatusCode::BAD_REQUEST, &Value::from("cursor")));
}

#[tokio::test]
async fn the_snapshot_alone_is_named_by_its_digest() {
    let server = TestServer::start().await;
    let id = server.deployment("Flow").await;
    let path = format!("/api/v1/deployments/{id}/workflow");
    let snapshot = server.get(&path).await;
    assert_eq!((snapshot.text(), snapshot.header("content-type")), (GRAPH.to_owned(), "application/json"));
    let digest = server.get(&format!("/api/v1/deployments/{id}")).await.value()["digest"].as_str().unwrap().to_owned();
    assert_eq!(snapshot.header("etag"), format!("\"{digest}\""));
    let again = server.send(request(Method::GET, &path, &[("if-none-match", snapshot.header("etag"))], "")).await;
    assert_eq!((again.status, again.bytes.len()), (StatusCode::NOT_MODIFIED, 0));
    let image = server.get(&format!("/snapshots/{digest}/thumb.svg?theme=dark")).await;
    assert_eq!((image.status, image.header("content-type")), (StatusCode::OK, "image/svg+xml"));
    assert!(
        image.header("cache-control").contains("immutable")
            && image.header("content-security-policy").contains("sandbox")
    );
    let unknown = server.get(&format!("/snapshots/{}/thumb.svg", "0".repeat(64))).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn head_is_get_without_a_body() {
    let server = TestServer::start().await;
    let id = server.deployment("Flow").await;
    for path in ["/api/v1/deployments", &*format!("/api/v1/deployments/{id}/download"), "/deployments", "/healthz"] {
        let answer = server.send(request(Method::HEAD, path, &[], "")).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
    }
}
