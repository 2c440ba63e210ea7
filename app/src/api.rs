//! The server functions: doors from the browser to the service. No door does anything itself.

pub mod deployments;
pub mod executions;
pub mod workflows;
