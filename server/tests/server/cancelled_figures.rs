//! What was cancelled counts among what ended: alike on cards, pages and in the metrics.

use crate::{
    executions_api::GREETING,
    support::{TestServer, request},
};
use axum::http::Method;
use serde_json::json;

/// Found in review: two who cancelled at the same moment counted twice in the metrics, and on the card not at all.
#[tokio::test]
async fn what_was_cancelled_counts_once_everywhere() {
    let server = TestServer::start().await;
    let workflow = server.workflow("Greeting", GREETING).await;
    let deployment = server.deploy(&workflow).await;
    let path = format!("/api/v1/deployments/{deployment}");
    server.json(Method::PUT, &format!("{path}/status"), r#"{"status":"paused","mode":"hold"}"#).await;
    let accepted = server.json(Method::POST, &format!("{path}/executions/"), r#"{"workflow_input":{}}"#).await;
    let cancel = format!("/api/v1/executions/{}/cancel", accepted.value()["execution_id"].as_str().unwrap());
    let cancel = || server.send(request(Method::POST, &cancel, &[], ""));
    let (one, other) = tokio::join!(cancel(), cancel());
    for answer in [one, other] {
        assert_eq!(answer.value()["status"], json!("cancelled"));
    }
    let count = r#"1 run, <span class="outcome--cancelled">1 cancelled</span>"#;
    for page in ["/deployments", &format!("/deployments/{deployment}")] {
        let shown = server.get(page).await.text();
        assert!(shown.contains(count), "{count} is not on {page}: {shown}");
    }
    let metrics = server.get("/metrics").await.text();
    for line in [r#"brine_executions_ended_total{outcome="cancelled"} 1"#, "brine_execution_duration_seconds_count 0"] {
        assert!(metrics.lines().any(|it| it == line), "{line} in\n{metrics}");
    }
}
