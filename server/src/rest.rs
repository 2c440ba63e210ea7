//! The door for programs: REST. One file an endpoint; this is the table of them.

mod activity_frame;
mod addresses;
mod archive;
mod bulk;
mod callback_secret;
mod change_execution;
mod create_workflow;
mod delete_deployment;
mod delete_workflow;
mod deploy;
mod download_deployment;
mod events;
mod export_history;
mod history;
mod list_deployments;
mod list_executions;
mod list_workflows;
mod read_deployment;
mod read_execution;
mod read_snapshot;
mod read_workflow;
mod rename_deployment;
mod replace_deployment;
mod retired_deployment;
mod run_deployment;
mod save_workflow;
mod set_status;
mod test_workflow;
mod troubleshoot;

mod address_json;
mod attachment;
mod cursor;
mod deployment_json;
mod execution_json;
mod form_json;
mod history_json;
mod if_match;
mod inputs_json;
mod json_body;
mod path_id;
mod prefer;
mod query;
mod reason;
mod workflow_json;

use crate::{Brine, problem::Problem};
use axum::{
    extract::DefaultBodyLimit,
    http::StatusCode,
    routing::{get, post},
};
use utoipa::OpenApi;
use utoipa_axum::{router::OpenApiRouter, routes};

/// How many bytes a request may have: the largest graph, with room for what stands around it.
const MAX_BODY_BYTES: usize = domain::graph::MAX_GRAPH_BYTES as usize + 256 * 1024;

/// What the API's document says of the API as a whole.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Brine",
        description = "Workflows, their deployments, and a feed of every change. Errors are problem documents (RFC 9457) \
                       with the members `error` and `details`. Requests that name another site as their origin are refused."
    ),
    tags(
        (name = "workflows", description = "Editable source graphs; each save makes the next revision"),
        (name = "deployments", description = "Immutable snapshots put to work"),
        (name = "addresses", description = "Stable addresses that lead to deployments"),
        (name = "executions", description = "Requests processed by deployments, and tests of workflows"),
        (name = "history", description = "Everything that happened: who, when, what and why"),
        (name = "events", description = "The feed, live"),
    )
)]
struct Document;

/// Every REST route, with what the API's document says of it.
pub(crate) fn routes() -> OpenApiRouter<Brine> {
    OpenApiRouter::with_openapi(Document::openapi())
        .routes(routes!(list_workflows::list_workflows, create_workflow::create_workflow))
        .routes(routes!(read_workflow::read_workflow, save_workflow::save_workflow, delete_workflow::delete_workflow))
        .routes(routes!(deploy::deploy))
        .routes(routes!(list_deployments::list_deployments))
        .routes(routes!(bulk::bulk))
        .routes(routes!(archive::archive))
        .routes(routes!(
            read_deployment::read_deployment,
            rename_deployment::rename_deployment,
            delete_deployment::delete_deployment
        ))
        .routes(routes!(set_status::set_status))
        .routes(routes!(troubleshoot::troubleshoot))
        .routes(routes!(replace_deployment::redeploy))
        .routes(routes!(replace_deployment::roll_back))
        .routes(routes!(retired_deployment::list_retired))
        .routes(routes!(retired_deployment::restore))
        .routes(routes!(retired_deployment::forget_snapshot))
        .routes(routes!(addresses::list_addresses))
        .routes(routes!(addresses::read_address, addresses::set_address, addresses::remove_address))
        .routes(routes!(addresses::run_address))
        .routes(routes!(download_deployment::download_deployment))
        .routes(routes!(read_snapshot::read_snapshot))
        .routes(routes!(list_executions::list_executions, run_deployment::run_deployment))
        // Salt's clients send the slash; others leave it out.
        .route(
            "/api/v1/deployments/{id}/executions",
            get(list_executions::list_executions).post(run_deployment::run_deployment),
        )
        .route("/api/v1/run/{slug}/executions", post(addresses::run_address))
        .routes(routes!(test_workflow::list_tests, test_workflow::test_workflow))
        .routes(routes!(read_execution::read_execution))
        .routes(routes!(read_execution::artefact))
        .routes(routes!(change_execution::cancel))
        .routes(routes!(change_execution::rerun))
        .routes(routes!(change_execution::replay_callback))
        .routes(routes!(callback_secret::rotate))
        .routes(routes!(callback_secret::test))
        .routes(routes!(history::history))
        .routes(routes!(export_history::export_history))
        .routes(routes!(events::events))
        .layer(DefaultBodyLimit::max(MAX_BODY_BYTES))
}

/// What is answered to a method that an address does not have; axum adds `Allow`.
pub(crate) async fn wrong_method() -> Problem {
    let detail = "this address does not have this method; the `Allow` header lists those it has";
    Problem::new(StatusCode::METHOD_NOT_ALLOWED, "Method not allowed", detail)
}
