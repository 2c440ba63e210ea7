//! Download JSON: the file's name, and the workflow in it byte for byte.

use crate::support::TestServer;
use axum::http::{Method, StatusCode};
use proptest::prelude::*;
use serde_json::Value;

#[tokio::test]
async fn comes_back_as_the_same_workflow() {
    let server = TestServer::start().await;
    let graph = "{\"1\":\r\n  {\"class_type\" : \"A\",\"inputs\":{\"n\":1e3,\"t\":\"\\ud83e\\uddc2 ü \\/\"}}\n}";
    let workflow = server.workflow("Grüße/\"1\"", graph).await;
    let id = server.deploy(&workflow).await;
    let file = server.get(&format!("/api/v1/deployments/{id}/download")).await;
    assert_eq!(
        file.header("content-disposition"),
        "attachment; filename=\"Gr__e__1_ v1.json\"; filename*=UTF-8''Gr%C3%BC%C3%9Fe__1_%20v1.json"
    );
    assert!(file.text().contains(&format!("\"graph\":{graph}}}")));
    // By REST, inside the `graph` member …
    let body = format!("{{\"name\":\"Again\",\"graph\":{}}}", file.text());
    let again = server.json(Method::POST, "/api/v1/workflows", &body).await;
    assert_eq!(again.status, StatusCode::CREATED, "{}", again.text());
    let digest = |value: &Value| value["digest"].as_str().unwrap().to_owned();
    let original = server.get(&format!("/api/v1/workflows/{workflow}")).await.value();
    assert_eq!(digest(&again.value()), digest(&original));
    // … and by the page's form, as a pasted text, whose line breaks come as CRLF.
    let posted = server.form("/workflows", &[("do", "import"), ("text", &file.text())]).await;
    assert_eq!(posted.status, StatusCode::SEE_OTHER, "{}", posted.text());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn a_name_never_breaks_the_header(name in "[^\\p{Cc}]{1,120}") {
        prop_assume!(!name.trim().is_empty());
        tokio::runtime::Runtime::new().unwrap().block_on(async {
            let server = TestServer::start().await;
            let id = server.deployment(&name).await;
            let file = server.get(&format!("/api/v1/deployments/{id}/download")).await;
            let header = file.header("content-disposition");
            assert_eq!(header.matches('"').count(), 2, "{header}");
            assert!(header.starts_with("attachment; filename=\"") && header.contains("; filename*=UTF-8''"), "{header}");
            assert_eq!(file.value()["name"].as_str().unwrap(), name.trim_matches(' '));
        });
    }
}
