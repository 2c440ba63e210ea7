//! A graph that does nothing: a value, shown.

use crate::connection::Connection;
use anyhow::Context as _;
use serde_json::Value;

const GRAPH: &str = r#"{"1":{"class_type":"PrimitiveString","inputs":{"value":"x"}},"2":{"class_type":"PreviewAny","inputs":{"source":["1",0]}}}"#;

/// Deploys it, and gives the deployment's id.
pub(crate) async fn deploy(address: &str, number: u32) -> anyhow::Result<String> {
    let mut connection = Connection::open(address).await?;
    let made = connection.post("/api/v1/workflows", format!(r#"{{"name":"no-op {number}","graph":{GRAPH}}}"#)).await?;
    let made: Value = serde_json::from_slice(&made)?;
    let path = format!("/api/v1/workflows/{}/deployments", made["id"].as_str().context("a workflow has an id")?);
    let deployed = connection.post(&path, r#"{"type":"api","allow_untested":true}"#.to_owned()).await?;
    let deployed: Value = serde_json::from_slice(&deployed)?;
    Ok(deployed["id"].as_str().context("a deployment has an id")?.to_owned())
}
