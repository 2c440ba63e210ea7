//! A deployment that a real ComfyUI server runs, through the API: its picture is there to be fetched.

use crate::support::{TestServer, request};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use service::Setup;

/// A picture without a model: made, turned to its negative, kept.
const PICTURE: &str = r#"{
 "1": {"class_type":"EmptyImage","inputs":{"width":16,"height":16,"batch_size":1,"color":255}},
 "2": {"class_type":"ImageInvert","inputs":{"image":["1",0]}},
 "3": {"class_type":"SaveImage","inputs":{"images":["2",0],"filename_prefix":"brine"},"_meta":{"title":"Negative"}}}"#;

/// The same, as ComfyUI's editor exports it.
const EXPORT: &str = r#"{"last_node_id":2,"last_link_id":1,"version":0.4,
 "nodes":[
  {"id":1,"type":"EmptyImage","pos":[0,0],"size":[200,100],"mode":0,"inputs":[],"outputs":[{"name":"IMAGE","type":"IMAGE","links":[1]}],"widgets_values":[16,16,1,255]},
  {"id":2,"type":"SaveImage","pos":[300,0],"size":[200,100],"mode":0,"inputs":[{"name":"images","type":"IMAGE","link":1}],"outputs":[],"widgets_values":["brine"]}],
 "links":[[1,1,0,2,0,"IMAGE"]]}"#;

async fn server() -> TestServer {
    let url = std::env::var("BRINE_COMFYUI_URL").expect("BRINE_COMFYUI_URL names a ComfyUI server");
    TestServer::set_up(store::memory_store().unwrap(), Setup { comfyui: vec![url], ..Setup::default() }).await
}

/// Tests a workflow, deploys it, runs the deployment, and gives the result.
async fn run(server: &TestServer, graph: &str) -> Value {
    let headers = [("content-type", "application/json"), ("prefer", "wait=60")];
    let workflow = server.workflow("Picture", graph).await;
    let test = format!("/api/v1/workflows/{workflow}/executions");
    let tested = server.send(request(Method::POST, &test, &headers, r#"{"workflow_input":{}}"#)).await;
    assert_eq!(tested.value()["status"], "succeeded", "{}", tested.text());
    let deploy = format!("/api/v1/workflows/{workflow}/deployments");
    let deployed = server.json(Method::POST, &deploy, r#"{"type":"api"}"#).await;
    assert_eq!((deployed.status, &deployed.value()["engine"]), (StatusCode::CREATED, &json!("comfyui")));
    let path = format!("/api/v1/deployments/{}/executions/", deployed.id());
    server.send(request(Method::POST, &path, &headers, r#"{"workflow_input":{}}"#)).await.value()
}

#[tokio::test]
#[ignore = "needs a ComfyUI server at BRINE_COMFYUI_URL"]
async fn a_picture_is_made_kept_and_shown() {
    let server = server().await;
    let done = run(&server, PICTURE).await;
    let file = &done["outputs"]["Negative"][0];
    assert_eq!(file["media_type"], "image/png", "{done}");
    let picture = server.get(file["url"].as_str().unwrap()).await;
    assert_eq!((picture.status, picture.header("content-type")), (StatusCode::OK, "image/png"));
    assert!(picture.bytes.starts_with(b"\x89PNG"));
    assert_eq!(json!(domain::Digest::of(&picture.bytes)), file["digest"]);
    let page = server.get(&format!("/executions/{}", done["execution_id"].as_str().unwrap())).await;
    assert!(page.text().contains(&format!("<img src=\"{}\"", file["url"].as_str().unwrap())), "{}", page.text());
}

#[tokio::test]
#[ignore = "needs a ComfyUI server at BRINE_COMFYUI_URL"]
async fn an_export_of_the_editor_is_converted_and_run() {
    let server = server().await;
    let done = run(&server, EXPORT).await;
    let outputs = done["outputs"].as_object().unwrap();
    assert_eq!(outputs.len(), 1, "{done}");
    assert!(outputs.values().all(|it| it[0]["media_type"] == "image/png"), "{done}");
}
