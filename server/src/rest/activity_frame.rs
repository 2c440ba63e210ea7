//! A frame of the event stream that says how deployments are doing.

use domain::{Activity, RunOf};
use serde_json::{Value, json};
use service::{ActivityFrame, RunNews};

/// The frame's data.
pub(super) fn data(frame: &ActivityFrame) -> Value {
    let activities = frame.activities.iter().map(|(id, activity)| {
        let mut members = activity_json(activity);
        members["deployment"] = json!(id.to_string());
        members
    });
    json!({
        "activities": activities.collect::<Value>(),
        "runs": frame.runs.iter().map(run_json).collect::<Value>(),
    })
}

/// A deployment's figures.
pub(super) fn activity_json(it: &Activity) -> Value {
    let hours = it.hours.iter().map(|hour| json!([hour.succeeded, hour.failed, hour.cancelled]));
    let last = it.last.map(|last| json!({ "id": last.id.to_string(), "status": last.status, "at": last.at }));
    let progress = it
        .progress
        .as_ref()
        .map(|run| json!({ "id": run.id.to_string(), "done": run.done, "nodes": run.nodes, "node": run.node }));
    json!({
        "running": it.running,
        "queued": it.queued,
        "hours": hours.collect::<Value>(),
        "last": last,
        "p50_ms": it.p50_ms,
        "p95_ms": it.p95_ms,
        "progress": progress,
    })
}

fn run_json(it: &RunNews) -> Value {
    let (deployment, workflow) = match it.of {
        RunOf::Deployment { id, .. } => (Some(id.to_string()), None),
        RunOf::Workflow { id, .. } => (None, Some(id.to_string())),
    };
    json!({
        "id": it.id.to_string(),
        "deployment": deployment,
        "workflow": workflow,
        "status": it.status,
        "done": it.done,
        "nodes": it.nodes,
    })
}
