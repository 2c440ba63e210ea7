//! The server's tests: through the router or a real connection, as its users reach it.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test says by a panic what went wrong")]

#[path = "server/support.rs"]
mod support;
#[path = "server/watched_store.rs"]
mod watched_store;

#[path = "server/api_document.rs"]
mod api_document;
#[path = "server/archives.rs"]
mod archives;
#[path = "server/bulk.rs"]
mod bulk;
#[path = "server/callbacks.rs"]
mod callbacks;
#[path = "server/cancelled_figures.rs"]
mod cancelled_figures;
#[path = "server/comfyui.rs"]
mod comfyui;
#[path = "server/compression.rs"]
mod compression;
#[path = "server/concurrent_changes.rs"]
mod concurrent_changes;
#[path = "server/deployments_api.rs"]
mod deployments_api;
#[path = "server/disconnects.rs"]
mod disconnects;
#[path = "server/downloads.rs"]
mod downloads;
#[path = "server/earlier_deployments.rs"]
mod earlier_deployments;
#[path = "server/earlier_formats.rs"]
mod earlier_formats;
#[path = "server/event_stream.rs"]
mod event_stream;
#[path = "server/executions_api.rs"]
mod executions_api;
#[path = "server/history.rs"]
mod history;
#[path = "server/history_exports.rs"]
mod history_exports;
#[path = "server/hostile_requests.rs"]
mod hostile_requests;
#[path = "server/kept_pages.rs"]
mod kept_pages;
#[path = "server/left_running.rs"]
mod left_running;
#[path = "server/page_forms.rs"]
mod page_forms;
#[path = "server/real_workflows.rs"]
mod real_workflows;
#[path = "server/refusals.rs"]
mod refusals;
#[path = "server/replacing.rs"]
mod replacing;
#[path = "server/replacing_pages.rs"]
mod replacing_pages;
#[path = "server/security.rs"]
mod security;
#[path = "server/server_functions.rs"]
mod server_functions;
#[path = "server/silent_comfyui.rs"]
mod silent_comfyui;
#[path = "server/slow_clients.rs"]
mod slow_clients;
#[path = "server/snapshots_stay.rs"]
mod snapshots_stay;
#[path = "server/stopping.rs"]
mod stopping;
#[path = "server/store_reads.rs"]
mod store_reads;
#[path = "server/troubleshoot.rs"]
mod troubleshoot;
#[path = "server/web_forms.rs"]
mod web_forms;
#[path = "server/wire_format.rs"]
mod wire_format;
#[path = "server/workflows_api.rs"]
mod workflows_api;
