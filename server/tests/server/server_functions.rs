//! The door for the browser half: its errors are typed and never a 500, and it leads nowhere.

use crate::support::{TestServer, request};
use axum::http::{Method, StatusCode};

#[tokio::test]
async fn what_is_wrong_with_arguments_is_the_callers() {
    let server = TestServer::start().await;
    for body in ["", "{", "[]", "{}", r#"{"id":"7","status":"paused"}"#, r#"{"id":7}"#] {
        let answer = server.json(Method::POST, "/api/fn/set_status", body).await;
        assert!(answer.status.is_client_error(), "{body}: {} {}", answer.status, answer.text());
        assert!(serde_json::from_slice::<app::AppError>(&answer.bytes).is_ok(), "{body}: {}", answer.text());
    }
    let gone = r#"{"id":"00000000-0000-7000-8000-000000000000","status":"paused"}"#;
    assert_eq!(server.json(Method::POST, "/api/fn/set_status", gone).await.status, StatusCode::NOT_FOUND);
    let unknown = server.json(Method::POST, "/api/fn/nothing", "{}").await;
    assert!(unknown.status.is_client_error(), "{}", unknown.status);
    let plain = server.send(request(Method::POST, "/api/fn/set_status", &[("content-type", "text/plain")], gone)).await;
    assert_eq!(plain.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
}

#[tokio::test]
async fn nobody_is_sent_to_their_referer() {
    let server = TestServer::start().await;
    let id = server.deployment("Flow").await;
    let headers = [("content-type", "application/json"), ("accept", "text/html"), ("referer", "http://evil.example/")];
    let body = format!("{{\"id\":\"{id}\",\"status\":\"paused\"}}");
    let answer = server.send(request(Method::POST, "/api/fn/set_status", &headers, &body)).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::OK, ""));
    assert_eq!(answer.value()["status"], "paused");
}
