//! Who is let in: our own names and pages, and programs; nobody else.

use crate::support::{GRAPH, TestServer, form_body, request};
use axum::http::{Method, StatusCode};

#[tokio::test]
async fn answers_only_under_its_own_names() {
    let server = TestServer::start().await;
    for (host, status) in [
        ("localhost:3000", 200),
        ("127.0.0.1:3000", 200),
        ("[::1]:3000", 200),
        ("brine.example", 200),
        ("evil.example", 421),
        ("localhost.evil.example:3000", 421),
        ("10.0.0.1", 421),
        ("a b", 421),
    ] {
        for path in ["/deployments", "/api/v1/deployments", "/healthz", "/api/docs/"] {
            let answer = server.send(request(Method::GET, path, &[("host", host)], "")).await;
            assert_eq!(answer.status.as_u16(), status, "{host} {path}");
        }
    }
}

#[tokio::test]
async fn a_kept_page_is_not_given_to_a_foreign_name() {
    let server = TestServer::start().await;
    server.get("/deployments").await;
    let answer = server.send(request(Method::GET, "/deployments", &[("host", "evil.example")], "")).await;
    assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST);
}

#[tokio::test]
async fn pages_of_other_sites_change_nothing() {
    let server = TestServer::start().await;
    let id = server.deployment("Flow").await;
    let position = server.service.catalogue().position();
    let form = form_body(&[("do", "delete_deployment"), ("id", &id)]);
    let (json, deployment) = ("application/json", format!("/api/v1/deployments/{id}"));
    let doors: [(Method, &str, &str, &str); 4] = [
        (Method::DELETE, &deployment, json, ""),
        (Method::POST, "/deployments", "application/x-www-form-urlencoded", &form),
        (Method::POST, "/api/fn/delete_deployment", "application/x-postcard", &format!("${id}")),
        (Method::POST, "/api/fn/delete_deployment", "text/plain", &format!("{{\"id\":\"{id}\"}}")),
    ];
    for foreign in [
        ("origin", "http://evil.example"),
        ("origin", "null"),
        ("origin", "http://localhost:4000"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
    ] {
        for (method, path, kind, body) in &doors {
            let answer = server.send(request(method.clone(), path, &[("content-type", kind), foreign], body)).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{method} {path} {foreign:?}");
        }
        // Looking is allowed: a link on another site leads here.
        assert_eq!(server.send(request(Method::GET, "/deployments", &[foreign], "")).await.status, StatusCode::OK);
    }
    assert_eq!(server.service.catalogue().position(), position);
    let own = [("content-type", json), ("origin", "http://localhost:3000"), ("sec-fetch-site", "same-origin")];
    assert_eq!(server.send(request(Method::DELETE, &deployment, &own, "")).await.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn every_answer_says_what_browsers_may_do_with_it() {
    let server = TestServer::start().await;
    for path in ["/deployments", "/nothing", "/api/v1/deployments", "/api/nothing", "/healthz", "/api/docs/", "/"] {
        for again in 0..2 {
            let answer = server.get(path).await;
            for (name, value) in [
                ("x-content-type-options", "nosniff"),
                ("referrer-policy", "same-origin"),
                ("cross-origin-opener-policy", "same-origin"),
                ("cross-origin-resource-policy", "same-origin"),
            ] {
                assert_eq!(answer.header(name), value, "{path} {again}");
            }
            let policy = answer.header("content-security-policy");
            assert!(
                policy.starts_with("default-src 'none'") && policy.contains("frame-ancestors 'none'"),
                "{path}: {policy}"
            );
            assert!(!answer.header("x-request-id").is_empty() && !answer.header("cache-control").is_empty(), "{path}");
        }
    }
}

#[tokio::test]
async fn names_are_text_and_no_script_of_theirs_may_run() {
    let server = TestServer::start().await;
    let name = "</script><script>alert(1)</script><img src=x onerror=alert(1)>";
    server.deployment(name).await;
    let page = server.get("/deployments").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.text().contains("<script>alert") && !page.text().contains("<img src=x"), "{}", page.text());
    let policy = page.header("content-security-policy");
    assert!(!policy.split(';').any(|part| part.contains("script-src") && part.contains("'unsafe-inline'")), "{policy}");
}

#[tokio::test]
async fn a_request_is_named_by_its_sender_where_that_can_be_logged() {
    let server = TestServer::start().await;
    let named = server.send(request(Method::GET, "/healthz", &[("x-request-id", "abc-1")], "")).await;
    assert_eq!(named.header("x-request-id"), "abc-1");
    let hostile = server.send(request(Method::GET, "/healthz", &[("x-request-id", "a b=\"c\"")], "")).await;
    assert_ne!(hostile.header("x-request-id"), "a b=\"c\"");
}

#[tokio::test]
async fn a_name_that_looks_like_markup_is_text_in_every_title() {
    let server = TestServer::start().await;
    let name = "</title><script>alert(1)</script>&amp;";
    let workflow = server.workflow(name, GRAPH).await;
    let deployment = server.deploy(&workflow).await;
    for path in [
        format!("/workflows/{workflow}"),
        format!("/workflows/{workflow}/deploy"),
        format!("/workflows/{workflow}/delete"),
        format!("/deployments/{deployment}"),
        format!("/deployments/{deployment}/delete"),
    ] {
        let page = server.get(&path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        let text = page.text();
        let title = text.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).unwrap();
        assert!(title.contains("&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;"), "{path}: {title}");
        assert!(!text.contains("<script>alert"), "{path}");
    }
}
