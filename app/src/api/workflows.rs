//! The doors to workflows.
#![expect(missing_docs, reason = "the `server` macro makes a struct of the arguments, whose fields cannot bear docs")]

use crate::AppError;
#[cfg(feature = "ssr")]
use crate::context::{refuse, service};
#[cfg(feature = "ssr")]
use domain::Actor;
use domain::{
    GraphPreview, ImportedWorkflow, Name, Revision, Unreadable, Workflow, WorkflowDetail, WorkflowId, WorkflowListing,
};
use leptos::prelude::*;
use server_fn::codec::Postcard;
#[cfg(feature = "ssr")]
use service::ServiceError;

/// One page of the workflows, newest change first.
#[server(prefix = "/api/fn", endpoint = "list_workflows", input = Postcard, output = Postcard)]
pub async fn list_workflows(page: u32) -> Result<WorkflowListing, AppError> {
    Ok(service()?.list_workflows(page))
}

/// One workflow with its graph and its newest deployments.
#[server(prefix = "/api/fn", endpoint = "read_workflow", input = Postcard, output = Postcard)]
pub async fn read_workflow(id: WorkflowId) -> Result<WorkflowDetail, AppError> {
    service()?.workflow_detail(id).await.map_err(refuse)
}

/// Makes a workflow of a file's or a pasted text.
#[server(prefix = "/api/fn", endpoint = "import_workflow", input = Postcard, output = Postcard)]
pub async fn import_workflow(text: String, file_name: Option<String>) -> Result<ImportedWorkflow, AppError> {
    let source = service::Source { text, name: None, file_name };
    service()?.import(Actor::Browser, source).await.map_err(refuse)
}

/// Imports the example workflows.
#[server(prefix = "/api/fn", endpoint = "load_examples", input = Postcard, output = Postcard)]
pub async fn load_examples() -> Result<Vec<ImportedWorkflow>, AppError> {
    service()?.load_examples(Actor::Browser).await.map_err(refuse)
}

/// Saves a workflow's next revision, if `expected` is the saved one.
#[server(prefix = "/api/fn", endpoint = "save_workflow", input = Postcard, output = Postcard)]
pub async fn save_workflow(id: WorkflowId, expected: Revision, graph: String) -> Result<ImportedWorkflow, AppError> {
    let expected = service::Expected::Revision(expected);
    service()?.save_workflow(Actor::Browser, id, expected, None, graph).await.map_err(refuse)
}

/// Gives a workflow another name.
#[server(prefix = "/api/fn", endpoint = "rename_workflow", input = Postcard, output = Postcard)]
pub async fn rename_workflow(id: WorkflowId, name: Name) -> Result<Workflow, AppError> {
    service()?.rename_workflow(Actor::Browser, id, name).await.map_err(refuse)
}

/// Makes a copy of a workflow's saved revision.
#[server(prefix = "/api/fn", endpoint = "duplicate_workflow", input = Postcard, output = Postcard)]
pub async fn duplicate_workflow(id: WorkflowId) -> Result<Workflow, AppError> {
    service()?.duplicate_workflow(Actor::Browser, id).await.map_err(refuse)
}

/// Deletes a workflow; its deployments stay.
#[server(prefix = "/api/fn", endpoint = "delete_workflow", input = Postcard, output = Postcard)]
pub async fn delete_workflow(id: WorkflowId) -> Result<Workflow, AppError> {
    service()?.delete_workflow(Actor::Browser, id, service::Expected::Newest).await.map_err(refuse)
}

/// Draws an unsaved graph and finds what is wrong with it. A text that is being typed often is no graph:
/// that is an answer, not an error.
#[server(prefix = "/api/fn", endpoint = "preview_graph", input = Postcard, output = Postcard)]
pub async fn preview_graph(text: String) -> Result<Result<GraphPreview, Unreadable>, AppError> {
    match service()?.preview(text).await {
        Err(ServiceError::Unreadable(problem)) => Ok(Err(problem)),
        answer => answer.map(Ok).map_err(refuse),
    }
}
