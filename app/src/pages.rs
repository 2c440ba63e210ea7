//! The pages: each fetches what it shows and hands it to components.

pub(crate) mod deployments;
pub(crate) mod not_found;
pub(crate) mod of_workflow;
pub(crate) mod workflow;
pub(crate) mod workflow_delete;
pub(crate) mod workflow_deploy;
pub(crate) mod workflows;
