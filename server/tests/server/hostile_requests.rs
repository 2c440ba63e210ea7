//! Whatever is sent, the server answers, never with a 5xx, and goes on.

use crate::support::{TestServer, request};
use axum::http::{Method, StatusCode};

#[tokio::test]
async fn nothing_makes_the_server_fail() {
    let server = TestServer::start().await;
    let id = server.deployment("Flow").await;
    let deep = "[".repeat(100_000);
    let long = "x".repeat(60_000);
    let paths = [
        "/",
        "//",
        "/deployments",
        "/deployments?status=%ff&page=0&q=%00",
        "/deployments?page=99999999999999999999",
        "/deployments/",
        "/deployments/7",
        "/deployments/%00",
        "/deployments/%2e%2e%2f",
        "/deployments/00000000-0000-7000-8000-000000000000",
        "/workflows?page=-1",
        "/workflows/7",
        "/workflows/%F0%9F%A7%82",
        "/help",
        "/api",
        "/api/",
        "/api/v1",
        "/api/docs/../../etc/passwd",
        "/api/docs/%2e%2e/x",
        "/api/openapi.json",
        "/api/fn/",
        "/api/fn/x/y",
        "/api/fn/set_status",
        "/snapshots/a/b",
        "/snapshots/%ff/thumb.svg",
        "/assets/..%2fx",
        "/assets/%ff",
        "/favicon.ico",
        "/healthz",
        "/readyz",
        "/api/v1/workflows",
        "/api/v1/deployments",
        &*format!("/deployments/{id}"),
        &*format!("/deployments/{id}?before=x"),
        &*format!("/api/v1/deployments/{id}/status"),
        &*format!("/{}", &long[..8_000]),
    ];
    let bodies = [
        "",
        "{",
        "null",
        "\u{0}",
        &*deep,
        "do=set_status&id=%ff&status=%00",
        "do=import&text=%7b",
        "a=b=c&&&=",
        &*long,
        "--x\r\n\r\n--x--",
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\"\r\n\r\n\r\n--x--\r\n",
    ];
    let kinds = [
        "application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "multipart/form-data",
        "é",
        "",
    ];
    for path in paths {
        for method in [
            Method::GET,
            Method::HEAD,
            Method::OPTIONS,
            Method::TRACE,
            Method::DELETE,
            Method::from_bytes(b"BREW").unwrap(),
        ] {
            let case = format!("{method} {path:.80}");
            let answer = server
                .send(request(
                    method,
                    path,
                    &[
                        ("accept-encoding", "br;q=x, ,;"),
                        ("cookie", "brine_toast=%ff%00; brine_theme=\"; ="),
                        ("range", "bytes=5-1"),
                        ("if-none-match", "\""),
                    ],
                    "",
                ))
                .await;
            assert!(!answer.status.is_server_error(), "{case}: {}", answer.status);
        }
        for kind in kinds {
            for body in bodies {
                for method in [Method::POST, Method::PUT, Method::PATCH] {
                    let case = format!("{method} {path:.80} {kind} {body:.40}");
                    let answer = server.send(request(method, path, &[("content-type", kind)], body)).await;
                    assert!(!answer.status.is_server_error(), "{case}: {}", answer.status);
                    assert!(!answer.status.is_success(), "{case}: {}", answer.status);
                }
            }
        }
    }
    assert_eq!(server.get(&format!("/api/v1/deployments/{id}")).await.status, StatusCode::OK);
}
