//! Tests and executions from a form: begun, cancelled, run again, called back; and a test delivery.

use super::{
    act::{Done, Refused, go, invalid, stay},
    read::Posted,
};
use axum::http::StatusCode;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use domain::{Actor, DeploymentId, ExecutionDetail, ExecutionId, Revision, WorkflowId};
use service::Service;

/// What the name of a field begins with that is one of a graph's inputs; the node follows.
const INPUT: &str = "input:";

/// Runs a workflow's saved revision, and leads to how that goes.
pub(super) async fn start_test(
    service: &Service,
    workflow: WorkflowId,
    revision: &str,
    posted: &Posted,
) -> Result<Done, Refused> {
    let number = revision.parse().map_err(|_| invalid("revision", "is the number of the saved revision"))?;
    let it = service.start_test(Actor::Browser, workflow, Revision::new(number), values(posted)).await?;
    Ok(go(ExecutionDetail::path(it.id), "Test begun".to_owned()))
}

/// Asks an execution to end.
pub(super) async fn cancel(service: &Service, id: ExecutionId) -> Result<Done, Refused> {
    service.cancel_execution(Actor::Browser, id).await?;
    Ok(stay("Cancel asked for".to_owned()))
}

/// Runs again what an execution ran, and leads to how that goes.
pub(super) async fn rerun(service: &Service, id: ExecutionId) -> Result<Done, Refused> {
    let it = service.rerun(Actor::Browser, id).await?;
    Ok(go(ExecutionDetail::path(it.id), "Begun once more".to_owned()))
}

/// Calls back once more.
pub(super) async fn replay(service: &Service, id: ExecutionId) -> Result<Done, Refused> {
    service.replay_callback(Actor::Browser, id).await?;
    Ok(stay("Calling back once more".to_owned()))
}

/// Sends a test delivery. One that was not taken is a refusal: its form says why, and keeps the address.
pub(super) async fn test_callback(service: &Service, id: DeploymentId, url: String) -> Result<Done, Refused> {
    let attempt = service.test_callback(id, url).await?;
    let words = attempt.summary();
    if attempt.is_delivered() { Ok(stay(words)) } else { Err(Refused::new(StatusCode::UNPROCESSABLE_ENTITY, words)) }
}

/// What the form has for each node. Of what was sent twice the last counts: a box that is not checked has its no
/// before it, and a chosen file stands for the address beside it.
pub(crate) fn values(posted: &Posted) -> Vec<(String, String)> {
    let mut values: Vec<(String, String)> = Vec::new();
    let texts = posted.fields.iter().map(|(field, text)| (field, text.clone()));
    let files = posted.files.iter().map(|file| (&file.field, data_url(&file.media_type, &file.bytes)));
    for (field, value) in texts.chain(files) {
        let Some(node) = field.strip_prefix(INPUT) else { continue };
        match values.iter_mut().find(|(known, _)| known == node) {
            Some((_, before)) => *before = value,
            None => values.push((node.to_owned(), value)),
        }
    }
    values
}

fn data_url(media_type: &str, bytes: &[u8]) -> String {
    let media_type = if media_type.is_empty() { "application/octet-stream" } else { media_type };
    ["data:", media_type, ";base64,", &STANDARD.encode(bytes)].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page_forms::read::File;

    #[test]
    fn the_last_value_of_a_node_counts_and_a_file_before_its_address() {
        let text = |name: &str, text: &str| (name.to_owned(), text.to_owned());
        let file = |field: &str, bytes: &'static [u8]| File {
            field: field.to_owned(),
            media_type: "image/png".to_owned(),
            name: "a.png".to_owned(),
            bytes: bytes.into(),
        };
        let posted = Posted {
            fields: vec![
                text("do", "start_test"),
                text("input:1", "false"),
                text("input:1", "true"),
                text("input:2", "https://example.com/a.png"),
                text("input:3", "kept"),
            ],
            files: vec![file("input:2", b"png"), file("file", b"other")],
        };
        let wanted = [text("1", "true"), text("2", "data:image/png;base64,cG5n"), text("3", "kept")];
        assert_eq!(values(&posted), wanted);
    }
}
