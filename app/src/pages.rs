//! The pages: each fetches what it shows and hands it to components.

pub(crate) mod deployment;
pub(crate) mod deployment_delete;
pub(crate) mod deployments;
pub(crate) mod help;
pub(crate) mod not_found;
mod of_deployment;
pub(crate) mod of_workflow;
pub(crate) mod workflow;
pub(crate) mod workflow_delete;
pub(crate) mod workflow_deploy;
pub(crate) mod workflows;
