//! The door for the browser half: its errors are typed and never a 500, and it leads nowhere.

use crate::support::{POSTCARD, TestServer, request};
use app::AppError;
use axum::http::{Method, StatusCode};
use domain::{Deployment, DeploymentId, DeploymentStatus, PauseMode};

#[tokio::test]
async fn what_is_wrong_with_arguments_is_the_callers() {
    let server = TestServer::start().await;
    let headers = [("content-type", POSTCARD)];
    for body in ["", "{", "[]", "{}", "\u{24}not-an-id", "\u{1}7"] {
        let answer = server.send(request(Method::POST, "/api/fn/set_status", &headers, body)).await;
        assert!(answer.status.is_client_error(), "{body}: {} {}", answer.status, answer.text());
        assert!(matches!(answer.read(), AppError::Invalid { .. }), "{body}: {}", answer.text());
    }
    let gone = (DeploymentId::from_bytes([7; 16]), DeploymentStatus::Paused, PauseMode::Finish);
    let answer = server.call("set_status", &gone).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(matches!(answer.read(), AppError::NotFound { .. }));
    let unknown = server.call("nothing", &()).await;
    assert!(unknown.status.is_client_error(), "{}", unknown.status);
    for other in ["text/plain", "application/json", "application/x-www-form-urlencoded"] {
        let answer = server.send(request(Method::POST, "/api/fn/set_status", &[("content-type", other)], "{}")).await;
        assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{other}");
    }
}

#[tokio::test]
async fn nobody_is_sent_to_their_referer() {
    let server = TestServer::start().await;
    let id: DeploymentId = server.deployment("Flow").await.parse().unwrap();
    let headers = [("content-type", POSTCARD), ("accept", "text/html"), ("referer", "http://evil.example/")];
    let mut call = request(Method::POST, "/api/fn/set_status", &headers, "");
    *call.body_mut() = postcard::to_allocvec(&(id, DeploymentStatus::Paused, PauseMode::Finish)).unwrap().into();
    let answer = server.send(call).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::OK, ""));
    assert_eq!(answer.read::<Deployment>().status, DeploymentStatus::Paused);
}
