//! The API's document and the API are one: what it says answers, and nothing answers that it does not say.

use crate::support::{TestServer, request};
use axum::http::{Method, StatusCode};
use serde_json::Value;
use std::collections::BTreeSet;

/// Every REST route, written down once more: who adds one adds it here.
const ROUTES: [&str; 40] = [
    "DELETE /api/v1/addresses/{slug}",
    "DELETE /api/v1/deployments/{id}",
    "DELETE /api/v1/deployments/{id}/snapshot",
    "DELETE /api/v1/workflows/{id}",
    "GET /api/v1/addresses",
    "GET /api/v1/addresses/{slug}",
    "GET /api/v1/deployments",
    "GET /api/v1/deployments/archive",
    "GET /api/v1/deployments/{id}",
    "GET /api/v1/deployments/{id}/download",
    "GET /api/v1/deployments/{id}/executions/",
    "GET /api/v1/deployments/{id}/troubleshoot",
    "GET /api/v1/deployments/{id}/workflow",
    "GET /api/v1/events",
    "GET /api/v1/executions/{id}",
    "GET /api/v1/executions/{id}/artefacts/{number}",
    "GET /api/v1/history",
    "GET /api/v1/history/export",
    "GET /api/v1/workflows",
    "GET /api/v1/workflows/{id}",
    "GET /api/v1/workflows/{id}/deployments/deleted",
    "GET /api/v1/workflows/{id}/executions",
    "PATCH /api/v1/deployments/{id}",
    "POST /api/v1/deployments/bulk",
    "POST /api/v1/deployments/{id}/callback-secret",
    "POST /api/v1/deployments/{id}/callback-test",
    "POST /api/v1/deployments/{id}/executions/",
    "POST /api/v1/deployments/{id}/redeploy",
    "POST /api/v1/deployments/{id}/restore",
    "POST /api/v1/deployments/{id}/rollback",
    "POST /api/v1/executions/{id}/callback",
    "POST /api/v1/executions/{id}/cancel",
    "POST /api/v1/executions/{id}/rerun",
    "POST /api/v1/run/{slug}/executions/",
    "POST /api/v1/workflows",
    "POST /api/v1/workflows/{id}/deployments",
    "POST /api/v1/workflows/{id}/executions",
    "PUT /api/v1/addresses/{slug}",
    "PUT /api/v1/deployments/{id}/status",
    "PUT /api/v1/workflows/{id}",
];

async fn documented(server: &TestServer) -> BTreeSet<(String, String)> {
    let document = server.get("/api/openapi.json").await.value();
    let mut routes = BTreeSet::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for method in methods.as_object().unwrap().keys() {
            routes.insert((method.to_uppercase(), path.clone()));
        }
    }
    routes
}

#[tokio::test]
async fn says_every_route() {
    let server = TestServer::start().await;
    let said: Vec<String> = documented(&server).await.iter().map(|(method, path)| format!("{method} {path}")).collect();
    let known: Vec<&str> = ROUTES.to_vec();
    assert_eq!(said, known);
}

#[tokio::test]
async fn every_route_it_says_answers_and_no_other_method_does() {
    let server = TestServer::start().await;
    let id = "00000000-0000-7000-8000-000000000000";
    let routes = documented(&server).await;
    let paths: BTreeSet<&String> = routes.iter().map(|(_, path)| path).collect();
    for path in paths {
        let address = path.replace("{id}", id).replace("{number}", "0").replace("{slug}", "greeting");
        for method in ["GET", "POST", "PUT", "PATCH", "DELETE"] {
            if path == "/api/v1/events" && method == "GET" {
                continue; // It never ends; `event_stream` reads it.
            }
            let is_said = routes.contains(&(method.to_owned(), path.clone()));
            let answer = server.send(request(method.parse::<Method>().unwrap(), &address, &[], "")).await;
            let answers = answer.status != StatusCode::METHOD_NOT_ALLOWED;
            assert_eq!(answers, is_said, "{method} {path}: {}", answer.status);
            assert!(!answer.text().contains("nothing is at this address"), "{method} {path}");
        }
    }
}

#[tokio::test]
async fn every_answer_it_says_has_a_shape_that_is_there() {
    let server = TestServer::start().await;
    let document = server.get("/api/openapi.json").await.value();
    let schemas: BTreeSet<&String> = document["components"]["schemas"].as_object().unwrap().keys().collect();
    fn references(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(members) => {
                found.extend(members.get("$ref").and_then(Value::as_str).map(str::to_owned));
                members.values().for_each(|it| references(it, found));
            }
            Value::Array(items) => items.iter().for_each(|it| references(it, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    references(&document, &mut found);
    assert!(!found.is_empty());
    for reference in found {
        let name = reference.strip_prefix("#/components/schemas/").unwrap().to_owned();
        assert!(schemas.contains(&name), "{reference}");
    }
}

#[tokio::test]
async fn can_be_browsed_from_this_server_alone() {
    let server = TestServer::start().await;
    let page = server.get("/api/docs/").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.text().contains("http://") && !page.text().contains("https://"), "{}", page.text());
    let text = page.text();
    let files = text.split(['"', '\'']).filter(|it| it.starts_with("./") && !it.contains("favicon"));
    let mut count = 0;
    for file in files {
        let answer = server.get(&format!("/api/docs/{}", &file[2..])).await;
        assert_eq!(answer.status, StatusCode::OK, "{file}");
        count += 1;
    }
    assert!(count > 2);
    assert!(server.get("/api/docs/swagger-initializer.js").await.text().contains("/api/openapi.json"));
}
